//! The V4 canonical request, string to sign and signing key ("Include a V4 signature in the Authorization header").

use std::collections::BTreeMap;

use http::{HeaderMap, Method};

use super::{canonical_v1, encode, hash};
use crate::request::{Address, QueryParameter};

/// The only value of `x-oss-content-sha256` and the last line of every canonical request.
pub const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

/// What a V4 signature is valid for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// The day, `YYYYMMDD`.
    pub date: String,
    /// The region, `cn-hangzhou`; the id of the cloud box for `oss-cloudbox`.
    pub region: String,
    /// `oss` or `oss-cloudbox`.
    pub product: String,
}

impl Scope {
    fn text(&self) -> String {
        format!("{}/{}/{}/aliyun_v4_request", self.date, self.region, self.product)
    }

    /// The credential of a key in this scope.
    pub fn credential(&self, access_key_id: &str) -> String {
        format!("{access_key_id}/{}", self.text())
    }

    /// Signs with the key derived from `secret` for this scope; lower-case hex.
    pub fn sign(&self, secret: &str, text: &[u8]) -> String {
        let seed = format!("aliyun_v4{secret}").into_bytes();
        let key = [&self.date, &self.region, &self.product, "aliyun_v4_request"]
            .iter()
            .fold(seed, |key, part| hash::hmac_sha256(&key, part.as_bytes()).to_vec());
        hash::hex(&hash::hmac_sha256(&key, text))
    }
}

/// The canonical request. `query` is the whole query; `x-oss-signature` in it is left out, all else is signed, an empty
/// value as the bare name. `additional` are the names in AdditionalHeaders: of these, the headers that are absent and
/// those that are always signed count for nothing.
pub fn request(
    method: &Method,
    address: &Address,
    query: &[QueryParameter],
    headers: &HeaderMap,
    additional: &[String],
) -> Vec<u8> {
    let mut extra: Vec<&str> = additional
        .iter()
        .map(String::as_str)
        .filter(|name| !always_signed(name) && headers.contains_key(*name))
        .collect();
    extra.sort_unstable();
    extra.dedup();

    let mut signed: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for name in headers.keys().map(http::HeaderName::as_str).filter(|n| always_signed(n)).chain(extra.clone())
    {
        signed.insert(name, canonical_v1::header(headers, name));
    }

    let uri = encode::path(&canonical_v1::path(address));
    let mut text = format!("{method}\n{uri}\n{}\n", canonical_query(query)).into_bytes();
    for (name, value) in signed {
        text.extend_from_slice(name.as_bytes());
        text.push(b':');
        text.extend_from_slice(&value);
        text.push(b'\n');
    }
    text.extend_from_slice(format!("\n{}\n{UNSIGNED_PAYLOAD}", extra.join(";")).as_bytes());
    text
}

/// The string that V4 signs; `time` is `YYYYMMDDTHHMMSSZ`.
pub fn string_to_sign(time: &str, scope: &Scope, canonical_request: &[u8]) -> String {
    format!("OSS4-HMAC-SHA256\n{time}\n{}\n{}", scope.text(), hash::sha256_hex(canonical_request))
}

fn always_signed(name: &str) -> bool {
    name == "content-type" || name == "content-md5" || name.starts_with("x-oss-")
}

/// Encoded first, then sorted by bytes.
fn canonical_query(query: &[QueryParameter]) -> String {
    let mut pairs: Vec<(String, String)> = query
        .iter()
        .filter(|p| p.name != "x-oss-signature")
        .map(|p| (encode::component(&p.name), encode::component(p.value.as_deref().unwrap_or_default())))
        .collect();
    pairs.sort_unstable();
    let written = pairs.into_iter().map(|(name, value)| match value.as_str() {
        "" => name,
        value => format!("{name}={value}"),
    });
    written.collect::<Vec<_>>().join("&")
}
