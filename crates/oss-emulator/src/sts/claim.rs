//! A signed call, whichever way it was signed.

use time::{Duration, OffsetDateTime};

use super::{failure::Failure, nonces::Nonces};
use crate::{
    auth::instant,
    ram::{Directory, Identity, KeyState, TokenState},
};
use subtle::ConstantTimeEq as _;

/// How far the time of a call may stand from the server's, either way.
const MAX_SKEW: Duration = Duration::minutes(15);

/// What a call says about its sender.
pub(super) struct Claim<'a> {
    pub(super) access_key_id: &'a str,
    pub(super) token: Option<&'a str>,
    pub(super) timestamp: &'a str,
    pub(super) nonce: &'a str,
    pub(super) provided: &'a str,
    pub(super) string_to_sign: String,
    /// Computes the signature from the secret and the string to sign.
    pub(super) sign: fn(&str, &str) -> String,
}

impl Claim<'_> {
    /// Checks, in this order: the time, the key and its token, the signature, the nonce.
    pub(super) fn verify(
        &self,
        directory: &Directory,
        nonces: &Nonces,
        now: OffsetDateTime,
    ) -> Result<Identity, Failure> {
        let time = instant::parse_extended(self.timestamp).ok_or_else(|| {
            Failure::new(
                400,
                "InvalidTimeStamp.Format",
                "Specified time stamp or date value is not well formatted.",
            )
        })?;
        if (time - now).abs() > MAX_SKEW {
            return Err(Failure::new(
                400,
                "InvalidTimeStamp.Expired",
                "Specified time stamp or date value is expired.",
            ));
        }
        let ticket = self.ticket(directory, now)?;
        let computed = (self.sign)(&ticket.secret, &self.string_to_sign);
        if !bool::from(self.provided.as_bytes().ct_eq(computed.as_bytes())) {
            let message =
                "Specified signature is not matched with our calculation. server string to sign is:";
            return Err(Failure::new(
                400,
                "SignatureDoesNotMatch",
                format!("{message}{}", self.string_to_sign),
            ));
        }
        if !nonces.take(self.access_key_id, self.nonce, time + MAX_SKEW, now) {
            return Err(Failure::new(
                400,
                "SignatureNonceUsed",
                "Specified signature nonce was used already.",
            ));
        }
        Ok(ticket.identity)
    }

    fn ticket(&self, directory: &Directory, now: OffsetDateTime) -> Result<crate::ram::Ticket, Failure> {
        let Some(token) = self.token else {
            if self.access_key_id.starts_with("STS.") {
                return Err(Failure::missing("SecurityToken"));
            }
            return match directory.key(self.access_key_id) {
                KeyState::Active(ticket) => Ok(ticket),
                KeyState::Inactive => {
                    Err(Failure::new(400, "InvalidAccessKeyId.Inactive", "Specified access key is disabled."))
                }
                KeyState::Unknown => Err(Failure::new(
                    404,
                    "InvalidAccessKeyId.NotFound",
                    "Specified access key is not found.",
                )),
            };
        };
        let (reason, words) = match directory.token(token, self.access_key_id, now) {
            TokenState::Active(ticket) => return Ok(ticket),
            TokenState::Unknown => ("Malformed", "is malformed"),
            TokenState::OtherKey => ("MismatchWithAccessKey", "mismatch with the AccessKey"),
            TokenState::Expired => ("Expired", "is expired"),
        };
        Err(Failure::new(
            400,
            format!("InvalidSecurityToken.{reason}"),
            format!("Specified SecurityToken {words}."),
        ))
    }
}
