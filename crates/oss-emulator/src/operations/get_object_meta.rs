//! `HEAD ?objectMeta` of an object: size, entity tag and date alone.

use http::StatusCode;
use http::header::{CONTENT_LENGTH, ETAG, LAST_MODIFIED};

use super::operation::{AclRight, Call, Handler, Operation, Scope};
use crate::dates::http_date;
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::storage::Stored;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("objectMeta", None)),
    version_action: Some("oss:GetObjectVersion"),
    acl_right: AclRight::Read,
    ..Operation::new("GetObjectMeta", "oss:GetObject", "HEAD", Scope::Object, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let Stored { object, version } = call.find()?;
    Ok(Reply::empty(StatusCode::OK)
        .header(ETAG, format!("\"{}\"", object.etag))
        .header(LAST_MODIFIED, http_date(object.last_modified))
        .text("x-oss-hash-crc64ecma", object.crc64.to_string())
        .header(CONTENT_LENGTH, object.content.length().to_string())
        .version(version))
}
