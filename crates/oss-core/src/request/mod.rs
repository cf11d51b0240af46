//! From an operation to the request that goes on the wire, and to URLs that others may use.

mod build;
mod headers;
mod signed_url;
mod url;

pub use build::{RequestContext, VersionChoice, WireRequest, build, request_url};
pub use signed_url::{RtmpUrl, UrlV1, UrlV4, rtmp_url, signed_url_v1, signed_url_v4};
pub use url::object_url;
