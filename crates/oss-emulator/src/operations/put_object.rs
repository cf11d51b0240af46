//! `PUT` of an object.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use http::header::ETAG;

use super::attributes::{self, already_exists, forbids_overwrite};
use super::callback::answer;
use super::operation::{AclRight, Call, Handler, Impact, Operation, Scope};
use super::receive::{Expected, etag, receive, whole_seconds};
use crate::callback::{self, Callback};
use crate::conditions;
use crate::encryption::{self, Encryption};
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::storage::{Object, ObjectType, Stored};

pub(crate) static OPERATION: Operation = Operation {
    parameters: &callback::PARAMETERS,
    headers: &[
        "x-oss-callback",
        "x-oss-callback-var",
        "x-oss-forbid-overwrite",
        "x-oss-hash-crc64ecma",
        "x-oss-object-acl",
        "x-oss-storage-class",
        "x-oss-tagging",
        encryption::ALGORITHM,
        encryption::DATA_ENCRYPTION,
        encryption::KEY_ID,
    ],
    acl_right: AclRight::Write,
    impact: Impact::Replaces,
    ..Operation::new(
        "PutObject",
        "oss:PutObject",
        "PUT",
        Scope::Object,
        Handler::Later(|call| Box::pin(handle(call))),
    )
};

async fn handle(call: Call<'_>) -> Result<Reply, ServiceError> {
    let head = &call.context.head;
    let bucket = std::sync::Arc::clone(call.bucket()?);
    let expected = Expected::read(head)?;
    conditions::refuse(head)?;
    let callback = Callback::of_request(head)?;
    let attributes = attributes::read(head, &bucket)?;
    if forbids_overwrite(head) && bucket.overwrites(call.key()) {
        return Err(already_exists());
    }
    let (content, digests) = receive(&call.context.server.store, call.body).await?;
    expected.check(&digests)?;
    let content_md5 = STANDARD.encode(digests.md5);
    let object = Object {
        content,
        etag: etag(&digests.md5),
        content_md5: Some(content_md5.clone()),
        crc64: digests.crc64,
        last_modified: whole_seconds(call.context.server.clock.now()),
        kind: ObjectType::Normal,
        attributes,
        restoration: None,
    };
    let Stored { object: stored, version } = call.put(object)?;
    let reply = Reply::empty(StatusCode::OK)
        .header(ETAG, format!("\"{}\"", stored.etag))
        .text("x-oss-hash-crc64ecma", stored.crc64.to_string())
        .text("content-md5", content_md5)
        .version(version);
    let reply = Encryption::describe(stored.attributes.encryption.as_ref(), reply);
    answer(callback, &call, OPERATION.name, &stored, reply).await
}
