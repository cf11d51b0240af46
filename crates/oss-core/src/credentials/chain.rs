//! The default chain.

use std::sync::Arc;

use super::{
    CliProfile, CredentialsUri, EcsRole, Environment, Failure, Fetching, IniProfile, OidcRole, Provider,
    Surroundings,
};

/// The first provider that has a credential, asked anew each time: one that failed is not kept, nor one that worked.
#[derive(Clone, Debug)]
pub struct Chain(pub Vec<Arc<dyn Provider>>);

impl Default for Chain {
    /// The order of Alibaba Cloud's SDKs: environment, OIDC role, profile of the command line tool, profile of the
    /// credentials file, role of the instance, URI.
    fn default() -> Self {
        Self(vec![
            Arc::new(Environment),
            Arc::new(OidcRole::default()),
            Arc::new(CliProfile::in_chain()),
            Arc::new(IniProfile::default()),
            Arc::new(EcsRole::default()),
            Arc::new(CredentialsUri::default()),
        ])
    }
}

impl Provider for Chain {
    fn fetch<'a>(&'a self, around: &'a Surroundings) -> Fetching<'a> {
        Box::pin(async {
            let mut failures = Vec::new();
            for provider in &self.0 {
                match provider.fetch(around).await {
                    Ok(issued) => return Ok(issued),
                    Err(failure) => failures.push(failure),
                }
            }
            Err(Failure::of_all(failures))
        })
    }
}
