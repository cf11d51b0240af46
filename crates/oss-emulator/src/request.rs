//! What a request says before anyone believes it: the raw target, decoded query, headers, and where it came from.

use std::net::SocketAddr;

use http::{HeaderMap, Method};

/// One parameter of the query string, decoded. `value` is `None` for `?acl`, `Some("")` for `?acl=`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryParameter {
    /// The name, percent-decoded as UTF-8.
    pub name: String,
    /// The value, percent-decoded as UTF-8.
    pub value: Option<String>,
}

/// A request without its body.
#[derive(Debug, Clone)]
pub struct RequestHead {
    /// The method as it came.
    pub method: Method,
    /// The request target exactly as it stood on the request line (path and query).
    pub target: String,
    /// The path part of the target, still percent-encoded.
    pub raw_path: String,
    /// The query parameters, in order.
    pub query: Vec<QueryParameter>,
    /// The headers; values are the bytes that came.
    pub headers: HeaderMap,
    /// The `Host` header, lower-cased, with its port if one was given.
    pub host: String,
    /// The address of the client.
    pub peer: SocketAddr,
    /// Whether the request came over TLS.
    pub secure: bool,
}

impl RequestHead {
    /// The first value of a query parameter: `None` when absent, `Some("")` when it has no value.
    pub fn query_value(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|p| p.name == name).map(|p| p.value.as_deref().unwrap_or(""))
    }

    /// A header as text; `None` when absent or not valid UTF-8.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|v| std::str::from_utf8(v.as_bytes()).ok())
    }
}

/// What a request is about, once host and path have been read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// The bucket, from the host name or the first path segment.
    pub bucket: Option<String>,
    /// The object key, percent-decoded; `None` for bucket and service calls.
    pub object: Option<String>,
}
