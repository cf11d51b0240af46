//! `POST /?delete` of a bucket: up to a thousand objects at once.

use http::StatusCode;
use md5::{Digest as _, Md5};

use super::configuration::worm;
use super::listing::Encoding;
use super::operation::{Call, Handler, Operation, Scope, missing_argument, no_such_bucket};
use super::receive::{Expected, missing_length};
use super::{delete_object, versions};
use crate::error::ServiceError;
use crate::names;
use crate::reply::Reply;
use crate::storage::VersionId;
use crate::xml::{self, Element, XmlWriter, malformed};

const MAX_KEYS: usize = 1000;
/// 2 MiB.
const MAX_BODY: usize = 2 * 1024 * 1024;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("delete", None)),
    keys_in_body: true,
    ..Operation::new(
        "DeleteMultipleObjects",
        "oss:DeleteObject",
        "POST",
        Scope::Bucket,
        Handler::Later(|call| Box::pin(handle(call))),
    )
};

/// Without the right to one of the keys nothing is deleted.
async fn handle(call: Call<'_>) -> Result<Reply, ServiceError> {
    let head = &call.context.head;
    let encoding = Encoding::of(&call)?;
    if !call.body.is_framed() {
        return Err(missing_length());
    }
    // Documented as required; whether the service insists is not known.
    if head.header("content-md5").is_none() {
        return Err(missing_argument("Content-MD5"));
    }
    let expected = Expected::read(head)?;
    let body = call.body.read_all(MAX_BODY).await?.ok_or_else(malformed)?;
    expected.check_md5(&Md5::digest(&body).into())?;
    let document = xml::parse(&body, "Delete")?;
    let keys = document.children("Object").map(named).collect::<Result<Vec<_>, _>>()?;
    if keys.is_empty() || keys.len() > MAX_KEYS {
        return Err(malformed());
    }
    let quiet = match document.child_text("Quiet") {
        None | Some("false") => false,
        Some("true") => true,
        Some(_) => return Err(malformed()),
    };
    let bucket = call.bucket()?;
    for (key, version) in &keys {
        call.authorize(&delete_object::OPERATION, bucket, key, *version)?;
        names::check_key(key)?;
        worm::check(bucket, key, call.context.now)?;
    }
    let deleted = bucket.delete_all(keys.iter().copied(), call.context.now);
    let deleted = deleted.ok_or_else(|| no_such_bucket(&bucket.settings.name))?;
    if quiet {
        return Ok(Reply::empty(StatusCode::OK));
    }
    Ok(Reply::xml(XmlWriter::document("DeleteResult", |xml| {
        encoding.write(xml);
        for ((key, version), deleted) in keys.iter().zip(&deleted) {
            xml.element("Deleted", |xml| {
                encoding.text(xml, "Key", key);
                if let Some(version) = version {
                    xml.value("VersionId", version);
                }
                if deleted.delete_marker
                    && let Some(marker) = deleted.version
                {
                    xml.value("DeleteMarker", true);
                    xml.value("DeleteMarkerVersionId", marker);
                }
            });
        }
    })))
}

/// Key and version of an `Object` element.
fn named(object: &Element) -> Result<(&str, Option<VersionId>), ServiceError> {
    let key = &object.child("Key").ok_or_else(malformed)?.text;
    let version =
        object.child_text("VersionId").map(|text| versions::parse(text, "VersionId")).transpose()?;
    Ok((key, version))
}
