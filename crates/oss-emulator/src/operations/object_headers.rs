//! The headers that describe an object in replies.

use http::header::{ACCEPT_RANGES, CONTENT_TYPE, ETAG, LAST_MODIFIED};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use time::OffsetDateTime;

use crate::dates::http_date;
use crate::encryption::Encryption;
use crate::error::ServiceError;
use crate::ram::Identity;
use crate::reply::Reply;
use crate::request::RequestHead;
use crate::storage::{Object, ObjectType, Thaw};

/// `response-content-type` and its like: query parameters that set a header of the reply.
pub(super) const OVERRIDES: [&str; 6] = [
    "response-cache-control",
    "response-content-disposition",
    "response-content-encoding",
    "response-content-language",
    "response-content-type",
    "response-expires",
];

/// The headers of GET and HEAD, in the order in which the service sends them.
pub(super) fn describe(status: StatusCode, object: &Object, now: OffsetDateTime) -> Reply {
    let mut reply = Reply::empty(status)
        .header(ETAG, format!("\"{}\"", object.etag))
        .header(LAST_MODIFIED, http_date(object.last_modified))
        .header(ACCEPT_RANGES, "bytes")
        .text("x-oss-object-type", object.kind.as_str())
        .text("x-oss-hash-crc64ecma", object.crc64.to_string())
        .text("x-oss-storage-class", object.attributes.storage_class.as_str());
    reply = Encryption::describe(object.attributes.encryption.as_ref(), reply);
    if let Some(md5) = &object.content_md5 {
        reply = reply.text("content-md5", md5);
    }
    if object.kind == ObjectType::Appendable {
        reply = reply.text("x-oss-next-append-position", object.content.length().to_string());
    }
    if !object.attributes.tags.is_empty() {
        reply = reply.text("x-oss-tagging-count", object.attributes.tags.len().to_string());
    }
    match object.thaw(now) {
        Thaw::Warm | Thaw::Frozen => {}
        Thaw::Thawing => reply = reply.text("x-oss-restore", "ongoing-request=\"true\""),
        Thaw::Thawed(expires) => {
            let text = format!("ongoing-request=\"false\", expiry-date=\"{}\"", http_date(expires));
            reply = reply.text("x-oss-restore", text);
        }
    }
    for (name, value) in &object.attributes.headers {
        reply.headers.append(name.clone(), value.clone());
    }
    if !reply.headers.contains_key(CONTENT_TYPE) {
        reply.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    }
    reply
}

/// 304 carries the validators alone.
pub(super) fn not_modified(object: &Object) -> Reply {
    Reply::empty(StatusCode::NOT_MODIFIED)
        .header(ETAG, format!("\"{}\"", object.etag))
        .header(LAST_MODIFIED, http_date(object.last_modified))
}

/// Applies `response-*` parameters, which only signed requests may use.
pub(super) fn apply_overrides(
    head: &RequestHead,
    identity: &Identity,
    headers: &mut HeaderMap,
) -> Result<(), ServiceError> {
    for parameter in OVERRIDES {
        let Some(value) = head.query_value(parameter) else { continue };
        if identity.is_anonymous() {
            let message = "Request specific response headers cannot be used for anonymous GET requests.";
            return Err(ServiceError::new(400, "InvalidRequest", message));
        }
        let name = parameter.strip_prefix("response-").unwrap_or(parameter);
        if let Ok(value) = HeaderValue::from_bytes(value.as_bytes()) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    Ok(())
}
