//! The accounts of a configuration: their keys, users, roles and identity providers.

use std::sync::Arc;

use super::{
    ConfigError,
    reader::{Fields, Node},
};
use crate::ram::{AccessKey, Account, OidcProvider, Policy, PolicyError, Role, RsaKey, User};

pub(super) fn read(node: &Node<'_>) -> Result<Account, ConfigError> {
    let fields = node.fields(&["uid", "display_name", "keys", "users", "roles", "oidc_providers"])?;
    let uid = digits(&fields, "uid")?.ok_or_else(|| fields.error("uid", "is missing"))?;
    let place = |index: usize, kind: u32| format!("{kind}{index:017}");
    let mut users = Vec::new();
    for (index, node) in fields.list("users")?.iter().enumerate() {
        let fields = node.fields(&["name", "id", "keys", "policies"])?;
        users.push(User {
            name: name(&fields)?,
            id: digits(&fields, "id")?.unwrap_or_else(|| place(index, 2)),
            keys: keys(&fields)?,
            policies: policies(&fields)?,
        });
    }
    let mut roles = Vec::new();
    for (index, node) in fields.list("roles")?.iter().enumerate() {
        let fields = node.fields(&["name", "id", "trust", "policies", "max_session_seconds"])?;
        roles.push(Role {
            name: name(&fields)?,
            id: digits(&fields, "id")?.unwrap_or_else(|| place(index, 3)),
            trust: policy(&fields.need("trust")?, Policy::parse_trust)?,
            policies: policies(&fields)?,
            max_session_seconds: longest_session(&fields)?,
        });
    }
    let display_name = fields.optional_text("display_name")?.unwrap_or_else(|| uid.clone());
    let oidc_providers =
        fields.list("oidc_providers")?.iter().map(oidc_provider).collect::<Result<_, _>>()?;
    Ok(Account { uid, display_name, keys: keys(&fields)?, users, roles, oidc_providers })
}

fn keys(fields: &Fields<'_>) -> Result<Vec<AccessKey>, ConfigError> {
    let read = |node: &Node<'_>| {
        let fields = node.fields(&["id", "secret", "active"])?;
        let active = fields.optional_flag("active")?.unwrap_or(true);
        Ok(AccessKey { id: fields.text("id")?, secret: fields.secret("secret")?, active })
    };
    fields.list("keys")?.iter().map(read).collect()
}

fn policies(fields: &Fields<'_>) -> Result<Vec<Arc<Policy>>, ConfigError> {
    fields.list("policies")?.iter().map(|node| policy(node, Policy::parse)).collect()
}

fn policy(
    node: &Node<'_>,
    parse: fn(&str) -> Result<Policy, PolicyError>,
) -> Result<Arc<Policy>, ConfigError> {
    parse(&node.json()).map(Arc::new).map_err(|e| node.error(e.to_string()))
}

/// A name of a user or a role, by the rules of RAM.
fn name(fields: &Fields<'_>) -> Result<String, ConfigError> {
    let name = fields.text("name")?;
    let spelled = name.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c));
    if !spelled || !(1..=64).contains(&name.len()) {
        return Err(
            fields.error("name", format!("{name:?} is not 1 to 64 of letters, digits, '.', '-' and '_'"))
        );
    }
    Ok(name)
}

fn digits(fields: &Fields<'_>, field: &'static str) -> Result<Option<String>, ConfigError> {
    match fields.optional_text(field)? {
        Some(text) if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) => {
            Err(fields.error(field, format!("{text:?} is not a number in quotes")))
        }
        other => Ok(other),
    }
}

fn oidc_provider(node: &Node<'_>) -> Result<OidcProvider, ConfigError> {
    let fields = node.fields(&["name", "issuer", "client_ids", "jwks", "public_keys"])?;
    let mut keys = match fields.node("jwks") {
        Some(jwks) => RsaKey::of_key_set(&jwks.json()).map_err(|e| jwks.error(e.to_string()))?,
        None => Vec::new(),
    };
    for pem in fields.list("public_keys")? {
        keys.push(RsaKey::of_pem(&pem.text()?).map_err(|e| pem.error(e.to_string()))?);
    }
    let client_ids =
        fields.list("client_ids")?.iter().map(Node::text).collect::<Result<Vec<String>, ConfigError>>()?;
    if keys.is_empty() || client_ids.is_empty() {
        return Err(node.error("an OIDC provider needs a client id, and an RSA key in jwks or public_keys"));
    }
    Ok(OidcProvider { name: name(&fields)?, issuer: fields.text("issuer")?, client_ids, keys })
}

fn longest_session(fields: &Fields<'_>) -> Result<u32, ConfigError> {
    let Some(seconds) = fields.optional_number("max_session_seconds")? else {
        return Ok(Role::SHORTEST_MAXIMUM);
    };
    let allowed = Role::SHORTEST_MAXIMUM..=Role::LONGEST_MAXIMUM;
    u32::try_from(seconds).ok().filter(|s| allowed.contains(s)).ok_or_else(|| {
        fields.error("max_session_seconds", format!("{seconds} is not between 3600 and 43200"))
    })
}
