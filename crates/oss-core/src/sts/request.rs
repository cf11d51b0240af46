//! What can be asked of STS, and where.

use std::fmt;
use std::time::Duration;

use super::form::Field;
use crate::credential::Credential;

/// A call of STS.
#[derive(Debug)]
pub struct StsRequest {
    /// URL of the service, such as `https://sts.aliyuncs.com`.
    pub endpoint: String,
    /// What is asked.
    pub action: Action,
    /// Who asks; a temporary credential sends its token too. Not used by [`Action::AssumeRoleWithOidc`].
    pub credential: Credential,
    /// Limit of each attempt.
    pub timeout: Duration,
    /// Further attempts after a failure that allows one. `None`: two, and none starts later than `timeout` after the call
    /// began.
    pub retry_max: Option<u32>,
}

/// What is asked of STS.
#[derive(Debug)]
pub enum Action {
    /// A temporary credential with the rights of a role.
    AssumeRole(RoleSession),
    /// The same for who has a token of an OIDC provider that the role trusts; not signed.
    AssumeRoleWithOidc {
        /// The role and the session.
        session: RoleSession,
        /// `acs:ram::<account>:oidc-provider/<name>`.
        provider_arn: String,
        /// The token.
        token: OidcToken,
    },
    /// Who the credential is.
    GetCallerIdentity,
}

/// A token of an OIDC provider.
#[derive(Clone)]
pub struct OidcToken(pub String);

impl fmt::Debug for OidcToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// A session of a role.
///
/// Limits are the service's: a session name of 2 to 64 characters, 900 seconds up to the role's limit, a policy of at most
/// 2,048 characters.
#[derive(Clone)]
pub struct RoleSession {
    /// `acs:ram::<account>:role/<name>`.
    pub role_arn: String,
    /// Names the session in the service's logs.
    pub session_name: String,
    /// How long the credential is good for, in seconds.
    pub duration_seconds: String,
    /// What the credential may do at the most, as JSON.
    pub policy: Option<String>,
    /// What the role's trust may ask for: 2 to 1,224 characters. Not sent with a token of OIDC.
    pub external_id: Option<String>,
}

impl fmt::Debug for RoleSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RoleSession")
            .field("role_arn", &self.role_arn)
            .field("session_name", &self.session_name)
            .field("duration_seconds", &self.duration_seconds)
            .field("policy", &self.policy.as_ref().map(|_| "[redacted]"))
            .finish_non_exhaustive()
    }
}

impl Action {
    /// The parameter `Action`.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::AssumeRole(_) => "AssumeRole",
            Self::AssumeRoleWithOidc { .. } => "AssumeRoleWithOIDC",
            Self::GetCallerIdentity => "GetCallerIdentity",
        }
    }

    /// The part of an accepted reply that was asked for; all of it where there is no such part.
    pub(super) fn wanted(&self) -> Option<&'static str> {
        match self {
            Self::AssumeRole(_) | Self::AssumeRoleWithOidc { .. } => Some("Credentials"),
            Self::GetCallerIdentity => None,
        }
    }

    /// Its parameters, those first that stand before the common ones in ali-oss's forms, without empty ones.
    pub(super) fn fields(&self) -> (Vec<Field<'_>>, Vec<Field<'_>>) {
        let (session, own) = match self {
            Self::AssumeRole(session) => {
                (session, session.external_id.as_deref().map(|id| ("ExternalId", id)).into_iter().collect())
            }
            Self::AssumeRoleWithOidc { session, provider_arn, token } => {
                (session, vec![("OIDCProviderArn", provider_arn.as_str()), ("OIDCToken", &token.0)])
            }
            Self::GetCallerIdentity => return (Vec::new(), Vec::new()),
        };
        let mut before: Vec<Field<'_>> = vec![
            ("RoleArn", &session.role_arn),
            ("RoleSessionName", &session.session_name),
            ("DurationSeconds", &session.duration_seconds),
        ];
        let mut after = own;
        after.extend(session.policy.as_deref().map(|policy| ("Policy", policy)));
        before.retain(|(_, value)| !value.is_empty());
        after.retain(|(_, value)| !value.is_empty());
        (before, after)
    }
}

/// Which network a server reaches STS through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Network {
    /// The internet.
    #[default]
    Public,
    /// A VPC of the region.
    Vpc,
}

/// The endpoint of a region, `cn-hangzhou` or `oss-cn-hangzhou`; without one the central endpoint. A VPC has none of
/// these but its region's.
pub fn regional_endpoint(region: Option<&str>, network: Network) -> String {
    let region = region.map(|region| region.strip_prefix("oss-").unwrap_or(region));
    match (region.filter(|region| !region.is_empty()), network) {
        (None, _) => "https://sts.aliyuncs.com".to_owned(),
        (Some(region), Network::Public) => format!("https://sts.{region}.aliyuncs.com"),
        (Some(region), Network::Vpc) => format!("https://sts-vpc.{region}.aliyuncs.com"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints_are_those_of_the_region_and_the_network() {
        for (region, network, expected) in [
            (None, Network::Public, "https://sts.aliyuncs.com"),
            (Some("cn-beijing"), Network::Public, "https://sts.cn-beijing.aliyuncs.com"),
            (Some("oss-cn-beijing"), Network::Public, "https://sts.cn-beijing.aliyuncs.com"),
            (Some("cn-beijing"), Network::Vpc, "https://sts-vpc.cn-beijing.aliyuncs.com"),
        ] {
            assert_eq!(regional_endpoint(region, network), expected);
        }
    }

    #[test]
    fn debug_shows_neither_policy_nor_token() {
        let session = RoleSession {
            role_arn: "acs:ram::1:role/a".into(),
            session_name: "b".into(),
            duration_seconds: "900".into(),
            policy: Some("visible-policy".into()),
            external_id: Some("visible-id".into()),
        };
        let provider_arn = "acs:ram::1:oidc-provider/a".into();
        let token = OidcToken("visible-token".into());
        let shown = format!("{:?}", Action::AssumeRoleWithOidc { session, provider_arn, token });
        assert!(shown.contains("role/a") && !shown.contains("visible"), "{shown}");
    }
}
