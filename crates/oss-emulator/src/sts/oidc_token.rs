//! Tokens of OIDC identity providers: JSON web tokens (RFC 7519) signed by RS256.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, de::DeserializeOwned};
use time::OffsetDateTime;

use super::failure::Failure;
use crate::ram::OidcProvider;

/// A token that a provider has signed for us.
#[derive(Debug)]
pub(super) struct OidcToken {
    pub(super) issuer: String,
    pub(super) subject: String,
    pub(super) audiences: Vec<String>,
    pub(super) issued: OffsetDateTime,
    pub(super) expires: OffsetDateTime,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    exp: i64,
    iat: i64,
    nbf: Option<i64>,
}

/// One audience or a list of them (RFC 7519, 4.1.3).
#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

impl OidcToken {
    /// Checks, in this order (a guess): the form, the issuer, the signature, the time, the audience.
    pub(super) fn verify(text: &str, provider: &OidcProvider, now: OffsetDateTime) -> Result<Self, Failure> {
        let (signed, signature) = text.rsplit_once('.').ok_or_else(invalid)?;
        let (header, claims) = signed.split_once('.').ok_or_else(invalid)?;
        let header: Header = part(header)?;
        let claims: Claims = part(claims)?;
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| invalid())?;
        if claims.iss != provider.issuer {
            let message = "The issuer in the OIDC Token doesn't match the OIDC Provider registered.";
            return Err(refused("IssuerNotMatch", message));
        }
        let mut candidates = provider.keys.iter().filter(|key| match (&key.id, &header.kid) {
            (Some(key), Some(wanted)) => key == wanted,
            _ => true,
        });
        if header.alg != "RS256" || !candidates.any(|key| key.verifies(signed.as_bytes(), &signature)) {
            return Err(invalid());
        }
        let instant = |seconds| OffsetDateTime::from_unix_timestamp(seconds).map_err(|_| invalid());
        let (issued, expires) = (instant(claims.iat)?, instant(claims.exp)?);
        if now >= expires {
            return Err(refused("Expired", "This JsonWebToken is expired."));
        }
        if claims.nbf.map(instant).transpose()?.is_some_and(|begin| now < begin) {
            return Err(invalid());
        }
        let mut audiences = match claims.aud {
            Audience::One(audience) => vec![audience],
            Audience::Many(audiences) => audiences,
        };
        audiences.retain(|audience| provider.client_ids.contains(audience));
        if audiences.is_empty() {
            return Err(refused("AudienceNotMatch", "Invalid audience."));
        }
        Ok(Self { issuer: claims.iss, subject: claims.sub, audiences, issued, expires })
    }
}

fn part<T: DeserializeOwned>(text: &str) -> Result<T, Failure> {
    let json = URL_SAFE_NO_PAD.decode(text).map_err(|_| invalid())?;
    serde_json::from_slice(&json).map_err(|_| invalid())
}

/// Statuses are guesses throughout; codes and most messages stand in the troubleshooting table of "Use RRSA to authorize
/// pods to access different cloud services".
fn refused(reason: &str, message: &str) -> Failure {
    Failure::new(400, format!("AuthenticationFail.OIDCToken.{reason}"), message)
}

/// The message is a guess; the code is what SDKs' own tests see of the service.
fn invalid() -> Failure {
    refused("Invalid", "This JsonWebToken is invalid.")
}
