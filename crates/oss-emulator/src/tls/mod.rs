//! TLS, on the same port as plain HTTP.

mod authority;
mod identity;

pub use identity::{Tls, TlsError};
pub(crate) use identity::{TlsServer, names_for};
