//! The admin address: what tests need to see and to break.

mod api;
mod faults;
mod journal;

pub(crate) use api::serve;
pub(crate) use faults::{Effect, Faults, Interruption, Plan};
pub(crate) use journal::Journal;
