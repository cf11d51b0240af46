//! The Security Token Service, version 2015-04-01: AssumeRole and GetCallerIdentity, in JSON and XML.

pub mod acs3;
mod assume_role;
mod caller_identity;
mod claim;
mod failure;
mod issue;
mod nonces;
mod parameters;
mod reply;
pub mod rpc;
mod service;

pub use reply::Reply;
pub use service::Service;
