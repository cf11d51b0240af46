//! Signatures of POST policies: browser uploads by form.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::{Product, Scope, Signer};
use crate::time_format;

/// The form fields `policy` and `Signature`; `OSSAccessKeyId` is the credential's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostPolicy {
    /// Base64 of the policy's JSON.
    pub policy: String,
    /// Its V1 signature.
    pub signature: String,
}

impl Signer {
    /// Signs a policy, given as JSON text, with V1.
    pub fn post_policy_v1(&self, policy: &str) -> PostPolicy {
        let policy = BASE64.encode(policy);
        let signature = self.sign_v1(policy.as_bytes());
        PostPolicy { policy, signature }
    }

    /// The V4 signature of a policy, given as JSON text, for the form field `x-oss-signature`. The date is that of the
    /// form's `x-oss-date`.
    pub fn post_policy_v4(&self, policy: &str, date_ms: i64, region: &str, product: Product) -> String {
        let time = time_format::iso_basic(date_ms);
        let date = time.get(..8).unwrap_or_default();
        self.sign_v4(BASE64.encode(policy).as_bytes(), &Scope { date, region, product })
    }
}
