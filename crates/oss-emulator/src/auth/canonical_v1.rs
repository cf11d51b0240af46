//! The V1 string to sign ("Add a signature to the header" and "Add a signature to a URL").

use http::{HeaderMap, Method};

pub use super::subresources::Reading;
use crate::request::{Address, QueryParameter};

/// The string that V1 signs. `date` is the date line: `x-oss-date` or `Date` as sent, or `Expires` of a URL.
///
/// Header values are the bytes on the wire, without surrounding white space.
pub fn string_to_sign(method: &Method, headers: &HeaderMap, date: &[u8], resource: &str) -> Vec<u8> {
    let mut text = Vec::with_capacity(256);
    for line in [
        method.as_str().as_bytes(),
        &header(headers, "content-md5"),
        &header(headers, "content-type"),
        date.trim_ascii(),
    ] {
        text.extend_from_slice(line);
        text.push(b'\n');
    }
    let mut names: Vec<&str> =
        headers.keys().map(http::HeaderName::as_str).filter(|n| n.starts_with("x-oss-")).collect();
    names.sort_unstable();
    for name in names {
        text.extend_from_slice(name.as_bytes());
        text.push(b':');
        text.extend_from_slice(&header(headers, name));
        text.push(b'\n');
    }
    text.extend_from_slice(resource.as_bytes());
    text
}

/// The canonical resource: `/bucket/key` with the decoded key, `/bucket/`, or `/`, then the sub-resources with decoded
/// values, the bare name where the value is empty.
pub fn resource(address: &Address, query: &[QueryParameter], reading: Reading) -> String {
    let mut text = path(address);
    for (index, parameter) in reading.select(query).into_iter().enumerate() {
        text.push(if index == 0 { '?' } else { '&' });
        text.push_str(&parameter.name);
        if let Some(value) = parameter.value.as_deref().filter(|v| !v.is_empty()) {
            text.push('=');
            text.push_str(value);
        }
    }
    text
}

/// `/bucket/key`, `/bucket/` or `/`, not encoded.
pub(super) fn path(address: &Address) -> String {
    match (&address.bucket, &address.object) {
        (Some(bucket), object) => format!("/{bucket}/{}", object.as_deref().unwrap_or_default()),
        (None, _) => "/".to_owned(),
    }
}

/// A header's value without surrounding white space; repeated headers are joined by commas, absent ones are empty.
pub(crate) fn header(headers: &HeaderMap, name: &str) -> Vec<u8> {
    let values: Vec<&[u8]> = headers.get_all(name).iter().map(|v| v.as_bytes().trim_ascii()).collect();
    values.join(&b","[..])
}
