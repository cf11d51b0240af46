//! `POST ?uploads` of an object: begins an upload.

use time::OffsetDateTime;

use super::attributes::{self, already_exists, forbids_overwrite};
use super::listing::Encoding;
use super::operation::{AclRight, Call, Handler, Operation, Scope, no_such_bucket};
use super::receive::whole_seconds;
use crate::clock::random_bytes;
use crate::encryption::{self, Encryption};
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::storage::Upload;
use crate::xml::XmlWriter;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("uploads", None)),
    headers: &[
        "x-oss-forbid-overwrite",
        "x-oss-object-acl",
        "x-oss-storage-class",
        "x-oss-tagging",
        encryption::ALGORITHM,
        encryption::DATA_ENCRYPTION,
        encryption::KEY_ID,
    ],
    acl_right: AclRight::Write,
    ..Operation::new("InitiateMultipartUpload", "oss:PutObject", "POST", Scope::Object, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let head = &call.context.head;
    let encoding = Encoding::of(call)?;
    let bucket = call.bucket()?;
    let attributes = attributes::read(head, bucket)?;
    if forbids_overwrite(head) && bucket.overwrites(call.key()) {
        return Err(already_exists());
    }
    let now = call.context.now;
    let id = new_id(now);
    let encryption = attributes.encryption.clone();
    let upload =
        Upload { initiated: whole_seconds(now), attributes, parts: std::collections::BTreeMap::new() };
    if !bucket.begin_upload(call.key().to_owned(), id.clone(), upload) {
        return Err(no_such_bucket(&bucket.settings.name));
    }
    let reply = Reply::xml(XmlWriter::document("InitiateMultipartUploadResult", |xml| {
        encoding.write(xml);
        xml.text("Bucket", &bucket.settings.name);
        encoding.text(xml, "Key", call.key());
        xml.text("UploadId", &id);
    }));
    Ok(Encryption::describe(encryption.as_ref(), reply))
}

/// 32 upper-case hex digits: the microseconds since 1970, as in the samples of the documentation, then random ones. The
/// order of ids is that of initiation.
fn new_id(now: OffsetDateTime) -> String {
    let microseconds = u64::try_from(now.unix_timestamp_nanos() / 1000).unwrap_or_default();
    format!("{microseconds:016X}{:016X}", u64::from_be_bytes(random_bytes()))
}
