//! Conditional requests.

use crate::dates::parse_http_date;
use crate::error::ServiceError;
use crate::request::RequestHead;
use crate::storage::Object;

/// What the conditions of a GET or HEAD say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Answer as usual.
    Proceed,
    /// 304: the client has it already.
    NotModified,
}

/// Checks `If-Match` and `If-Unmodified-Since` (412), then `If-None-Match` and `If-Modified-Since` (304).
///
/// Each that is given must hold by itself; dates that cannot be read do not count (documentation: GetObject).
pub(crate) fn check(head: &RequestHead, object: &Object) -> Result<Verdict, ServiceError> {
    check_headers(head, "", object)
}

/// The same for the source of a copy, whose headers have `x-oss-copy-source-` before their names.
pub(crate) fn check_source(head: &RequestHead, source: &Object) -> Result<Verdict, ServiceError> {
    check_headers(head, "x-oss-copy-source-", source)
}

fn check_headers(head: &RequestHead, prefix: &str, object: &Object) -> Result<Verdict, ServiceError> {
    let header = |name: &str| head.header(&format!("{prefix}{name}"));
    let date = |name: &str| header(name).and_then(parse_http_date);
    if header("if-match").is_some_and(|tags| !matches(tags, &object.etag)) {
        return Err(failed("If-Match"));
    }
    if date("if-unmodified-since").is_some_and(|since| object.last_modified > since) {
        return Err(failed("If-Unmodified-Since"));
    }
    let known = header("if-none-match").is_some_and(|tags| matches(tags, &object.etag));
    let unchanged = date("if-modified-since").is_some_and(|since| object.last_modified <= since);
    Ok(if known || unchanged { Verdict::NotModified } else { Verdict::Proceed })
}

/// Refuses conditions on operations that have none, as the service does for PUT (documentation: PutObject).
pub(crate) fn refuse(head: &RequestHead) -> Result<(), ServiceError> {
    let names = ["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"];
    match names.iter().find(|name| head.headers.contains_key(**name)) {
        None => Ok(()),
        Some(name) => {
            let message = "A header you provided implies functionality that is not implemented.";
            Err(ServiceError::new(400, "NotImplemented", message).detail("Header", *name))
        }
    }
}

/// Entity tags compare without their quotes.
fn matches(tags: &str, etag: &str) -> bool {
    tags.split(',').map(|tag| tag.trim().trim_matches('"')).any(|tag| tag == "*" || tag == etag)
}

/// `PreconditionFailed`; the names are the same for copies.
pub(crate) fn failed(condition: &'static str) -> ServiceError {
    let message = "At least one of the pre-conditions you specified did not hold.";
    ServiceError::new(412, "PreconditionFailed", message).detail("Condition", condition)
}
