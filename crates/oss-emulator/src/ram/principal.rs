//! Whom the principals of a bucket policy name.

use super::{Directory, Identity, pattern};

/// What temporary credentials are called in bucket policies (documentation: "Bucket policy").
const SESSION_PREFIX: &str = "arn:sts::";

/// A sender under the name that bucket policies give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Principal(Option<String>);

impl Principal {
    /// The account id for the account itself, the user id for a RAM user, `arn:sts::<account>:assumed-role/<role>/<session>`
    /// for a session. Nobody has no name.
    pub(super) fn of(identity: &Identity, directory: &Directory) -> Self {
        Self(match identity {
            Identity::Anonymous => None,
            Identity::Root { account, .. } => Some(account.clone()),
            Identity::User { account, name, .. } => directory.user(account, name).map(|user| user.id.clone()),
            Identity::Session { account, role, name, .. } => {
                Some(format!("{SESSION_PREFIX}{account}:assumed-role/{role}/{name}"))
            }
        })
    }

    /// Whether any of the principals is this one. `*` names everybody, anonymous senders too; names of sessions may have
    /// wildcards. The id of an account does not name its users (a guess).
    pub(super) fn is_named_by(&self, principals: &[String]) -> bool {
        principals.iter().any(|principal| match &self.0 {
            _ if principal == "*" => true,
            None => false,
            Some(name) if principal.starts_with(SESSION_PREFIX) => pattern::matches(principal, name),
            Some(name) => principal == name,
        })
    }
}
