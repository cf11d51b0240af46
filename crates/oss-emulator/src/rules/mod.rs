//! The settings of a bucket that decide how requests are answered. They are kept as documents; here are their meanings.

pub(crate) mod cors;
mod fields;
mod parsed;
pub(crate) mod public_access;
pub(crate) mod referer;
pub(crate) mod website;

pub(crate) use parsed::{POLICY, Rules};
