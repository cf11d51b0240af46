//! A role for who has a token of an OIDC provider: RRSA, the roles of pods on ACK.

use std::path::PathBuf;

use super::{Failure, Fetching, Issued, Provider, Role, Surroundings};
use crate::credential::Credential;
use crate::sts::{Action, OidcToken};

const NAME: &str = "oidc role";

/// What `AssumeRoleWithOIDC` gives for the token in a file. What is not given stands in the environment, where ACK puts it.
#[derive(Clone, Debug, Default)]
pub struct OidcRole {
    /// The role; its ARN or else `ALIBABA_CLOUD_ROLE_ARN`.
    pub role: Role,
    /// `acs:ram::<account>:oidc-provider/<name>`; or else `ALIBABA_CLOUD_OIDC_PROVIDER_ARN`.
    pub provider_arn: Option<String>,
    /// Read each time, because it is replaced before it expires; or else `ALIBABA_CLOUD_OIDC_TOKEN_FILE`.
    pub token_file: Option<PathBuf>,
}

impl Provider for OidcRole {
    fn fetch<'a>(&'a self, around: &'a Surroundings) -> Fetching<'a> {
        Box::pin(async { self.ask(around).await.map_err(|reason| Failure::new(NAME, reason)) })
    }
}

impl OidcRole {
    async fn ask(&self, around: &Surroundings) -> Result<Issued, String> {
        let ambient = &around.ambient;
        let session = self.role.session(ambient)?;
        let provider_arn = self.provider_arn.clone();
        let provider_arn =
            provider_arn.map_or_else(|| ambient.need("ALIBABA_CLOUD_OIDC_PROVIDER_ARN"), Ok)?;
        let file = match &self.token_file {
            Some(file) => file.clone(),
            None => ambient.need("ALIBABA_CLOUD_OIDC_TOKEN_FILE")?.into(),
        };
        let token = tokio::fs::read_to_string(&file).await.map_err(|e| format!("{}: {e}", file.display()))?;
        let token = OidcToken(token.trim().to_owned());
        let action = Action::AssumeRoleWithOidc { session, provider_arn, token };
        let nobody = Credential::default();
        self.role.assume(action, nobody, around).await
    }
}
