//! The V4 signature (help page "Include a V4 signature").

use sha2::{Digest as _, Sha256};

use super::{Header, Param, Product, Signer, trim, value_of};
use crate::encode::{self, STRICT, STRICT_PATH, Sink as _};
use crate::error::Error;

/// Name of the algorithm: `x-oss-signature-version`, and the first word of `Authorization`.
pub const ALGORITHM: &str = "OSS4-HMAC-SHA256";
/// The only payload line there is: bodies are not part of the signature.
pub const PAYLOAD: &str = "UNSIGNED-PAYLOAD";
const TERMINATOR: &str = "aliyun_v4_request";

/// What a V4 signing key is good for.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// `yyyymmdd`, UTC.
    pub date: &'a str,
    /// `cn-hangzhou` and the like, or a CloudBox id.
    pub region: &'a str,
    /// `oss` or `oss-cloudbox`.
    pub product: Product,
}

impl Scope<'_> {
    /// Appends `date/region/product/aliyun_v4_request`.
    pub fn write(&self, out: &mut impl encode::Sink) {
        for part in [self.date, "/", self.region, "/", self.product.as_str(), "/", TERMINATOR] {
            out.put(part);
        }
    }
}

/// A request as V4 sees it.
#[derive(Clone, Copy, Debug)]
pub struct CanonicalRequest<'a> {
    /// HTTP method in upper case.
    pub method: &'a str,
    /// Bucket, unless absent or empty.
    pub bucket: Option<&'a str>,
    /// Object key, decoded.
    pub object: Option<&'a str>,
    /// All query parameters, in any order.
    pub query: &'a [Param<'a>],
    /// All headers, in any order, each name once.
    pub headers: &'a [Header<'a>],
    /// As [`additional_headers`] returns them.
    pub additional_headers: &'a [String],
}

/// The names that V4 signs only when told to, in the form it wants: lower-case, each once, sorted, and without those it
/// signs anyway.
pub fn additional_headers<S: AsRef<str>>(names: &[S]) -> Vec<String> {
    let mut names: Vec<String> = names
        .iter()
        .map(|name| name.as_ref().to_lowercase())
        .filter(|name| !is_always_signed(name))
        .collect();
    names.sort();
    names.dedup();
    names
}

fn is_always_signed(name: &str) -> bool {
    name == "content-type" || name == "content-md5" || name.starts_with("x-oss-")
}

/// Appends the canonical request.
///
/// Fails, in ali-oss's words, for an object without a bucket and for an additional header that is not among the headers.
pub fn canonical_request(out: &mut Vec<u8>, request: &CanonicalRequest<'_>) -> Result<(), Error> {
    let bucket = request.bucket.filter(|name| !name.is_empty());
    let object = request.object.filter(|key| !key.is_empty());
    if object.is_some() && bucket.is_none() {
        return Err(Error::input("Please ensure that bucketName is passed into getCanonicalRequest."));
    }
    out.put(request.method);
    out.put("\n/");
    if let Some(bucket) = bucket {
        STRICT.encode(out, bucket);
        out.push(b'/');
    }
    STRICT_PATH.encode(out, object.unwrap_or_default());
    out.push(b'\n');
    write_query(out, request.query);
    out.push(b'\n');
    write_headers(out, request)?;
    out.push(b'\n');
    for (i, name) in request.additional_headers.iter().enumerate() {
        if i > 0 {
            out.push(b';');
        }
        out.put(name);
    }
    out.push(b'\n');
    let payload = value_of(request.headers, "x-oss-content-sha256").filter(|value| !value.is_empty());
    out.extend_from_slice(payload.unwrap_or(PAYLOAD.as_bytes()));
    Ok(())
}

/// Parameters sorted by byte after encoding, as the documentation says. ali-oss sorts before, by locale.
fn write_query(out: &mut Vec<u8>, query: &[Param<'_>]) {
    let mut scratch = String::with_capacity(query.len() * 48);
    let mut rows = Vec::with_capacity(query.len());
    for (name, value) in query {
        let start = scratch.len();
        STRICT.encode(&mut scratch, name);
        let name_end = scratch.len();
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            scratch.push('=');
            STRICT.encode(&mut scratch, value);
        }
        rows.push((start, name_end, scratch.len()));
    }
    let text = |from: usize, to: usize| scratch.get(from..to).unwrap_or_default();
    rows.sort_by(|a, b| text(a.0, a.1).cmp(text(b.0, b.1)).then_with(|| text(a.1, a.2).cmp(text(b.1, b.2))));
    for (i, (start, _, end)) in rows.into_iter().enumerate() {
        if i > 0 {
            out.push(b'&');
        }
        out.put(text(start, end));
    }
}

fn write_headers(out: &mut Vec<u8>, request: &CanonicalRequest<'_>) -> Result<(), Error> {
    let mut signed: Vec<Header<'_>> =
        request.headers.iter().copied().filter(|(name, _)| is_always_signed(name)).collect();
    for name in request.additional_headers {
        match value_of(request.headers, name) {
            Some(value) => signed.push((name, value)),
            None => {
                return Err(Error::input(format!("Can't find additional header {name} in request headers.")));
            }
        }
    }
    signed.sort_by(|a, b| a.0.cmp(b.0));
    for (name, value) in signed {
        out.put(name);
        out.push(b':');
        out.extend_from_slice(trim(value));
        out.push(b'\n');
    }
    Ok(())
}

impl Signer {
    /// The signature of a canonical request made at `time` (`yyyymmddTHHMMSSZ`), in lower-case hex.
    pub fn signature_v4(&self, time: &str, scope: &Scope<'_>, canonical: &[u8]) -> String {
        let mut text = Vec::with_capacity(192);
        string_to_sign(&mut text, time, scope, canonical);
        self.sign_v4(&text, scope)
    }

    /// The `Authorization` header of a request made at `time`.
    pub fn authorization_v4(
        &self,
        time: &str,
        scope: &Scope<'_>,
        request: &CanonicalRequest<'_>,
    ) -> Result<String, Error> {
        let mut canonical = Vec::with_capacity(768);
        canonical_request(&mut canonical, request)?;
        let mut out = String::with_capacity(224);
        out.push_str(ALGORITHM);
        out.push_str(" Credential=");
        self.write_credential(&mut out, scope);
        if !request.additional_headers.is_empty() {
            out.push_str(",AdditionalHeaders=");
            out.push_str(&request.additional_headers.join(";"));
        }
        out.push_str(",Signature=");
        out.push_str(&self.signature_v4(time, scope, &canonical));
        Ok(out)
    }

    /// Appends `id/date/region/product/aliyun_v4_request`.
    pub fn write_credential(&self, out: &mut String, scope: &Scope<'_>) {
        out.push_str(&self.credential().access_key_id);
        out.push('/');
        scope.write(out);
    }
}

/// Appends the text that V4 signs.
pub(super) fn string_to_sign(out: &mut Vec<u8>, time: &str, scope: &Scope<'_>, canonical: &[u8]) {
    out.put(ALGORITHM);
    out.push(b'\n');
    out.put(time);
    out.push(b'\n');
    scope.write(out);
    out.push(b'\n');
    encode::hex(out, &Sha256::digest(canonical));
}
