//! Lifecycle rules: what they say, which of them go together, and what they do to a bucket at midnight.

mod check;
mod read;
mod rule;
mod run;
mod write;

pub(crate) use check::{check_each, check_overlaps};
pub(crate) use read::read;
pub(crate) use rule::{Actions, Filter, Not, Rule, When};
pub(crate) use run::{Matcher, midnight};
pub(crate) use write::write;
