//! Upload callbacks: a request to the client's own server, sent when an object has been stored and before the client gets
//! its answer (documentation: Callback).

mod image;
mod key;
mod post;
mod settings;
mod template;

pub(crate) use key::{PATH as PUBLIC_KEY_PATH, PUBLIC_KEY};
pub(crate) use post::{Event, Failure};
pub(crate) use settings::{Callback, PARAMETERS};
