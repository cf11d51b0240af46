//! Builds a [`RequestHead`] from what hyper parsed.

use std::net::SocketAddr;

use http::header::HOST;
use http::request::Parts;
use percent_encoding::percent_decode_str;

use crate::request::{QueryParameter, RequestHead};

/// The head of a request. The target stays as it came; nothing in it is normalised.
pub(crate) fn read(parts: &Parts, peer: SocketAddr, secure: bool) -> RequestHead {
    let path_and_query = parts.uri.path_and_query();
    let query = path_and_query.and_then(|target| target.query()).unwrap_or_default();
    RequestHead {
        method: parts.method.clone(),
        target: path_and_query.map_or_else(|| "/".to_owned(), ToString::to_string),
        raw_path: parts.uri.path().to_owned(),
        query: read_query(query),
        headers: parts.headers.clone(),
        host: read_host(parts),
        peer,
        secure,
    }
}

/// A target in absolute form overrides the header (RFC 9112, 3.2.2).
fn read_host(parts: &Parts) -> String {
    match parts.uri.authority() {
        Some(authority) => authority.as_str().to_ascii_lowercase(),
        None => parts
            .headers
            .get(HOST)
            .and_then(|host| host.to_str().ok())
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase(),
    }
}

/// `+` is a space, as in forms: `oss2` sends it so, though it signs `%20`.
fn read_query(query: &str) -> Vec<QueryParameter> {
    let decode = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let parameter = |part: &str| match part.split_once('=') {
        Some((name, value)) => QueryParameter { name: decode(name), value: Some(decode(value)) },
        None => QueryParameter { name: decode(part), value: None },
    };
    query.split('&').filter(|part| !part.is_empty()).map(parameter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_keep_order_and_absence_of_values() {
        let read: Vec<_> =
            read_query("acl&b=&a=%E4%B8%AD+%2B=x&&a=2").into_iter().map(|p| (p.name, p.value)).collect();
        let expected = [("acl", None), ("b", Some("")), ("a", Some("中 +=x")), ("a", Some("2"))];
        assert_eq!(read, expected.map(|(name, value)| (name.to_owned(), value.map(str::to_owned))));
    }
}
