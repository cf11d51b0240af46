//! `DELETE ?uploadId` of an object: forgets an upload and its parts.

use http::StatusCode;

use super::multipart::{no_such_upload, upload_id};
use super::operation::{AclRight, Call, Handler, Operation, Scope};
use crate::error::ServiceError;
use crate::reply::Reply;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("uploadId", None)),
    acl_right: AclRight::Write,
    ..Operation::new(
        "AbortMultipartUpload",
        "oss:AbortMultipartUpload",
        "DELETE",
        Scope::Object,
        Handler::Now(handle),
    )
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let id = upload_id(call);
    if call.bucket()?.abort_upload(call.key(), id) {
        Ok(Reply::empty(StatusCode::NO_CONTENT))
    } else {
        Err(no_such_upload(id))
    }
}
