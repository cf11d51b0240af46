//! One call of STS, from its parameters to its reply.

use http::Method;
use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::{
    acs3,
    action::Action,
    assume_role, assume_role_with_oidc, caller_identity,
    failure::Failure,
    issue,
    nonces::Nonces,
    parameters::Parameters,
    reply::{Format, Reply},
    rpc,
};
use crate::{
    ram::{Context, Directory, Identity},
    request::RequestHead,
};

/// STS. It remembers the nonces of signed calls; all else lives in the directory.
#[derive(Debug, Default)]
pub struct Service {
    nonces: Nonces,
}

impl Service {
    /// Forgets every nonce: each may be used again.
    pub fn clear(&self) {
        self.nonces.clear();
    }

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
        let Call { head, parameters, now, .. } = call;
        if ![Method::GET, Method::POST].contains(&head.method) {
            return Err(Failure::new(400, "UnsupportedHTTPMethod", "This http method is not supported."));
        }
        let action = Action::of(head, parameters)?;
        let context = |identity: &Identity| Context::of(head, identity, *now);
        let fields = match action {
            Action::AssumeRoleWithOidc => assume_role_with_oidc::run(call, &context(&Identity::Anonymous))?,
            Action::AssumeRole => {
                let identity = self.sender(call)?;
                assume_role::run(call, &identity, context(&identity))?
            }
            Action::GetCallerIdentity => caller_identity::run(call.directory, &self.sender(call)?),
        };
        Ok((action, fields))
    }

    /// Who signed the call.
    fn sender(&self, call: &Call<'_>) -> Result<Identity, Failure> {
        let claim = if acs3::is_used(call.head) {
            acs3::claim(call.head, call.body, call.parameters)?
        } else {
            rpc::claim(&call.head.method, call.parameters)?
        };
        claim.verify(call.directory, &self.nonces, call.now)
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
