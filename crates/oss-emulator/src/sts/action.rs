//! Which action a call is for.

use super::{acs3, failure::Failure, parameters::Parameters};
use crate::request::RequestHead;

/// The only version of the API.
pub(super) const VERSION: &str = "2015-04-01";

/// The actions that exist here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    AssumeRole,
    AssumeRoleWithOidc,
    GetCallerIdentity,
}

impl Action {
    const ALL: [Self; 3] = [Self::AssumeRole, Self::AssumeRoleWithOidc, Self::GetCallerIdentity];

    /// The action of a call, whose version must be the one that exists.
    pub(super) fn of(head: &RequestHead, parameters: &Parameters) -> Result<Self, Failure> {
        // An unsigned call has no header to recognise the newer form by but these themselves.
        let common = |header: &str, name: &str| match head.header(header) {
            Some(value) => Ok(value),
            None => parameters.need(name),
        };
        let (version, action) = (common("x-acs-version", "Version")?, common("x-acs-action", "Action")?);
        if version != VERSION {
            return Err(Failure::new(404, "InvalidVersion", "Specified parameter Version is not valid."));
        }
        if let Some(known) = Self::ALL.into_iter().find(|known| known.name() == action) {
            return Ok(known);
        }
        if action == "AssumeRoleWithSAML" {
            let message = format!("{action} is not implemented by this emulator.");
            return Err(Failure::new(501, "NotImplemented", message));
        }
        let message = "Specified api is not found, please check your url and method.";
        Err(Failure::new(404, "InvalidApi.NotFound", message))
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::AssumeRole => "AssumeRole",
            Self::AssumeRoleWithOidc => "AssumeRoleWithOIDC",
            Self::GetCallerIdentity => "GetCallerIdentity",
        }
    }
}

/// The name of the action of a call, for those who watch; `None` for what is no action here.
pub fn action_of(head: &RequestHead, body: &[u8]) -> Option<&'static str> {
    Action::of(head, &Parameters::of(head, body)).ok().map(Action::name)
}

/// Whether a request without a bucket is a call of STS, whatever its host: by its headers, by its query, or because it
/// is a form, which OSS takes from no one at that place.
pub(crate) fn is_call(head: &RequestHead) -> bool {
    let form = || {
        let content_type = head.header("content-type").unwrap_or_default().to_ascii_lowercase();
        head.method == http::Method::POST && content_type.starts_with("application/x-www-form-urlencoded")
    };
    head.headers.contains_key("x-acs-action")
        || acs3::is_used(head)
        || (head.query_value("Action").is_some() && head.query_value("Version") == Some(VERSION))
        || form()
}
