//! Signatures: who signed a request, in any of the ways that OSS knows.

mod authenticate;
mod authorization;
pub mod canonical_v1;
pub mod canonical_v4;
mod credential;
pub(crate) mod encode;
pub(crate) mod hash;
pub(crate) mod instant;
pub mod post_policy;
mod region;
pub mod sign;
mod subresources;
mod v1;
mod v4;
mod verdict;

pub use authenticate::{Realm, authenticate};

#[cfg(test)]
mod tests;
