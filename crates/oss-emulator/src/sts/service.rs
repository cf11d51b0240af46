//! One call of STS, from its parameters to its reply.

use http::Method;
use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::{
    acs3, assume_role, caller_identity,
    failure::Failure,
    issue,
    nonces::Nonces,
    parameters::Parameters,
    reply::{Format, Reply},
    rpc,
};
use crate::{
    ram::{Context, Directory},
    request::RequestHead,
};

/// The only version of the API.
const VERSION: &str = "2015-04-01";

/// STS. It remembers the nonces of signed calls; all else lives in the directory.
#[derive(Debug, Default)]
pub struct Service {
    nonces: Nonces,
}

impl Service {
    /// Answers a call: GET or POST, parameters in the query or in a form body, an RPC or ACS3 signature.
    ///
    /// The real service takes HTTPS only; this one does not mind. `random` fills a buffer with random bytes.
    pub fn handle(
        &self,
        head: &RequestHead,
        body: &[u8],
        directory: &Directory,
        now: OffsetDateTime,
        random: &dyn Fn(&mut [u8]),
    ) -> Reply {
        let request_id = issue::request_id(random);
        let parameters = Parameters::of(head, body);
        let format = Format::parse(parameters.get("Format"));
        let call = Call { head, body, parameters: &parameters, directory, now, random };
        let result = match format {
            Some(_) => self.answer(&call),
            None => {
                Err(Failure::new(400, "InvalidParameter.Format", "Specified parameter Format is not valid."))
            }
        };
        let format = format.unwrap_or(Format::Json);
        match result {
            Ok((action, fields)) => format.success(action.name(), &request_id, fields),
            Err(failure) => format.failure(&request_id, &head.host, &failure),
        }
    }

    /// The gateway's checks (method, action, version, sender), then the action.
    fn answer(&self, call: &Call<'_>) -> Result<(Action, Map<String, Value>), Failure> {
        let Call { head, parameters, directory, now, .. } = call;
        if ![Method::GET, Method::POST].contains(&head.method) {
            return Err(Failure::new(400, "UnsupportedHTTPMethod", "This http method is not supported."));
        }
        let by_header = acs3::is_used(head);
        let common = |header: &str, name: &str| match head.header(header).filter(|_| by_header) {
            Some(value) => Ok(value),
            None => parameters.need(name),
        };
        let (version, action) = (common("x-acs-version", "Version")?, common("x-acs-action", "Action")?);
        if version != VERSION {
            return Err(Failure::new(404, "InvalidVersion", "Specified parameter Version is not valid."));
        }
        let action = Action::parse(action)?;
        let claim = if by_header {
            acs3::claim(head, call.body, parameters)?
        } else {
            rpc::claim(&head.method, parameters)?
        };
        let identity = claim.verify(directory, &self.nonces, *now)?;
        let fields = match action {
            Action::AssumeRole => {
                let context = Context::of(head, &identity, *now);
                assume_role::run(call, &identity, context)?
            }
            Action::GetCallerIdentity => caller_identity::run(directory, &identity),
        };
        Ok((action, fields))
    }
}

/// What an action works with.
pub(super) struct Call<'a> {
    head: &'a RequestHead,
    body: &'a [u8],
    pub(super) parameters: &'a Parameters,
    pub(super) directory: &'a Directory,
    pub(super) now: OffsetDateTime,
    pub(super) random: &'a dyn Fn(&mut [u8]),
}

/// The actions that exist here.
#[derive(Debug, Clone, Copy)]
enum Action {
    AssumeRole,
    GetCallerIdentity,
}

impl Action {
    fn parse(name: &str) -> Result<Self, Failure> {
        match name {
            "AssumeRole" => Ok(Self::AssumeRole),
            "GetCallerIdentity" => Ok(Self::GetCallerIdentity),
            "AssumeRoleWithOIDC" | "AssumeRoleWithSAML" => Err(Failure::new(
                501,
                "NotImplemented",
                format!("{name} is not implemented by this emulator."),
            )),
            _ => Err(Failure::new(
                404,
                "InvalidApi.NotFound",
                "Specified api is not found, please check your url and method.",
            )),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::AssumeRole => "AssumeRole",
            Self::GetCallerIdentity => "GetCallerIdentity",
        }
    }
}
