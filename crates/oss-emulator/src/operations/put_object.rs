//! `PUT` of an object.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, EXPIRES,
};
use http::{HeaderName, HeaderValue, StatusCode};

use super::operation::{AclRight, Call, Handler, Operation, Scope, invalid_argument, no_such_bucket};
use crate::body::RequestBody;
use crate::conditions;
use crate::error::ServiceError;
use crate::model::StorageClass;
use crate::reply::Reply;
use crate::request::RequestHead;
use crate::storage::{Content, ContentWriter, Digests, Object, ObjectType, PutOutcome};

/// Largest object of one request: 5 GiB.
const MAX_SIZE: u64 = 5 * 1024 * 1024 * 1024;
/// All user metadata together, names without their prefix included.
const MAX_METADATA: usize = 8 * 1024;
/// After this many bytes other connections get their turn, so that one large body does not delay them.
const TURN: u64 = 1024 * 1024;
const META_PREFIX: &str = "x-oss-meta-";
/// Content headers that are kept with the object.
const KEPT: [HeaderName; 6] =
    [CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_TYPE, EXPIRES];

pub(crate) static OPERATION: Operation = Operation {
    headers: &["x-oss-forbid-overwrite", "x-oss-storage-class", "x-oss-hash-crc64ecma"],
    acl_right: AclRight::Write,
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
    let headers = kept_headers(head)?;
    let storage_class = storage_class(head)?.unwrap_or(bucket.settings.storage_class);
    let forbid_overwrite =
        head.header("x-oss-forbid-overwrite").is_some_and(|value| value.eq_ignore_ascii_case("true"));
    let key = call.key().to_owned();
    if forbid_overwrite && bucket.get(&key).is_some() {
        return Err(already_exists());
    }
    let (content, digests) = receive(call.body).await?;
    expected.check(&digests)?;
    let content_md5 = STANDARD.encode(digests.md5);
    let object = Object {
        content,
        etag: etag(&digests.md5),
        content_md5,
        crc64: digests.crc64,
        headers,
        last_modified: whole_seconds(call.context.server.clock.now()),
        kind: ObjectType::Normal,
        storage_class,
    };
    let reply = Reply::empty(StatusCode::OK)
        .header(ETAG, format!("\"{}\"", object.etag))
        .text("x-oss-hash-crc64ecma", object.crc64.to_string())
        .text("content-md5", &object.content_md5);
    match bucket.put(key, object, forbid_overwrite) {
        PutOutcome::Stored => Ok(reply),
        PutOutcome::Exists => Err(already_exists()),
        PutOutcome::NoBucket => Err(no_such_bucket(&bucket.settings.name)),
    }
}

fn already_exists() -> ServiceError {
    let message = "The object you specified already exists and can not be overwritten.";
    ServiceError::new(409, "FileAlreadyExists", message).ec("0026-00000002")
}

/// The digests that the client announced.
struct Expected {
    md5: Option<[u8; 16]>,
    crc64: Option<u64>,
}

impl Expected {
    fn read(head: &RequestHead) -> Result<Self, ServiceError> {
        let md5 = head.header("content-md5").map(|text| {
            STANDARD.decode(text).ok().and_then(|bytes| bytes.try_into().ok()).ok_or_else(invalid_digest)
        });
        let crc64 = head.header("x-oss-hash-crc64ecma").map(|text| text.parse().map_err(|_| invalid_crc()));
        Ok(Self { md5: md5.transpose()?, crc64: crc64.transpose()? })
    }

    fn check(&self, digests: &Digests) -> Result<(), ServiceError> {
        if self.md5.is_some_and(|md5| md5 != digests.md5) {
            return Err(invalid_digest());
        }
        if self.crc64.is_some_and(|crc64| crc64 != digests.crc64) {
            return Err(invalid_crc());
        }
        Ok(())
    }
}

fn invalid_digest() -> ServiceError {
    ServiceError::new(400, "InvalidDigest", "The Content-MD5 you specified was invalid.")
}

fn invalid_crc() -> ServiceError {
    let message = "The x-oss-hash-crc64ecma you specified does not match what we calculated.";
    ServiceError::new(400, "InvalidCRC64", message)
}

fn storage_class(head: &RequestHead) -> Result<Option<StorageClass>, ServiceError> {
    let parse = |text| {
        StorageClass::parse(text).ok_or_else(|| {
            invalid_argument("No such object storage class exists.", "x-oss-storage-class", text)
        })
    };
    head.header("x-oss-storage-class").map(parse).transpose()
}

/// Content headers and user metadata, as they came.
fn kept_headers(head: &RequestHead) -> Result<Vec<(HeaderName, HeaderValue)>, ServiceError> {
    let is_meta = |name: &HeaderName| name.as_str().starts_with(META_PREFIX);
    let metadata: usize = head
        .headers
        .iter()
        .filter(|(name, _)| is_meta(name))
        .map(|(name, value)| name.as_str().len() - META_PREFIX.len() + value.len())
        .sum();
    if metadata > MAX_METADATA {
        let message = "The total size of user metadata must not exceed 8 KB.";
        return Err(invalid_argument(message, "x-oss-meta-*", &metadata.to_string()));
    }
    let kept = |name: &HeaderName| KEPT.contains(name) || is_meta(name);
    let headers = head.headers.iter().filter(|(name, _)| kept(name));
    Ok(headers.map(|(name, value)| (name.clone(), value.clone())).collect())
}

async fn receive(body: &mut RequestBody) -> Result<(Content, Digests), ServiceError> {
    if !body.is_framed() {
        let message = "You must provide the Content-Length HTTP header.";
        return Err(ServiceError::new(411, "MissingContentLength", message));
    }
    let announced = body.announced();
    if announced.is_some_and(|length| length > MAX_SIZE) {
        return Err(too_large(announced.unwrap_or_default()));
    }
    let mut writer = ContentWriter::new(announced);
    let mut turn = 0;
    while let Some(bytes) = body.next().await? {
        writer.write(&bytes);
        if writer.length() > MAX_SIZE {
            return Err(too_large(writer.length()));
        }
        turn += bytes.len() as u64;
        if turn >= TURN {
            turn = 0;
            tokio::task::yield_now().await;
        }
    }
    Ok(writer.finish())
}

fn too_large(size: u64) -> ServiceError {
    ServiceError::new(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size.")
        .detail("MaxSizeAllowed", MAX_SIZE.to_string())
        .detail("ProposedSize", size.to_string())
}

/// Upper-case hex of the MD5.
fn etag(md5: &[u8; 16]) -> String {
    md5.iter().fold(String::with_capacity(32), |mut text, byte| {
        use std::fmt::Write;
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02X}");
        text
    })
}

/// The service keeps whole seconds.
fn whole_seconds(at: time::OffsetDateTime) -> time::OffsetDateTime {
    at.replace_nanosecond(0).unwrap_or(at)
}
