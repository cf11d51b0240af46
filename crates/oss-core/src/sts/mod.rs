//! STS: temporary credentials.

mod client;
pub mod form;
mod redact;
pub(crate) mod reply;
mod request;
mod retry;
mod through;
mod ways;

pub use client::StsClient;
pub use request::{Action, Network, OidcToken, RoleSession, StsRequest, regional_endpoint};
