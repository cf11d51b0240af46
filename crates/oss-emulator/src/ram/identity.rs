//! Who sends a request, once its signature has been checked.

use std::sync::Arc;

use super::Policy;

/// The sender of a request.
#[derive(Debug, Clone, PartialEq)]
pub enum Identity {
    /// Nobody: the request carries no signature.
    Anonymous,
    /// The account itself.
    Root {
        /// The account id.
        account: String,
        /// The key that signed.
        access_key_id: String,
    },
    /// A RAM user.
    User {
        /// The account id.
        account: String,
        /// The user name.
        name: String,
        /// The key that signed.
        access_key_id: String,
    },
    /// A role that someone assumed through STS.
    Session {
        /// The account that owns the role.
        account: String,
        /// The role name.
        role: String,
        /// The session name.
        name: String,
        /// The temporary key that signed.
        access_key_id: String,
        /// The policy that narrows the session.
        policy: Option<Arc<Policy>>,
    },
}

impl Identity {
    /// Whether the request carried no signature.
    pub fn is_anonymous(&self) -> bool {
        matches!(self, Self::Anonymous)
    }

    /// The account that pays and owns; `None` when anonymous.
    pub fn account(&self) -> Option<&str> {
        match self {
            Self::Anonymous => None,
            Self::Root { account, .. } | Self::User { account, .. } | Self::Session { account, .. } => {
                Some(account)
            }
        }
    }

    /// The key id that signed; `None` when anonymous.
    pub fn access_key_id(&self) -> Option<&str> {
        match self {
            Self::Anonymous => None,
            Self::Root { access_key_id, .. }
            | Self::User { access_key_id, .. }
            | Self::Session { access_key_id, .. } => Some(access_key_id),
        }
    }

    /// The name of the sender as GetCallerIdentity gives it; `None` when anonymous.
    pub fn arn(&self) -> Option<String> {
        match self {
            Self::Anonymous => None,
            Self::Root { account, .. } => Some(format!("acs:ram::{account}:root")),
            Self::User { account, name, .. } => Some(format!("acs:ram::{account}:user/{name}")),
            Self::Session { account, role, name, .. } => {
                Some(format!("acs:ram::{account}:assumed-role/{role}/{name}"))
            }
        }
    }
}
