//! STS: temporary credentials.

mod client;
pub mod form;

pub use client::{AssumeRole, StsClient};
