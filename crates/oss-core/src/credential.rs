//! An access key, with the token that a temporary one needs.

use std::fmt;

/// An access key pair and, for a temporary one, its security token. The default has no key: it signs nothing.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Credential {
    /// Names the key; not secret, and part of every signed URL.
    pub access_key_id: String,
    /// Signs; never leaves the process.
    pub access_key_secret: String,
    /// Sent beside the signature when the key came from STS.
    pub security_token: Option<String>,
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential")
            .field("access_key_id", &self.access_key_id)
            .field("access_key_secret", &"[redacted]")
            .field("security_token", &self.security_token.as_ref().map(|_| "[redacted]"))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Credential;

    #[test]
    fn debug_shows_neither_secret_nor_token() {
        let credential = Credential {
            access_key_id: "fake-id".into(),
            access_key_secret: "fake-secret".into(),
            security_token: Some("fake-token".into()),
        };
        let shown = format!("{credential:?} {credential:#?}");
        assert!(shown.contains("fake-id") && shown.contains("redacted"));
        assert!(!shown.contains("fake-secret") && !shown.contains("fake-token"));
    }
}
