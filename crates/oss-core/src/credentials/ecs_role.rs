//! The RAM role of an ECS instance, from its metadata service.

use std::time::Duration;

use reqwest::{RequestBuilder, StatusCode, Url};

use super::http::{ask, fetch, shown};
use super::{Failure, Fetching, Issued, Provider, Surroundings, document};

const NAME: &str = "ecs role";
/// The address of the metadata service of every instance.
const ADDRESS: &str = "http://100.100.100.200";
const TOKEN_PATH: &str = "/latest/api/token";
const ROLES_PATH: &str = "/latest/meta-data/ram/security-credentials/";
/// How long a token of the metadata service is good for: the longest that it allows, though it is used at once.
const TOKEN_SECONDS: &str = "21600";
/// The service is on the same machine; where it does not answer by then there is none.
const LIMIT: Duration = Duration::from_secs(1);

/// The role that is attached to an instance. Asks with a token (IMDSv2).
#[derive(Clone, Debug, Default)]
pub struct EcsRole {
    /// The role; or else `ALIBABA_CLOUD_ECS_METADATA`, or else what the service says.
    pub role_name: Option<String>,
    /// Whether to ask without a token where the service gives none (IMDSv1). Who can make a server send a request can read
    /// its credential then. `ALIBABA_CLOUD_IMDSV1_DISABLED=true` forbids it, `false` allows it.
    pub allow_v1: bool,
    /// `http://100.100.100.200`; or else `ALIBABA_CLOUD_ECS_METADATA_SERVICE_ENDPOINT`.
    pub endpoint: Option<String>,
}

impl Provider for EcsRole {
    fn fetch<'a>(&'a self, around: &'a Surroundings) -> Fetching<'a> {
        Box::pin(async { self.ask(around).await.map_err(|reason| Failure::new(NAME, reason)) })
    }
}

impl EcsRole {
    async fn ask(&self, around: &Surroundings) -> Result<Issued, String> {
        let ambient = &around.ambient;
        if ambient.is_true("ALIBABA_CLOUD_ECS_METADATA_DISABLED") {
            return Err("ALIBABA_CLOUD_ECS_METADATA_DISABLED is true".to_owned());
        }
        let given =
            self.endpoint.as_deref().or_else(|| ambient.get("ALIBABA_CLOUD_ECS_METADATA_SERVICE_ENDPOINT"));
        let service = Service { around, endpoint: given.unwrap_or(ADDRESS).trim_end_matches('/') };
        let allow_v1 = match ambient.get("ALIBABA_CLOUD_IMDSV1_DISABLED") {
            Some(_) => !ambient.is_true("ALIBABA_CLOUD_IMDSV1_DISABLED"),
            None => self.allow_v1,
        };
        let token = service.token(allow_v1).await?;
        let role = self.role_name.as_deref().or_else(|| ambient.get("ALIBABA_CLOUD_ECS_METADATA"));
        let role = match role {
            Some(role) => role.to_owned(),
            None => service.role(token.as_deref()).await?,
        };
        service.credential(&role, token.as_deref()).await
    }
}

struct Service<'a> {
    around: &'a Surroundings,
    endpoint: &'a str,
}

impl Service<'_> {
    fn url(&self, path: &str) -> Result<Url, String> {
        Url::parse(&[self.endpoint, path].concat())
            .map_err(|e| format!("the endpoint of the metadata service is not a URL: {e}"))
    }

    /// A token; none where the service answers without one and may be asked without one.
    async fn token(&self, allow_v1: bool) -> Result<Option<String>, String> {
        let url = self.url(TOKEN_PATH)?;
        let request = self.around.sts.http().put(url.clone());
        let request = request.header("X-aliyun-ecs-metadata-token-ttl-seconds", TOKEN_SECONDS);
        match ask(request, &url, LIMIT).await? {
            (StatusCode::OK, token) => String::from_utf8(token)
                .map(|token| Some(token.trim().to_owned()))
                .map_err(|_| "the token of the metadata service is not text".to_owned()),
            _ if allow_v1 => Ok(None),
            (status, _) => {
                Err(format!("{}: status {}, and IMDSv1 is not allowed", shown(&url), status.as_u16()))
            }
        }
    }

    /// The role that is attached: the first line of a list that never has two.
    async fn role(&self, token: Option<&str>) -> Result<String, String> {
        let (url, request) = self.get(ROLES_PATH, token)?;
        let list = match ask(request, &url, LIMIT).await? {
            (StatusCode::OK, list) => list,
            (StatusCode::NOT_FOUND, _) => Vec::new(),
            (status, _) => return Err(format!("{}: status {}", shown(&url), status.as_u16())),
        };
        let list = String::from_utf8_lossy(&list);
        let first = list.lines().next().map(str::trim).filter(|role| !role.is_empty());
        first.map(str::to_owned).ok_or_else(|| "no role is attached to the instance".to_owned())
    }

    async fn credential(&self, role: &str, token: Option<&str>) -> Result<Issued, String> {
        let (url, request) = self.get(&format!("{ROLES_PATH}{role}"), token)?;
        let answer = fetch(request, &url, LIMIT).await?;
        document::read(&answer).map_err(|reason| format!("{}: {reason}", shown(&url)))
    }

    fn get(&self, path: &str, token: Option<&str>) -> Result<(Url, RequestBuilder), String> {
        let url = self.url(path)?;
        let request = self.around.sts.http().get(url.clone());
        Ok(match token {
            Some(token) => (url, request.header("X-aliyun-ecs-metadata-token", token)),
            None => (url, request),
        })
    }
}
