//! `POST ?append&position` of an object.

use http::StatusCode;
use http::header::ETAG;
use time::OffsetDateTime;

use super::attributes;
use super::operation::{
    AclRight, Call, Handler, Impact, Operation, Scope, invalid_argument, missing_argument,
};
use super::receive::{Expected, MAX_SIZE, receive, too_large, whole_seconds};
use crate::encryption::{self, Encryption};
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::storage::{Content, Lookup, Object, ObjectType, Stored, combine};

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("append", None)),
    parameters: &["position"],
    headers: &[
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
        "AppendObject",
        "oss:PutObject",
        "POST",
        Scope::Object,
        Handler::Later(|call| Box::pin(handle(call))),
    )
};

async fn handle(call: Call<'_>) -> Result<Reply, ServiceError> {
    let head = &call.context.head;
    let position = position(&call)?;
    let expected = Expected::read(head)?;
    let attributes = attributes::read(head, call.bucket()?)?;
    check(&call.bucket()?.find(call.key(), None), position)?;
    let (content, digests) = receive(&call.context.server.store, call.body).await?;
    expected.check(&digests)?;
    let last_modified = whole_seconds(call.context.server.clock.now());
    let Stored { object, version } = call.change(|found| {
        let current = check(found, position)?;
        let size = position + content.length();
        if size > MAX_SIZE {
            return Err(too_large(size));
        }
        let (content, crc64) = match current {
            None => (content, digests.crc64),
            Some(old) => {
                (Content::join([&old.content, &content]), combine(old.crc64, digests.crc64, content.length()))
            }
        };
        Ok(Object {
            content,
            etag: growing_etag(crc64, last_modified),
            content_md5: None,
            crc64,
            last_modified,
            kind: ObjectType::Appendable,
            // What the first request said stays.
            attributes: current.map_or(attributes, |old| old.attributes.clone()),
            restoration: current.and_then(|old| old.restoration),
        })
    })?;
    let reply = Reply::empty(StatusCode::OK)
        .header(ETAG, format!("\"{}\"", object.etag))
        .text("x-oss-hash-crc64ecma", object.crc64.to_string())
        .text("x-oss-next-append-position", object.content.length().to_string())
        .version(version);
    Ok(Encryption::describe(object.attributes.encryption.as_ref(), reply))
}

fn position(call: &Call<'_>) -> Result<u64, ServiceError> {
    let text = call.parameter("position").ok_or_else(|| missing_argument("position"))?;
    text.parse()
        .map_err(|_| invalid_argument("The position must be a non-negative integer.", "position", text))
}

/// The object must be able to grow, and as long as the request believes. Delete markers cannot (documentation:
/// AppendObject).
fn check(found: &Lookup, position: u64) -> Result<Option<&Object>, ServiceError> {
    let current = match found {
        Lookup::Nothing => None,
        Lookup::Object(stored) if stored.object.kind == ObjectType::Appendable => Some(&*stored.object),
        Lookup::Object(_) | Lookup::DeleteMarker(_) => {
            return Err(ServiceError::new(409, "ObjectNotAppendable", "The object is not appendable."));
        }
    };
    let length = current.map_or(0, |object| object.content.length());
    if position != length {
        return Err(ServiceError::new(
            409,
            "PositionNotEqualToLength",
            "Position is not equal to file length",
        )
        .ec("0026-00000016")
        .header("x-oss-next-append-position", length.to_string()));
    }
    Ok(current)
}

/// The bytes of the checksum and of the Unix seconds, both from the lowest up, and four zeroes: two samples of the
/// documentation fit.
fn growing_etag(crc64: u64, at: OffsetDateTime) -> String {
    let seconds = u32::try_from(at.unix_timestamp()).unwrap_or_default();
    format!("{:016X}{:08X}00000000", crc64.swap_bytes(), seconds.swap_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entity_tags_are_those_of_the_samples() {
        let at = OffsetDateTime::from_unix_timestamp(0x559C_C9BD).unwrap();
        assert_eq!(growing_etag(14_741_617_095_266_562_575, at), "0F7230CAA4BE94CCBDC99C5500000000");
        let at = OffsetDateTime::from_unix_timestamp(0x5CAC_18A5).unwrap();
        assert_eq!(growing_etag(3_231_342_946_509_354_535, at), "2776271A4A09D82CA518AC5C00000000");
    }
}
