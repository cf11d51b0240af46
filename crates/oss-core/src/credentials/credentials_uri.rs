//! A credential from a local server, such as the sidecar of a container.

use std::time::Duration;

use reqwest::Url;

use super::http::{fetch, shown};
use super::{Failure, Fetching, Issued, Provider, Surroundings, document};

const NAME: &str = "credentials uri";
const VARIABLE: &str = "ALIBABA_CLOUD_CREDENTIALS_URI";
const LIMIT: Duration = Duration::from_secs(5);

/// What GET of a URL answers: the four fields of the metadata service.
#[derive(Clone, Default)]
pub struct CredentialsUri {
    /// The URL; or else `ALIBABA_CLOUD_CREDENTIALS_URI`.
    pub uri: Option<String>,
}

impl std::fmt::Debug for CredentialsUri {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CredentialsUri").finish_non_exhaustive()
    }
}

impl Provider for CredentialsUri {
    fn fetch<'a>(&'a self, around: &'a Surroundings) -> Fetching<'a> {
        Box::pin(async { self.ask(around).await.map_err(|reason| Failure::new(NAME, reason)) })
    }
}

impl CredentialsUri {
    async fn ask(&self, around: &Surroundings) -> Result<Issued, String> {
        let uri = self.uri.clone().map_or_else(|| around.ambient.need(VARIABLE), Ok)?;
        let url = Url::parse(&uri).map_err(|e| format!("the URI is not a URL: {e}"))?;
        let answer = fetch(around.sts.http().get(url.clone()), &url, LIMIT).await?;
        document::read(&answer).map_err(|reason| format!("{}: {reason}", shown(&url)))
    }
}
