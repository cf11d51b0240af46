//! `PUT` of an object with `x-oss-copy-source`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::ETAG;

use super::attributes;
use super::copy_source::{self, Source};
use super::object_headers::not_modified;
use super::operation::{AclRight, Call, Handler, Impact, Operation, Scope, invalid_argument};
use super::receive::{digest, etag, whole_seconds};
use super::tags;
use crate::conditions::Verdict;
use crate::dates::iso_date;
use crate::encryption::{self, Encryption};
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::request::RequestHead;
use crate::storage::{Attributes, Object, ObjectType, Stored};
use crate::xml::XmlWriter;

/// Larger objects are copied in parts: 1 GiB (documentation: CopyObject).
const MAX_SIZE: u64 = 1024 * 1024 * 1024;

pub(crate) static OPERATION: Operation = Operation {
    selecting_header: Some(copy_source::HEADER),
    headers: &{
        let [a, b, c, d] = copy_source::CONDITIONS;
        [
            a,
            b,
            c,
            d,
            "x-oss-forbid-overwrite",
            "x-oss-metadata-directive",
            "x-oss-object-acl",
            "x-oss-storage-class",
            "x-oss-tagging",
            "x-oss-tagging-directive",
            encryption::ALGORITHM,
            encryption::DATA_ENCRYPTION,
            encryption::KEY_ID,
        ]
    },
    acl_right: AclRight::Write,
    impact: Impact::Replaces,
    ..Operation::new(
        "CopyObject",
        "oss:PutObject",
        "PUT",
        Scope::Object,
        Handler::Later(|call| Box::pin(handle(call))),
    )
};

async fn handle(call: Call<'_>) -> Result<Reply, ServiceError> {
    let head = &call.context.head;
    let (replaces_metadata, replaces_tags) =
        (replaces(head, "x-oss-metadata-directive")?, replaces(head, "x-oss-tagging-directive")?);
    let source = copy_source::find(&call)?;
    if source.verdict == Verdict::NotModified {
        return Ok(not_modified(&source.object));
    }
    // The code is a guess.
    if source.object.kind == ObjectType::Appendable && source.version.is_some() {
        let message = "Appendable objects of buckets with versions cannot be copied.";
        return Err(ServiceError::new(400, "OperationNotSupported", message).ec("0016-00000702"));
    }
    if source.object.content.length() > MAX_SIZE {
        let message = "Source object Length exceeds the maximum allowed size.";
        return Err(ServiceError::new(400, "EntityTooLarge", message));
    }
    let attributes = Attributes {
        // A copy onto itself takes what the request says: it is how metadata is changed.
        headers: if replaces_metadata || source.is_target {
            attributes::kept_headers(head)?
        } else {
            source.object.attributes.headers.clone()
        },
        storage_class: attributes::storage_class(head)?.unwrap_or(call.bucket()?.settings.storage_class),
        acl: attributes::acl(head)?,
        tags: if replaces_tags { tags::of_header(head)? } else { source.object.attributes.tags.clone() },
        encryption: attributes::encryption(head, call.bucket()?)?,
    };
    call.pace(source.object.content.length()).await?;
    let copy = copy(&source, attributes, &call).await?;
    let Stored { object, version } = call.put(copy)?;
    let tag = format!("\"{}\"", object.etag);
    let reply = Reply::xml(XmlWriter::document("CopyObjectResult", |xml| {
        xml.text("ETag", &tag);
        xml.text("LastModified", &iso_date(object.last_modified));
    }))
    .header(ETAG, &tag)
    .text("x-oss-hash-crc64ecma", object.crc64.to_string())
    .version(version);
    let reply = Encryption::describe(object.attributes.encryption.as_ref(), reply);
    Ok(copy_source::name_version(reply, &source))
}

/// A directive: `COPY`, the default, or `REPLACE`, in any case.
fn replaces(head: &RequestHead, name: &'static str) -> Result<bool, ServiceError> {
    match head.header(name) {
        None => Ok(false),
        Some(text) if text.eq_ignore_ascii_case("COPY") => Ok(false),
        Some(text) if text.eq_ignore_ascii_case("REPLACE") => Ok(true),
        Some(text) => Err(invalid_argument("The directive must be COPY or REPLACE.", name, text)),
    }
}

/// The new object. The copy of one that grows does not grow, and has an entity tag of its own; objects of parts and
/// links stay what they are (a guess).
async fn copy(source: &Source, attributes: Attributes, call: &Call<'_>) -> Result<Object, ServiceError> {
    let object = &source.object;
    let last_modified = whole_seconds(call.context.server.clock.now());
    let mut copy = Object { last_modified, attributes, restoration: None, ..Object::clone(object) };
    if object.kind == ObjectType::Appendable {
        let digests = digest(&object.content).await?;
        copy.kind = ObjectType::Normal;
        copy.etag = etag(&digests.md5);
        copy.content_md5 = Some(STANDARD.encode(digests.md5));
    }
    Ok(copy)
}
