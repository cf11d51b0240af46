//! The V1 signature (help page "Include signatures in the Authorization header").

use super::{Header, Param, Signer, trim, value_of};
use crate::encode::Sink as _;

/// What a V1 signature is about.
#[derive(Clone, Copy, Debug)]
pub enum Resource<'a> {
    /// The service, a bucket or an object.
    Of {
        /// Bucket, unless absent or empty.
        bucket: Option<&'a str>,
        /// Object key, decoded.
        object: Option<&'a str>,
    },
    /// A path already put together, `/bucket/key`.
    Path(&'a str),
}

/// Appends the text that V1 signs. `date` is the value of `x-oss-date` or `Date`, or for URLs the `Expires` parameter.
///
/// Every parameter given is a sub-resource: which ones are is up to the caller, as it is in ali-oss.
pub fn string_to_sign(
    out: &mut Vec<u8>,
    method: &str,
    date: &[u8],
    headers: &[Header<'_>],
    resource: Resource<'_>,
    subresources: &[Param<'_>],
) {
    out.put(method);
    for name in ["content-md5", "content-type"] {
        out.push(b'\n');
        out.extend_from_slice(trim(value_of(headers, name).unwrap_or_default()));
    }
    out.push(b'\n');
    out.extend_from_slice(trim(date));
    out.push(b'\n');

    let mut signed: Vec<Header<'_>> =
        headers.iter().copied().filter(|(name, _)| name.starts_with("x-oss-")).collect();
    signed.sort_by(|a, b| a.0.cmp(b.0));
    for (name, value) in signed {
        out.put(name);
        out.push(b':');
        out.extend_from_slice(trim(value));
        out.push(b'\n');
    }

    match resource {
        Resource::Path(path) => out.put(path),
        Resource::Of { bucket, object } => {
            out.push(b'/');
            if let Some(bucket) = bucket.filter(|name| !name.is_empty()) {
                out.put(bucket);
                out.push(b'/');
            }
            out.put(object.unwrap_or_default());
        }
    }

    let mut sorted: Vec<&Param<'_>> = subresources.iter().collect();
    sorted.sort_by(|a, b| a.0.cmp(b.0));
    // Of a repeated name the service takes the first.
    sorted.dedup_by(|later, first| later.0 == first.0);
    let mut separator = b'?';
    for (name, value) in sorted {
        out.push(separator);
        out.put(name);
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            out.push(b'=');
            out.put(value);
        }
        separator = b'&';
    }
}

impl Signer {
    /// The `Authorization` header: `OSS <id>:<signature>`.
    pub fn authorization_v1(
        &self,
        method: &str,
        date: &[u8],
        headers: &[Header<'_>],
        resource: Resource<'_>,
        subresources: &[Param<'_>],
    ) -> String {
        let mut text = Vec::with_capacity(512);
        string_to_sign(&mut text, method, date, headers, resource, subresources);
        ["OSS ", &self.credential().access_key_id, ":", &self.sign_v1(&text)].concat()
    }
}
