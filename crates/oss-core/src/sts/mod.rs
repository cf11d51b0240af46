//! STS: temporary credentials.

mod client;
pub mod form;
mod through;

pub use client::{AssumeRole, StsClient};
