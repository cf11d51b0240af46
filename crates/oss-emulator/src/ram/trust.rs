//! Whether a role trusts someone who wants to assume it.

use super::{Context, Identity, Role, evaluate::Decision, evaluate::decide};

/// Whether the trust policy of `role` lets `identity` assume it.
///
/// `acs:ram::<uid>:root` stands for everyone in the account (RAM: a trusted account), `:user/<name>` for one RAM user
/// and `:role/<name>` for every session of one role.
pub fn trusts(role: &Role, identity: &Identity, context: &Context) -> bool {
    trusts_any(role, &trusted_names(identity), context)
}

/// Whether the trust policy of `role` lets the users of an OIDC provider assume it. The action is `sts:AssumeRole` here
/// as well ("Create a RAM role for a trusted IdP").
pub fn trusts_provider(role: &Role, provider_arn: &str, context: &Context) -> bool {
    trusts_any(role, &[provider_arn.to_owned()], context)
}

fn trusts_any(role: &Role, names: &[String], context: &Context) -> bool {
    let applying = role.trust.statements.iter().filter(|s| {
        s.names_action("sts:AssumeRole")
            && s.principals.iter().any(|p| names.contains(p))
            && s.conditions.iter().all(|c| c.holds(context))
    });
    decide(applying) == Decision::Allow
}

fn trusted_names(identity: &Identity) -> Vec<String> {
    match identity {
        Identity::Anonymous => Vec::new(),
        Identity::Root { account, .. } => vec![format!("acs:ram::{account}:root")],
        Identity::User { account, name, .. } => {
            vec![format!("acs:ram::{account}:root"), format!("acs:ram::{account}:user/{name}")]
        }
        Identity::Session { account, role, .. } => {
            vec![format!("acs:ram::{account}:root"), format!("acs:ram::{account}:role/{role}")]
        }
    }
}
