//! A credential as a provider gives it.

use crate::credential::Credential;

/// A credential, and until when it is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// The credential.
    pub credential: Credential,
    /// Unix time in milliseconds; `None` for one that does not expire, or does not say when.
    pub expires_ms: Option<i64>,
}
