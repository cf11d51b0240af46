//! The client: builds, signs, sends, checks and repeats operations.

mod attempt;
mod body;
mod budget;
mod call;
mod calls;
mod counted;
mod deadline;
mod download;
mod execute;
mod inflate;
mod integrity;
mod options;
mod outcome;
mod reconcile;
mod refusal;
mod reply;
mod resume;
mod stream;
mod version;

pub use self::body::Body;
pub use self::calls::UnderWay;
pub use self::deadline::Deadline;
pub use self::execute::Client;
pub use self::options::{CallOptions, ClientOptions, Consent};
pub use self::outcome::{Outcome, Reply};
pub use self::stream::ReplyStream;
