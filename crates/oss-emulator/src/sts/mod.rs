//! The Security Token Service, version 2015-04-01, in JSON and XML.

pub mod acs3;
mod action;
mod assume_role;
mod assume_role_with_oidc;
mod caller_identity;
mod claim;
mod failure;
pub(crate) mod issue;
mod nonces;
mod oidc_token;
mod parameters;
mod reply;
mod role_request;
pub mod rpc;
mod service;

pub use action::action_of;
pub(crate) use action::is_call;
pub use reply::Reply;
pub use service::Service;
