//! The admin address: what tests need to see and to break.

mod api;
mod journal;

pub(crate) use api::serve;
pub(crate) use journal::Journal;
