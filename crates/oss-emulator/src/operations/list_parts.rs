//! `GET ?uploadId` of an object: the parts of an upload.

use super::listing::Encoding;
use super::multipart::{limit, no_such_upload, upload_id};
use super::operation::{AclRight, Call, Handler, Operation, Scope, invalid_argument};
use crate::dates::iso_date;
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::xml::XmlWriter;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("uploadId", None)),
    acl_right: AclRight::Read,
    ..Operation::new("ListParts", "oss:ListParts", "GET", Scope::Object, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let encoding = Encoding::of(call)?;
    let limit = limit(call, "max-parts")?;
    let marker = marker(call)?;
    let (bucket, id) = (call.bucket()?, upload_id(call));
    let document = bucket.with_upload(call.key(), id, |upload| {
        let after = || upload.parts.range(marker.saturating_add(1)..);
        let last = after().take(limit).last().map_or(marker, |(number, _)| *number);
        XmlWriter::document("ListPartsResult", |xml| {
            encoding.write(xml);
            xml.text("Bucket", &bucket.settings.name);
            encoding.text(xml, "Key", call.key());
            xml.text("UploadId", id);
            xml.value("PartNumberMarker", marker);
            xml.value("NextPartNumberMarker", last);
            xml.value("MaxParts", limit);
            xml.value("IsTruncated", after().nth(limit).is_some());
            for (number, part) in after().take(limit) {
                xml.element("Part", |xml| {
                    xml.value("PartNumber", number);
                    xml.text("LastModified", &iso_date(part.last_modified));
                    xml.text("ETag", &format!("\"{}\"", part.etag));
                    xml.value("HashCrc64ecma", part.crc64);
                    xml.value("Size", part.content.length());
                });
            }
        })
    });
    document.map(Reply::xml).ok_or_else(|| no_such_upload(id))
}

/// `part-number-marker`: only parts with greater numbers are listed.
fn marker(call: &Call<'_>) -> Result<u16, ServiceError> {
    const NAME: &str = "part-number-marker";
    let Some(text) = call.parameter(NAME) else { return Ok(0) };
    text.parse().map_err(|_| invalid_argument("Argument part-number-marker must be an integer.", NAME, text))
}
