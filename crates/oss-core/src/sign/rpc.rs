//! The RPC signature 1.0 of Alibaba Cloud's older APIs, STS among them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, Mac as _};
use sha1::Sha1;

use super::Signer;
use super::signer::keyed;
use crate::encode::STRICT;

/// The text that RPC signs: method, the path `/`, and the parameters sorted by name, encoded twice.
pub fn string_to_sign(method: &str, params: &[(&str, &str)]) -> String {
    let mut sorted: Vec<&(&str, &str)> = params.iter().collect();
    sorted.sort_unstable();
    let mut query = String::with_capacity(512);
    for (i, (name, value)) in sorted.into_iter().enumerate() {
        if i > 0 {
            query.push('&');
        }
        STRICT.encode(&mut query, name);
        query.push('=');
        STRICT.encode(&mut query, value);
    }
    let mut out = String::with_capacity(method.len() + 5 + query.len() * 2);
    out.push_str(method);
    out.push_str("&%2F&");
    STRICT.encode(&mut out, &query);
    out
}

impl Signer {
    /// Base64 of the HMAC-SHA1 of an RPC string to sign. The key is the secret followed by `&`.
    pub fn sign_rpc(&self, string_to_sign: &str) -> String {
        let key = [&self.credential().access_key_secret, "&"].concat();
        let mut mac = keyed::<Hmac<Sha1>>(key.as_bytes());
        mac.update(string_to_sign.as_bytes());
        BASE64.encode(mac.finalize().into_bytes())
    }
}
