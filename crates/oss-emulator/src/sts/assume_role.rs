//! AssumeRole: temporary credentials of a role.

use serde_json::{Map, Value};

use super::{
    failure::Failure,
    parameters::Parameters,
    role_request::{RoleRequest, spelled},
    service::Call,
};
use crate::ram::{Access, Context, Grant, Identity, authorize, trusts};

/// The longest session that a session may begin ("role chaining"), in seconds, whatever the role allows.
const LONGEST_CHAINED: u32 = 3_600;

/// Syntax first, then who may: an account itself never; others need `sts:AssumeRole` on the role by their own policies
/// and the trust of the role.
pub(super) fn run(
    call: &Call<'_>,
    identity: &Identity,
    context: Context,
) -> Result<Map<String, Value>, Failure> {
    let request = RoleRequest::read(call.parameters)?;
    let external_id = optional(call.parameters, "ExternalId", 2..=1224, "_+=,.@:/-")?;
    let source_identity = optional(call.parameters, "SourceIdentity", 2..=64, "_+=,.@-")?;
    if matches!(identity, Identity::Root { .. }) {
        return Err(no_permission("Roles may not be assumed by root accounts."));
    }
    let role = call
        .directory
        .role(request.account, request.role)
        .ok_or_else(|| Failure::new(404, "EntityNotExist.Role", "The specified Role not exists."))?;
    let context = match external_id {
        Some(id) => context.with("sts:ExternalId", id),
        None => context,
    };
    let access = Access { action: "sts:AssumeRole", resource: request.arn.to_owned(), context: &context };
    if authorize(identity, &access, call.directory, None) != Ok(Grant::ByIdentity) {
        return Err(no_permission(
            "You are not authorized to do this action. You should be authorized by RAM.",
        ));
    }
    if !trusts(role, identity, &context) {
        return Err(no_permission(
            "No permission perform sts:AssumeRole on this Role. Maybe you are not authorized to perform \
             sts:AssumeRole or the specified role does not trust you",
        ));
    }
    request.check_duration(match identity {
        Identity::Session { .. } => LONGEST_CHAINED.min(role.max_session_seconds),
        _ => role.max_session_seconds,
    })?;
    let mut fields = request.begin(call, role);
    if let Some(source) = source_identity {
        fields.insert("SourceIdentity".to_owned(), source.into());
    }
    Ok(fields)
}

fn optional<'a>(
    parameters: &'a Parameters,
    name: &str,
    length: std::ops::RangeInclusive<usize>,
    special: &str,
) -> Result<Option<&'a str>, Failure> {
    match parameters.get(name) {
        Some(value) if !spelled(value, length, special) => Err(Failure::malformed(name)),
        value => Ok(value),
    }
}

fn no_permission(message: &str) -> Failure {
    Failure::new(403, "NoPermission", message)
}
