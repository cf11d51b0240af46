//! A role as it is assumed for a provider, and the credential that STS gives for it.

use std::fmt;
use std::time::Duration;

use super::{Ambient, Issued, Surroundings, document};
use crate::client::Outcome;
use crate::credential::Credential;
use crate::sts::{Action, Network, RoleSession, StsRequest, regional_endpoint};

/// Limit of a call of STS; credentials of the official SDKs wait for 5 s to connect and 10 s to answer.
const LIMIT: Duration = Duration::from_secs(15);

/// Which role, for how long, with which rights, and where to ask.
#[derive(Clone, Default)]
pub struct Role {
    /// `acs:ram::<account>:role/<name>`.
    pub arn: Option<String>,
    /// Names the session; `ali-oss-native`.
    pub session_name: Option<String>,
    /// Seconds, 900 up to the role's limit; 3600.
    pub duration_seconds: Option<u32>,
    /// What the credential may do at the most, as JSON.
    pub policy: Option<String>,
    /// What the role's trust may ask for.
    pub external_id: Option<String>,
    /// URL of STS; or else the endpoint of `region` and `network`.
    pub endpoint: Option<String>,
    /// `cn-hangzhou`; or else `ALIBABA_CLOUD_STS_REGION`.
    pub region: Option<String>,
    /// Or else the VPC's where `ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED` is true.
    pub network: Option<Network>,
}

impl fmt::Debug for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Role")
            .field("arn", &self.arn)
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}

impl Role {
    /// The session that is asked for; what is not given stands in the environment.
    pub(super) fn session(&self, ambient: &Ambient) -> Result<RoleSession, String> {
        let session_name =
            self.session_name.as_deref().or_else(|| ambient.get("ALIBABA_CLOUD_ROLE_SESSION_NAME"));
        Ok(RoleSession {
            role_arn: self.arn.clone().map_or_else(|| ambient.need("ALIBABA_CLOUD_ROLE_ARN"), Ok)?,
            session_name: session_name.unwrap_or("ali-oss-native").to_owned(),
            duration_seconds: self.duration_seconds.unwrap_or(3600).to_string(),
            policy: self.policy.clone(),
            external_id: self.external_id.clone(),
        })
    }

    /// Asks STS.
    pub(super) async fn assume(
        &self,
        action: Action,
        credential: Credential,
        around: &Surroundings,
    ) -> Result<Issued, String> {
        let endpoint = self.endpoint(&around.ambient);
        let request = StsRequest { endpoint, action, credential, timeout: LIMIT, retry_max: None };
        issued(around.sts.call(&request, around.now_ms()).await)
    }

    fn endpoint(&self, ambient: &Ambient) -> String {
        let given = self.endpoint.as_deref().or_else(|| ambient.get("ALIBABA_CLOUD_STS_ENDPOINT"));
        if let Some(endpoint) = given {
            return if endpoint.contains("://") {
                endpoint.to_owned()
            } else {
                format!("https://{endpoint}")
            };
        }
        let in_vpc = ambient.is_true("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED");
        let network = self.network.unwrap_or(if in_vpc { Network::Vpc } else { Network::Public });
        let region = self.region.as_deref().or_else(|| ambient.get("ALIBABA_CLOUD_STS_REGION"));
        regional_endpoint(region, network)
    }
}

fn issued(outcome: Outcome) -> Result<Issued, String> {
    if let Some(error) = outcome.error {
        return Err(format!("{}: {error}", outcome.url.as_deref().unwrap_or("STS")));
    }
    let document = outcome.reply.and_then(|reply| reply.document).unwrap_or_default();
    document::read(document.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_endpoint_is_the_first_that_is_given() {
        let role = |endpoint: Option<&str>, region: Option<&str>| Role {
            endpoint: endpoint.map(str::to_owned),
            region: region.map(str::to_owned),
            ..Role::default()
        };
        let vpc = Ambient::of([
            ("ALIBABA_CLOUD_STS_REGION", "cn-beijing"),
            ("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED", "true"),
        ]);
        let set = Ambient::of([("ALIBABA_CLOUD_STS_ENDPOINT", "sts.example.com")]);
        for (role, ambient, expected) in [
            (role(None, None), Ambient::default(), "https://sts.aliyuncs.com"),
            (role(None, None), vpc.clone(), "https://sts-vpc.cn-beijing.aliyuncs.com"),
            (role(None, Some("cn-hangzhou")), vpc, "https://sts-vpc.cn-hangzhou.aliyuncs.com"),
            (role(None, Some("cn-hangzhou")), set.clone(), "https://sts.example.com"),
            (role(Some("http://127.0.0.1:1"), None), set, "http://127.0.0.1:1"),
        ] {
            assert_eq!(role.endpoint(&ambient), expected);
        }
    }
}
