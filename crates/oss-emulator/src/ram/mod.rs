//! Who may do what: accounts, keys, users, roles, sessions, and the policies that bind them.

mod access;
mod account;
mod authorize;
mod condition;
pub mod demo;
mod directory;
mod evaluate;
mod grammar;
mod identity;
mod oidc_provider;
pub(crate) mod pattern;
pub mod policy;
mod principal;
mod public;
mod rsa_key;
mod session;
mod trust;

pub use access::{Access, Context};
pub use account::{AccessKey, Account, Role, User};
pub use authorize::{Grant, authorize};
pub use directory::{Directory, DirectoryError, KeyState, Ticket, TokenState};
pub use evaluate::{Decision, evaluate};
pub use identity::Identity;
pub use oidc_provider::OidcProvider;
pub use policy::{Policy, PolicyError};
pub use rsa_key::{RsaKey, RsaKeyError};
pub use session::Session;
pub use trust::{trusts, trusts_provider};

#[cfg(test)]
mod tests;
