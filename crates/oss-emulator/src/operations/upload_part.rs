//! `PUT ?partNumber&uploadId` of an object: one part, in place of an earlier one of that number.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use http::header::ETAG;

use super::multipart::{PART_HEADERS, check_upload, no_such_upload, part_number, upload_id};
use super::operation::{AclRight, Call, Handler, Operation, Scope};
use super::receive::{Expected, etag, receive, whole_seconds};
use crate::encryption::Encryption;
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::storage::Part;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("uploadId", None)),
    parameters: &["partNumber"],
    headers: &PART_HEADERS,
    acl_right: AclRight::Write,
    ..Operation::new(
        "UploadPart",
        "oss:PutObject",
        "PUT",
        Scope::Object,
        Handler::Later(|call| Box::pin(handle(call))),
    )
};

async fn handle(call: Call<'_>) -> Result<Reply, ServiceError> {
    let number = part_number(&call)?;
    let expected = Expected::read(&call.context.head)?;
    check_upload(&call)?;
    let (content, digests) = receive(&call.context.server.store, call.body).await?;
    expected.check(&digests)?;
    let etag = etag(&digests.md5);
    let reply = Reply::empty(StatusCode::OK)
        .header(ETAG, format!("\"{etag}\""))
        .text("x-oss-hash-crc64ecma", digests.crc64.to_string())
        .text("content-md5", STANDARD.encode(digests.md5));
    let last_modified = whole_seconds(call.context.server.clock.now());
    let part = Part { content, etag, crc64: digests.crc64, last_modified };
    let (bucket, id) = (call.bucket()?, upload_id(&call));
    if !bucket.put_part(call.key(), id, number, part) {
        return Err(no_such_upload(id));
    }
    let encryption =
        bucket.with_upload(call.key(), id, |upload| upload.attributes.encryption.clone()).flatten();
    Ok(Encryption::describe(encryption.as_ref(), reply))
}
