//! A session: what AssumeRole hands out.

use std::{fmt, sync::Arc};

use time::OffsetDateTime;

use super::Policy;

/// Temporary credentials and the rights that come with them. Its `Debug` hides the secret and the token.
#[derive(Clone)]
pub struct Session {
    /// The temporary key id, `STS.…`.
    pub access_key_id: String,
    /// The temporary secret.
    pub access_key_secret: String,
    /// The security token.
    pub token: String,
    /// The instant from which the credentials no longer work.
    pub expires: OffsetDateTime,
    /// The account that owns the role.
    pub account: String,
    /// The name of the role.
    pub role: String,
    /// The name that the caller gave to the session.
    pub name: String,
    /// The policy given to AssumeRole, which narrows what the role may do.
    pub policy: Option<Arc<Policy>>,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("access_key_id", &self.access_key_id)
            .field("expires", &self.expires)
            .field("account", &self.account)
            .field("role", &self.role)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
