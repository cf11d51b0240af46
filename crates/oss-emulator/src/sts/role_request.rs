//! What all ways of assuming a role have in common: the parameters, and the session that comes of them.

use std::{ops::RangeInclusive, sync::Arc};

use serde_json::{Map, Value};
use time::Duration;

use super::{failure::Failure, issue, parameters::Parameters, reply::object, service::Call};
use crate::{
    auth::instant,
    ram::{Policy, Role, Session},
};

/// The shortest session, in seconds.
const SHORTEST: u32 = 900;
/// The length of a session that asked for none, in seconds.
const DEFAULT: u32 = 3_600;
/// The longest `Policy`, in characters; the message of the service still speaks of 1024 bytes.
const LONGEST_POLICY: usize = 2_048;

/// The parameters, checked for syntax.
pub(super) struct RoleRequest<'a> {
    pub(super) arn: &'a str,
    pub(super) account: &'a str,
    pub(super) role: &'a str,
    session_name: &'a str,
    seconds: u32,
    policy: Option<Arc<Policy>>,
}

impl<'a> RoleRequest<'a> {
    pub(super) fn read(parameters: &'a Parameters) -> Result<Self, Failure> {
        let arn = parameters.need("RoleArn")?;
        let session_name = parameters.need("RoleSessionName")?;
        let (account, role) = name_in(arn, "role").ok_or_else(|| Failure::malformed("RoleArn"))?;
        if !spelled(session_name, 2..=64, ".@-_") {
            return Err(Failure::malformed("RoleSessionName"));
        }
        let seconds = match parameters.get("DurationSeconds") {
            None => DEFAULT,
            Some(text) => text.parse().ok().filter(|s| *s >= SHORTEST).ok_or_else(duration)?,
        };
        let policy = parameters.get("Policy").map(session_policy).transpose()?;
        Ok(Self { arn, account, role, session_name, seconds, policy })
    }

    /// Refuses a session that is longer than `longest` seconds.
    pub(super) fn check_duration(&self, longest: u32) -> Result<(), Failure> {
        if self.seconds > longest { Err(duration()) } else { Ok(()) }
    }

    /// Begins the session; `AssumedRoleUser` and `Credentials` of the reply.
    pub(super) fn begin(&self, call: &Call<'_>, role: &Role) -> Map<String, Value> {
        let session = Session {
            access_key_id: issue::access_key_id(call.random),
            access_key_secret: issue::access_key_secret(call.random),
            token: issue::token(call.random),
            expires: call.now.truncate_to_second() + Duration::seconds(self.seconds.into()),
            account: self.account.to_owned(),
            role: role.name.clone(),
            name: self.session_name.to_owned(),
            policy: self.policy.clone(),
        };
        let user = object([
            ("Arn", format!("{}/{}", self.arn, self.session_name).into()),
            ("AssumedRoleId", format!("{}:{}", role.id, self.session_name).into()),
        ]);
        let credentials = object([
            ("SecurityToken", session.token.as_str().into()),
            ("AccessKeyId", session.access_key_id.as_str().into()),
            ("AccessKeySecret", session.access_key_secret.as_str().into()),
            ("Expiration", instant::extended(session.expires).into()),
        ]);
        call.directory.add_session(session, call.now);
        object([("AssumedRoleUser", user.into()), ("Credentials", credentials.into())])
    }
}

/// Account and name of `acs:ram::<account id>:<kind>/<name>`.
pub(super) fn name_in<'a>(arn: &'a str, kind: &str) -> Option<(&'a str, &'a str)> {
    let (account, resource) = arn.strip_prefix("acs:ram::")?.split_once(':')?;
    let name = resource.strip_prefix(kind)?.strip_prefix('/')?;
    let numeric = !account.is_empty() && account.bytes().all(|b| b.is_ascii_digit());
    (numeric && spelled(name, 1..=128, ".-_")).then_some((account, name))
}

/// Whether a text has so many characters, each of them an ASCII letter, a digit or one of `special`.
pub(super) fn spelled(text: &str, length: RangeInclusive<usize>, special: &str) -> bool {
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
