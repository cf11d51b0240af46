//! A credential with its HMAC states, computed once.

use std::fmt;
use std::sync::Arc;

use arc_swap::ArcSwapOption;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, KeyInit, Mac as _};
use sha1::Sha1;
use sha2::Sha256;

use super::{Product, Scope};
use crate::credential::Credential;
use crate::encode;
use crate::error::Error;

/// Signs with one credential.
///
/// The HMAC-SHA1 state of the secret is computed here, that of a V4 key when its day and region are first used; both are
/// copied per signature. Replace the signer when the credential changes.
pub struct Signer {
    credential: Credential,
    v1: Hmac<Sha1>,
    v4: ArcSwapOption<DayKey>,
}

/// The V4 signing key of one day, region and product.
struct DayKey {
    date: Box<str>,
    region: Box<str>,
    product: Product,
    mac: Hmac<Sha256>,
}

impl Signer {
    /// A signer for `credential`.
    pub fn new(credential: Credential) -> Self {
        let v1 = keyed::<Hmac<Sha1>>(credential.access_key_secret.as_bytes());
        Self { credential, v1, v4: ArcSwapOption::empty() }
    }

    /// The credential it signs with.
    pub fn credential(&self) -> &Credential {
        &self.credential
    }

    /// Whether there is no key: requests go out unsigned, as anyone's.
    pub fn is_anonymous(&self) -> bool {
        self.credential.access_key_id.is_empty()
    }

    /// Refuses to sign without a key.
    pub fn need_key(&self) -> Result<&Self, Error> {
        if !self.is_anonymous() {
            return Ok(self);
        }
        Err(Error::input(
            "there is no credential to sign with: the client is anonymous, or its provider has not been asked yet, as it is \
             by every asynchronous call (asyncSignatureUrl, presign)",
        ))
    }

    /// Base64 of the HMAC-SHA1 of a V1 string to sign.
    pub fn sign_v1(&self, string_to_sign: &[u8]) -> String {
        let mut mac = self.v1.clone();
        mac.update(string_to_sign);
        BASE64.encode(mac.finalize().into_bytes())
    }

    /// Lower-case hex of the HMAC-SHA256 of a V4 string to sign.
    pub fn sign_v4(&self, string_to_sign: &[u8], scope: &Scope<'_>) -> String {
        let mut mac = self.day_key(scope);
        mac.update(string_to_sign);
        let mut out = String::with_capacity(64);
        encode::hex(&mut out, &mac.finalize().into_bytes());
        out
    }

    fn day_key(&self, scope: &Scope<'_>) -> Hmac<Sha256> {
        let cached = self.v4.load();
        if let Some(key) = cached.as_deref()
            && *key.date == *scope.date
            && *key.region == *scope.region
            && key.product == scope.product
        {
            return key.mac.clone();
        }
        let seed = ["aliyun_v4", &self.credential.access_key_secret].concat();
        let mut key = mac(seed.as_bytes(), scope.date.as_bytes());
        for step in [scope.region, scope.product.as_str(), "aliyun_v4_request"] {
            key = mac(&key, step.as_bytes());
        }
        let mac = keyed::<Hmac<Sha256>>(&key);
        self.v4.store(Some(Arc::new(DayKey {
            date: scope.date.into(),
            region: scope.region.into(),
            product: scope.product,
            mac: mac.clone(),
        })));
        mac
    }
}

/// A keyed HMAC state.
#[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
pub(super) fn keyed<M: KeyInit>(key: &[u8]) -> M {
    M::new_from_slice(key).expect("HMAC takes keys of any length")
}

fn mac(key: &[u8], text: &[u8]) -> [u8; 32] {
    let mut mac = keyed::<Hmac<Sha256>>(key);
    mac.update(text);
    mac.finalize().into_bytes().into()
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("credential", &self.credential).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer() -> Signer {
        Signer::new(Credential {
            access_key_id: "ak".into(),
            access_key_secret: "fake-secret".into(),
            security_token: None,
        })
    }

    #[test]
    fn the_cached_key_is_used_for_its_own_scope_only() {
        let shared = signer();
        let scopes = [
            ("20261123", "cn-hangzhou", Product::Oss),
            ("20261124", "cn-hangzhou", Product::Oss),
            ("20261124", "cn-beijing", Product::Oss),
            ("20261124", "cn-beijing", Product::CloudBox),
        ];
        let mut seen = Vec::new();
        for (date, region, product) in scopes.into_iter().chain(scopes) {
            let scope = Scope { date, region, product };
            let signature = shared.sign_v4(b"text", &scope);
            assert_eq!(signature, signer().sign_v4(b"text", &scope));
            seen.push(signature);
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), scopes.len());
    }

    #[test]
    fn nobody_signs_nothing() {
        assert!(signer().need_key().is_ok());
        let nobody = Signer::new(Credential::default());
        assert!(nobody.is_anonymous() && nobody.need_key().unwrap_err().is_input());
    }

    #[test]
    fn debug_shows_no_key() {
        let shown = format!("{:?}", signer());
        assert!(shown.contains("ak") && !shown.contains("fake-secret"));
    }
}
