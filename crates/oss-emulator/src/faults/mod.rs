//! Faults: what goes wrong on purpose, for which requests, how often.

mod body_fault;
mod fault;
mod faulty_body;
mod plan;
mod random;
mod rules;

pub(crate) use body_fault::{BodyFault, Passage, Step};
pub use fault::{Action, Body, Ending, Fault, InvalidFault};
pub(crate) use faulty_body::FaultyBody;
pub(crate) use plan::{Plan, Strike};
pub(crate) use rules::Faults;
