//! From a key id and perhaps a token to the secret, or the service's refusal.

use time::OffsetDateTime;

use super::verdict;
use crate::{
    error::ServiceError,
    ram::{Directory, KeyState, Ticket, TokenState},
};

/// Looks up the key, together with the token if one came. A temporary key id without its token is an unknown key.
pub(super) fn resolve(
    access_key_id: &str,
    token: Option<&str>,
    directory: &Directory,
    now: OffsetDateTime,
) -> Result<Ticket, ServiceError> {
    let Some(token) = token else {
        return match directory.key(access_key_id) {
            KeyState::Active(ticket) => Ok(ticket),
            KeyState::Inactive => {
                Err(unknown_key(access_key_id, "The OSS Access Key Id you provided is disabled."))
            }
            KeyState::Unknown => Err(unknown_key(
                access_key_id,
                "The OSS Access Key Id you provided does not exist in our records.",
            )),
        };
    };
    match directory.token(token, access_key_id, now) {
        TokenState::Active(ticket) => Ok(ticket),
        TokenState::Unknown => {
            let message = "The security token you provided is invalid.";
            Err(ServiceError::new(403, "InvalidSecurityToken", message).ec("0002-00000006"))
        }
        TokenState::OtherKey => {
            let message = "The OSS access key id and security token you provided does not match.";
            Err(ServiceError::new(403, "AccessKeyIdAndSecurityTokenNotMatch", message))
        }
        TokenState::Expired => {
            let message = "The security token you provided has expired.";
            Err(ServiceError::new(403, "SecurityTokenExpired", message))
        }
    }
}

fn unknown_key(id: &str, message: &str) -> ServiceError {
    ServiceError::new(403, "InvalidAccessKeyId", message).ec("0002-00000902").detail("OSSAccessKeyId", id)
}

/// The parts of a V4 credential: `<key id>/<date>/<region>/<product>/aliyun_v4_request`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Credential {
    pub(super) access_key_id: String,
    pub(super) scope: super::canonical_v4::Scope,
}

/// The ECs for the three ways in which a credential can be malformed, which differ between headers, URLs and forms.
pub(super) struct CredentialCodes {
    pub(super) argument: &'static str,
    pub(super) form: &'static str,
    pub(super) date: &'static str,
    pub(super) suffix: &'static str,
}

impl Credential {
    pub(super) fn parse(text: &str, codes: &CredentialCodes) -> Result<Self, ServiceError> {
        let refuse = |message, ec| Err(verdict::invalid(message, ec, codes.argument, text));
        let parts: Vec<&str> = text.split('/').collect();
        let [id, date, region, product, request] = parts[..] else {
            return refuse("The credential is malformed.", codes.form);
        };
        if id.is_empty() || region.is_empty() {
            return refuse("The credential is malformed.", codes.form);
        }
        if date.len() != 8 || !date.bytes().all(|b| b.is_ascii_digit()) {
            return refuse("The date in the credential must be in the format yyyyMMdd.", codes.date);
        }
        if !["oss", "oss-cloudbox"].contains(&product) || request != "aliyun_v4_request" {
            return refuse(
                "The credential must end with /oss/aliyun_v4_request or /oss-cloudbox/aliyun_v4_request.",
                codes.suffix,
            );
        }
        Ok(Self {
            access_key_id: id.to_owned(),
            scope: super::canonical_v4::Scope {
                date: date.to_owned(),
                region: region.to_owned(),
                product: product.to_owned(),
            },
        })
    }
}
