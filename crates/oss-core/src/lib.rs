//! Client core of Alibaba Cloud OSS and STS.
//!
//! Building, signing and reading are pure: time is an argument (`now_ms`, Unix milliseconds) and nothing is read from the
//! environment but in [`credentials`]. I/O happens there and in [`client`], [`transport`] and [`sts`].

pub mod client;
pub mod clock;
pub mod crc64;
pub mod credential;
pub mod credentials;
pub mod encode;
pub mod endpoint;
pub mod errno;
pub mod error;
mod file_at;
pub mod mime;
mod mime_table;
pub mod notice;
pub mod operation;
pub mod progress;
mod replacement;
pub mod request;
pub mod retry;
pub mod sign;
pub mod sts;
pub mod time_format;
pub mod transfer;
pub mod transport;
pub mod xml;

pub use credential::Credential;
pub use endpoint::{Endpoint, EndpointOptions};
pub use error::{Error, ServiceError};
pub use notice::{Listener, Notice};
pub use operation::{BodyInfo, Operation, ReplyKind};
pub use retry::Replay;
