//! `HEAD ?objectMeta` of an object: size, entity tag and date alone.

use http::StatusCode;
use http::header::{CONTENT_LENGTH, ETAG, LAST_MODIFIED};

use super::operation::{AclRight, Call, Handler, Operation, Scope, no_such_key};
use crate::dates::http_date;
use crate::error::ServiceError;
use crate::reply::Reply;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("objectMeta", None)),
    acl_right: AclRight::Read,
    ..Operation::new("GetObjectMeta", "oss:GetObject", "HEAD", Scope::Object, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let object = call.bucket()?.get(call.key()).ok_or_else(|| no_such_key(call.key()))?;
    Ok(Reply::empty(StatusCode::OK)
        .header(ETAG, format!("\"{}\"", object.etag))
        .header(LAST_MODIFIED, http_date(object.last_modified))
        .text("x-oss-hash-crc64ecma", object.crc64.to_string())
        .header(CONTENT_LENGTH, object.content.length().to_string()))
}
