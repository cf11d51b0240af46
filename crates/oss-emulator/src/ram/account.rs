//! Accounts and what belongs to them: access keys, RAM users, roles, identity providers.

use std::{fmt, sync::Arc};

use super::{OidcProvider, Policy};

/// An access key pair. Its `Debug` hides the secret.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessKey {
    /// The public half, for example `LTAI…`.
    pub id: String,
    /// The secret half.
    pub secret: String,
    /// Whether the key may be used; RAM calls the other state Inactive.
    pub active: bool,
}

impl AccessKey {
    /// An active key pair.
    pub fn new(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self { id: id.into(), secret: secret.into(), active: true }
    }
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessKey")
            .field("id", &self.id)
            .field("active", &self.active)
            .finish_non_exhaustive()
    }
}

/// An Alibaba Cloud account.
#[derive(Debug, Clone)]
pub struct Account {
    /// The account id: decimal digits, usually 16.
    pub uid: String,
    /// The name shown as the owner of buckets.
    pub display_name: String,
    /// Keys of the account itself, which no RAM policy restricts.
    pub keys: Vec<AccessKey>,
    /// RAM users.
    pub users: Vec<User>,
    /// RAM roles.
    pub roles: Vec<Role>,
    /// Identity providers of roles that their users may assume.
    pub oidc_providers: Vec<OidcProvider>,
}

/// A RAM user.
#[derive(Debug, Clone)]
pub struct User {
    /// The login name, unique in its account.
    pub name: String,
    /// The user id: decimal digits.
    pub id: String,
    /// Access keys of the user.
    pub keys: Vec<AccessKey>,
    /// Policies attached to the user.
    pub policies: Vec<Arc<Policy>>,
}

/// A RAM role.
#[derive(Debug, Clone)]
pub struct Role {
    /// The role name, unique in its account.
    pub name: String,
    /// The role id: decimal digits.
    pub id: String,
    /// Who may assume the role.
    pub trust: Arc<Policy>,
    /// Policies attached to the role.
    pub policies: Vec<Arc<Policy>>,
    /// The longest session in seconds, 3600 to 43200.
    pub max_session_seconds: u32,
}

impl Role {
    /// The shortest value of [`Role::max_session_seconds`].
    pub const SHORTEST_MAXIMUM: u32 = 3_600;
    /// The longest value of [`Role::max_session_seconds`].
    pub const LONGEST_MAXIMUM: u32 = 43_200;
}
