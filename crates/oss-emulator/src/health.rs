//! The health of the emulator, asked at the address of OSS itself: for containers, whose probes sign nothing.

use http::{Method, StatusCode};

use crate::host::Place;
use crate::reply::Reply;
use crate::request::RequestHead;

/// What the journal and the access log call such a request.
pub(crate) const NAME: &str = "Health";
/// `GET /_health`. No bucket can have this name, since names begin with a letter or digit.
const PATH: &str = "/_health";

/// Whether a request asks for the health. Where the host names a bucket, the path is a key.
pub(crate) fn is_asked(head: &RequestHead, place: &Place) -> bool {
    [Method::GET, Method::HEAD].contains(&head.method)
        && head.raw_path == PATH
        && place.address.object.is_none()
}

/// Who can answer is well.
pub(crate) fn answer() -> Reply {
    Reply::with_body(StatusCode::OK, "application/json", r#"{"status":"ok"}"#)
}
