//! AssumeRole: temporary credentials of a role.

use std::sync::Arc;

use serde_json::{Map, Value};
use time::Duration;

use super::{failure::Failure, issue, parameters::Parameters, reply::object, service::Call};
use crate::{
    auth::instant,
    ram::{Access, Context, Grant, Identity, Policy, Role, Session, authorize, trusts},
};

/// The shortest session, in seconds.
const SHORTEST: u32 = 900;
/// The length of a session that asked for none, in seconds.
const DEFAULT: u32 = 3_600;
/// The longest `Policy`, in characters; the message of the service still speaks of 1024 bytes.
const LONGEST_POLICY: usize = 2_048;

/// Syntax first, then who may: an account itself never; others need `sts:AssumeRole` on the role by their own policies
/// and the trust of the role.
pub(super) fn run(
    call: &Call<'_>,
    identity: &Identity,
    context: Context,
) -> Result<Map<String, Value>, Failure> {
    let wish = Wish::read(call.parameters)?;
    if matches!(identity, Identity::Root { .. }) {
        return Err(no_permission("Roles may not be assumed by root accounts."));
    }
    let role = call
        .directory
        .role(wish.account, wish.role)
        .ok_or_else(|| Failure::new(404, "EntityNotExist.Role", "The specified Role not exists."))?;
    let context = match wish.external_id {
        Some(id) => context.with("sts:ExternalId", id),
        None => context,
    };
    let access = Access { action: "sts:AssumeRole", resource: wish.role_arn.to_owned(), context: &context };
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
    if wish.seconds > role.max_session_seconds {
        return Err(duration());
    }
    let session = Session {
        access_key_id: issue::access_key_id(call.random),
        access_key_secret: issue::access_key_secret(call.random),
        token: issue::token(call.random),
        expires: call.now.truncate_to_second() + Duration::seconds(wish.seconds.into()),
        account: wish.account.to_owned(),
        role: role.name.clone(),
        name: wish.session_name.to_owned(),
        policy: wish.policy.clone(),
    };
    let fields = answer(&wish, role, &session);
    call.directory.add_session(session, call.now);
    Ok(fields)
}

fn answer(wish: &Wish<'_>, role: &Role, session: &Session) -> Map<String, Value> {
    let user = object([
        ("Arn", format!("{}/{}", wish.role_arn, wish.session_name).into()),
        ("AssumedRoleId", format!("{}:{}", role.id, wish.session_name).into()),
    ]);
    let credentials = object([
        ("SecurityToken", session.token.as_str().into()),
        ("AccessKeyId", session.access_key_id.as_str().into()),
        ("AccessKeySecret", session.access_key_secret.as_str().into()),
        ("Expiration", instant::extended(session.expires).into()),
    ]);
    let mut fields = object([("AssumedRoleUser", user.into()), ("Credentials", credentials.into())]);
    if let Some(source) = wish.source_identity {
        fields.insert("SourceIdentity".to_owned(), source.into());
    }
    fields
}

/// The parameters, checked for syntax.
struct Wish<'a> {
    role_arn: &'a str,
    account: &'a str,
    role: &'a str,
    session_name: &'a str,
    seconds: u32,
    policy: Option<Arc<Policy>>,
    external_id: Option<&'a str>,
    source_identity: Option<&'a str>,
}

impl<'a> Wish<'a> {
    fn read(parameters: &'a Parameters) -> Result<Self, Failure> {
        let role_arn = parameters.need("RoleArn")?;
        let session_name = parameters.need("RoleSessionName")?;
        let (account, role) = role_of(role_arn).ok_or_else(|| Failure::malformed("RoleArn"))?;
        if !spelled(session_name, 2..=64, ".@-_") {
            return Err(Failure::malformed("RoleSessionName"));
        }
        let seconds = match parameters.get("DurationSeconds") {
            None => DEFAULT,
            Some(text) => text.parse().ok().filter(|s| *s >= SHORTEST).ok_or_else(duration)?,
        };
        let optional = |name: &str, length, special| match parameters.get(name) {
            Some(value) if !spelled(value, length, special) => Err(Failure::malformed(name)),
            value => Ok(value),
        };
        Ok(Self {
            role_arn,
            account,
            role,
            session_name,
            seconds,
            policy: parameters.get("Policy").map(session_policy).transpose()?,
            external_id: optional("ExternalId", 2..=1224, "_+=,.@:/-")?,
            source_identity: optional("SourceIdentity", 2..=64, "_+=,.@-")?,
        })
    }
}

/// `acs:ram::<account id>:role/<role name>`.
fn role_of(arn: &str) -> Option<(&str, &str)> {
    let (account, role) = arn.strip_prefix("acs:ram::")?.split_once(":role/")?;
    let numeric = !account.is_empty() && account.bytes().all(|b| b.is_ascii_digit());
    (numeric && spelled(role, 1..=64, ".-_")).then_some((account, role))
}

/// Whether a text has so many characters, each of them an ASCII letter, a digit or one of `special`.
fn spelled(text: &str, length: std::ops::RangeInclusive<usize>, special: &str) -> bool {
    length.contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric() || special.contains(c))
}

fn session_policy(text: &str) -> Result<Arc<Policy>, Failure> {
    if text.chars().count() > LONGEST_POLICY {
        return Err(Failure::new(
            400,
            "InvalidParameter.PolicySize",
            "The size of Policy must be smaller than 1024 bytes.",
        ));
    }
    let policy = Policy::parse(text).map_err(|_| {
        Failure::new(
            400,
            "InvalidParameter.PolicyGrammar",
            "The parameter Policy has not passed grammar check.",
        )
    })?;
    Ok(Arc::new(policy))
}

fn duration() -> Failure {
    Failure::new(
        400,
        "InvalidParameter.DurationSeconds",
        "The Min/Max value of DurationSeconds is 15min/1hr.",
    )
}

fn no_permission(message: &str) -> Failure {
    Failure::new(403, "NoPermission", message)
}
