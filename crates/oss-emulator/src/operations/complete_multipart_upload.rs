//! `POST ?uploadId` of an object: joins the parts.

use http::header::ETAG;
use md5::{Digest as _, Md5};

use super::attributes::{self, already_exists, forbids_overwrite};
use super::callback::answer;
use super::listing::Encoding;
use super::multipart::{check_upload, invalid_part_number, is_part_number, no_such_upload, upload_id};
use super::operation::{AclRight, Call, Handler, Impact, Operation, Scope, invalid_argument};
use super::receive::{etag, whole_seconds};
use crate::auth::encode;
use crate::callback::{self, Callback};
use crate::encryption::Encryption;
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::storage::{Bucket, BucketSettings, Content, Object, ObjectType, Part, Stored, Upload, combine};
use crate::xml::{self, XmlWriter, malformed};

/// Every part but the last is at least this long: 100 KiB.
const MIN_PART: u64 = 100 * 1024;
/// Room for 10,000 parts with every kind of space around them.
const MAX_BODY: usize = 4 * 1024 * 1024;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("uploadId", None)),
    parameters: &callback::PARAMETERS,
    headers: &[
        "x-oss-callback",
        "x-oss-callback-var",
        "x-oss-complete-all",
        "x-oss-forbid-overwrite",
        "x-oss-object-acl",
        // Client libraries repeat these from the beginning of the upload, where they count.
        "x-oss-storage-class",
        "x-oss-tagging",
    ],
    acl_right: AclRight::Write,
    impact: Impact::Replaces,
    ..Operation::new(
        "CompleteMultipartUpload",
        "oss:PutObject",
        "POST",
        Scope::Object,
        Handler::Later(|call| Box::pin(handle(call))),
    )
};

async fn handle(call: Call<'_>) -> Result<Reply, ServiceError> {
    let head = &call.context.head;
    let encoding = Encoding::of(&call)?;
    let acl = attributes::acl(head)?;
    let callback = Callback::of_request(head)?;
    let body = call.body.read_all(MAX_BODY).await?.ok_or_else(malformed)?;
    check_upload(&call)?;
    let wanted = Wanted::read(head.header("x-oss-complete-all"), &body)?;
    let forbid = forbids_overwrite(head);
    let now = call.context.server.clock.now();
    let (bucket, id) = (call.bucket()?, upload_id(&call));
    let completed = bucket.complete_upload(call.key(), id, now, |upload, overwrites| {
        if forbid && overwrites {
            return Err(already_exists());
        }
        let parts = wanted.select(upload, id)?;
        let mut attributes = upload.attributes.clone();
        attributes.acl = acl.or(attributes.acl);
        Ok(Object {
            content: Content::join(parts.iter().map(|part| &part.content)),
            etag: joined_etag(&parts),
            content_md5: None,
            crc64: parts.iter().fold(0, |crc, part| combine(crc, part.crc64, part.content.length())),
            last_modified: whole_seconds(now),
            kind: ObjectType::Multipart,
            attributes,
            restoration: None,
        })
    });
    let Stored { object, version } = completed.unwrap_or_else(|| Err(no_such_upload(id)))?;
    let (name, tag) = (&bucket.settings.name, format!("\"{}\"", object.etag));
    let reply = Reply::xml(XmlWriter::document("CompleteMultipartUploadResult", |xml| {
        encoding.write(xml);
        xml.text("Location", &location(bucket, call.key()));
        xml.text("Bucket", name);
        encoding.text(xml, "Key", call.key());
        xml.text("ETag", &tag);
    }))
    .header(ETAG, &tag)
    .text("x-oss-hash-crc64ecma", object.crc64.to_string())
    .version(version);
    let reply = Encryption::describe(object.attributes.encryption.as_ref(), reply);
    answer(callback, &call, OPERATION.name, &object, reply).await
}

/// The URL of an object, as replies that make one give it.
pub(super) fn location(bucket: &Bucket, key: &str) -> String {
    let BucketSettings { name, location, .. } = &bucket.settings;
    format!("http://{name}.{location}.aliyuncs.com/{}", encode::path(key))
}

/// Which parts make the object.
enum Wanted {
    /// All that are there, by number.
    All,
    /// These, with their entity tags.
    Listed(Vec<(u16, String)>),
}

impl Wanted {
    fn read(complete_all: Option<&str>, body: &[u8]) -> Result<Self, ServiceError> {
        const HEADER: &str = "x-oss-complete-all";
        match complete_all {
            None => Self::list(body),
            Some("yes") if body.is_empty() => Ok(Self::All),
            Some("yes") => {
                let message = "The body must be empty when x-oss-complete-all is specified.";
                Err(invalid_argument(message, HEADER, "yes").ec("0042-00000216"))
            }
            Some(other) => {
                Err(invalid_argument("The only value of x-oss-complete-all is yes.", HEADER, other))
            }
        }
    }

    fn list(body: &[u8]) -> Result<Self, ServiceError> {
        let wrong = |error: ServiceError| error.ec("0042-00000205");
        let document = xml::parse(body, "CompleteMultipartUpload").map_err(wrong)?;
        let mut parts: Vec<(u16, String)> = Vec::new();
        for part in document.children("Part") {
            let text = |name| part.child_text(name).ok_or_else(|| wrong(malformed()));
            let (number, etag) = (text("PartNumber")?, text("ETag")?);
            let number = number
                .parse()
                .ok()
                .filter(|number| is_part_number(*number))
                .ok_or_else(|| invalid_part_number("PartNumber", number))?;
            if parts.last().is_some_and(|(last, _)| *last >= number) {
                let message = "The list of parts was not in ascending order.";
                return Err(ServiceError::new(400, "InvalidPartOrder", message));
            }
            parts.push((number, etag.trim_matches('"').to_owned()));
        }
        if parts.is_empty() { Err(wrong(malformed())) } else { Ok(Self::Listed(parts)) }
    }

    fn select<'u>(&self, upload: &'u Upload, id: &str) -> Result<Vec<&'u Part>, ServiceError> {
        let parts: Vec<(u16, &Part)> = match self {
            Self::All => upload.parts.iter().map(|(number, part)| (*number, part)).collect(),
            Self::Listed(listed) => {
                let find = |(number, etag): &(u16, String)| {
                    let part = upload.parts.get(number).filter(|part| part.etag.eq_ignore_ascii_case(etag));
                    part.map(|part| (*number, part)).ok_or_else(|| invalid_part(etag, *number, id))
                };
                listed.iter().map(find).collect::<Result<_, _>>()?
            }
        };
        let Some((_, but_last)) = parts.split_last() else {
            return Err(invalid_part("", 1, id));
        };
        match but_last.iter().find(|(_, part)| part.content.length() < MIN_PART) {
            Some((number, part)) => Err(too_small(*number, part)),
            None => Ok(parts.into_iter().map(|(_, part)| part).collect()),
        }
    }
}

fn invalid_part(etag: &str, number: u16, id: &str) -> ServiceError {
    let message = "One or more of the specified parts could not be found or the specified entity tag might not have \
                   matched the part's entity tag.";
    ServiceError::new(400, "InvalidPart", message)
        .detail("ETag", etag)
        .detail("PartNumber", number.to_string())
        .detail("UploadId", id)
}

/// The service adds elements whose names are not published (the ones here are a guess).
fn too_small(number: u16, part: &Part) -> ServiceError {
    ServiceError::new(400, "EntityTooSmall", "Your proposed upload smaller than the minimum allowed size.")
        .detail("ETag", &part.etag)
        .detail("MinSizeAllowed", MIN_PART.to_string())
        .detail("ProposedSize", part.content.length().to_string())
        .detail("PartNumber", number.to_string())
}

/// MD5 of the parts' entity tags as upper-case text, and how many there are.
fn joined_etag(parts: &[&Part]) -> String {
    let md5 = parts.iter().fold(Md5::new(), |md5, part| md5.chain_update(&part.etag)).finalize();
    format!("{}-{}", etag(&md5.into()), parts.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::OffsetDateTime;

    /// An official sample whose parts are known.
    #[test]
    fn entity_tags_are_made_of_the_texts_of_the_parts() {
        let part = |etag: &str| Part {
            content: Content::of([]),
            etag: etag.to_owned(),
            crc64: 0,
            last_modified: OffsetDateTime::UNIX_EPOCH,
        };
        let parts = [part("4DE8075FB607DF4D13FBC480EA488EFA"), part("AF947EC157726CEA88ED83B3C989063B")];
        let parts: Vec<_> = parts.iter().collect();
        assert_eq!(joined_etag(&parts), "1C787C506EABFB9B45EAAA8DB039F4B2-2");
    }
}
