//! `PUT ?partNumber&uploadId` with `x-oss-copy-source`: a part from another object.

use http::header::{CONTENT_RANGE, ETAG};

use super::copy_source;
use super::multipart::{PART_HEADERS, check_upload, no_such_upload, part_number, upload_id};
use super::operation::{AclRight, Call, Handler, Operation, Scope};
use super::receive::{MAX_SIZE, digest, etag, too_large, whole_seconds};
use super::versions;
use crate::conditions::{self, Verdict};
use crate::dates::iso_date;
use crate::error::ServiceError;
use crate::range::{self, Selection};
use crate::reply::Reply;
use crate::storage::Part;
use crate::xml::XmlWriter;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("uploadId", None)),
    selecting_header: Some(copy_source::HEADER),
    // The version of the source stands in the header; oss2 repeats it here, where it means nothing.
    parameters: &["partNumber", versions::PARAMETER],
    headers: &{
        let [a, b, c, d, e] = PART_HEADERS;
        let [f, g, h, i] = copy_source::CONDITIONS;
        [a, b, c, d, e, f, g, h, i, "x-oss-copy-source-range"]
    },
    acl_right: AclRight::Write,
    ..Operation::new(
        "UploadPartCopy",
        "oss:PutObject",
        "PUT",
        Scope::Object,
        Handler::Later(|call| Box::pin(handle(call))),
    )
};

async fn handle(call: Call<'_>) -> Result<Reply, ServiceError> {
    let number = part_number(&call)?;
    check_upload(&call)?;
    let source = copy_source::find(&call)?;
    if source.verdict == Verdict::NotModified {
        return Err(conditions::failed(failed_condition(&call)));
    }
    let whole = &source.object.content;
    let size = whole.length();
    let header = call.context.head.header("x-oss-copy-source-range");
    let (content, range) = match range::select_source(header, size)? {
        Selection::Whole => (whole.clone(), None),
        Selection::Part { first, last } => {
            (whole.slice(first, last - first + 1), Some(format!("bytes {first}-{last}/{size}")))
        }
    };
    if content.length() > MAX_SIZE {
        return Err(too_large(content.length()));
    }
    call.pace(content.length()).await?;
    let digests = digest(&content).await?;
    let etag = etag(&digests.md5);
    let quoted = format!("\"{etag}\"");
    let last_modified = whole_seconds(call.context.server.clock.now());
    let part = Part { content, etag, crc64: digests.crc64, last_modified };
    let id = upload_id(&call);
    if !call.bucket()?.put_part(call.key(), id, number, part) {
        return Err(no_such_upload(id));
    }
    let reply = Reply::xml(XmlWriter::document("CopyPartResult", |xml| {
        xml.text("LastModified", &iso_date(last_modified));
        xml.text("ETag", &quoted);
    }))
    .header(ETAG, &quoted)
    .text("x-oss-hash-crc64ecma", digests.crc64.to_string());
    let reply = copy_source::name_version(reply, &source);
    Ok(match range {
        Some(range) => reply.header(CONTENT_RANGE, range),
        None => reply,
    })
}

/// Parts are refused with 412 where whole copies are answered with 304 (documentation: UploadPartCopy).
fn failed_condition(call: &Call<'_>) -> &'static str {
    let given = call.context.head.headers.contains_key("x-oss-copy-source-if-none-match");
    if given { "If-None-Match" } else { "If-Modified-Since" }
}
