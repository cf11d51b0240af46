//! GetCallerIdentity: who signed the call. No permission is needed.

use serde_json::{Map, Value};

use super::reply::object;
use crate::ram::{Directory, Identity};

pub(super) fn run(directory: &Directory, identity: &Identity) -> Map<String, Value> {
    let (kind, principal, id) = match identity {
        Identity::Anonymous => return Map::new(),
        Identity::Root { account, .. } => ("Account", account.clone(), ("UserId", account.clone())),
        Identity::User { account, name, .. } => {
            let id = directory.user(account, name).map(|u| u.id.clone()).unwrap_or_default();
            ("RAMUser", id.clone(), ("UserId", id))
        }
        Identity::Session { account, role, name, .. } => {
            let id = directory.role(account, role).map(|r| r.id.clone()).unwrap_or_default();
            ("AssumedRoleUser", format!("{id}:{name}"), ("RoleId", id))
        }
    };
    object([
        ("IdentityType", kind.into()),
        ("AccountId", identity.account().into()),
        ("PrincipalId", principal.into()),
        (id.0, id.1.into()),
        ("Arn", identity.arn().into()),
    ])
}
