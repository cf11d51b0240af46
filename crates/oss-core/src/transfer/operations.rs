//! The operations that transfers consist of.

use http::Method;

use super::engine::Place;
use super::ledger::Done;
use super::plan::Run;
use crate::operation::{Operation, ReplyKind};
use crate::xml::Writer;

/// Headers by name and value.
pub(super) type Headers = Vec<(String, String)>;

/// Headers that belong to every request, not to the object.
const OF_REQUESTS: [&str; 2] = ["x-oss-request-payer", "x-oss-traffic-limit"];
/// Headers that CompleteMultipartUpload acts on, beside those of every request.
const OF_COMPLETION: [&str; 4] =
    ["x-oss-forbid-overwrite", "x-oss-object-acl", "x-oss-callback", "x-oss-callback-var"];

/// What of the caller's headers belongs to which request.
#[derive(Debug, Clone, Default)]
pub(super) struct Sorted {
    pub(super) beginning: Headers,
    pub(super) every: Headers,
    pub(super) completion: Headers,
}

impl Sorted {
    pub(super) fn new(headers: &Headers) -> Self {
        let is = |name: &str, list: &[&str]| list.iter().any(|each| name.eq_ignore_ascii_case(each));
        let pick = |keep: &dyn Fn(&str) -> bool| -> Headers {
            headers.iter().filter(|(name, _)| keep(name)).cloned().collect()
        };
        Self {
            // A callback follows the end, and a part has a length and a digest of its own.
            beginning: pick(&|name| {
                let of_body = ["content-length", "content-md5", "x-oss-callback", "x-oss-callback-var"];
                !is(name, &of_body)
            }),
            every: pick(&|name| is(name, &OF_REQUESTS)),
            completion: pick(&|name| is(name, &OF_REQUESTS) || is(name, &OF_COMPLETION)),
        }
    }
}

fn on(place: &Place, method: Method, headers: &Headers) -> Operation {
    Operation {
        bucket: place.bucket.clone(),
        object: Some(place.key.clone()),
        headers: headers.clone(),
        success: Some(vec![200]),
        ..Operation::new(method)
    }
}

fn with_upload(mut operation: Operation, part: Option<u32>, upload_id: &str) -> Operation {
    if let Some(number) = part {
        operation.subresources.push(("partNumber".into(), Some(number.to_string())));
    }
    operation.subresources.push(("uploadId".into(), Some(upload_id.to_owned())));
    operation
}

pub(super) fn put(place: &Place, headers: &Headers, mime: Option<&String>) -> Operation {
    Operation { mime: mime.cloned(), ..on(place, Method::PUT, headers) }
}

pub(super) fn initiate(place: &Place, headers: &Headers, mime: Option<&String>) -> Operation {
    let mut operation = on(place, Method::POST, headers);
    operation.subresources.push(("uploads".into(), None));
    Operation { mime: mime.cloned(), reply: ReplyKind::Xml, ..operation }
}

pub(super) fn upload_part(place: &Place, headers: &Headers, run: Run, upload_id: &str) -> Operation {
    let operation = with_upload(on(place, Method::PUT, headers), Some(run.number), upload_id);
    Operation { md5: false, ..operation }
}

/// `headers` have `x-oss-copy-source`; the range of the run is added to them.
pub(super) fn copy_part(place: &Place, mut headers: Headers, run: Run, upload_id: &str) -> Operation {
    headers.push(("x-oss-copy-source-range".into(), run.range()));
    let operation = with_upload(on(place, Method::PUT, &headers), Some(run.number), upload_id);
    Operation { md5: false, reply: ReplyKind::Xml, ..operation }
}

pub(super) fn copy(place: &Place, headers: &Headers, mime: Option<&String>) -> Operation {
    Operation { mime: mime.cloned(), reply: ReplyKind::Xml, ..on(place, Method::PUT, headers) }
}

/// The reply is read as bytes: with a callback it is what the receiver said.
pub(super) fn complete(place: &Place, headers: &Headers, upload_id: &str) -> Operation {
    let operation = with_upload(on(place, Method::POST, headers), None, upload_id);
    Operation { mime: Some("xml".into()), ..operation }
}

/// The document of `complete`.
pub(super) fn parts_document<'a>(parts: impl Iterator<Item = &'a Done>) -> String {
    let mut xml = Writer::new();
    xml.open("CompleteMultipartUpload");
    for part in parts {
        xml.open("Part").leaf("PartNumber", &part.number.to_string());
        xml.leaf("ETag", part.etag.as_deref().unwrap_or_default()).close("Part");
    }
    xml.close("CompleteMultipartUpload").finish()
}

pub(super) fn abort(place: &Place, headers: &Headers, upload_id: &str) -> Operation {
    let operation = with_upload(on(place, Method::DELETE, headers), None, upload_id);
    Operation { success: Some(vec![204]), ..operation }
}

pub(super) fn head(place: &Place, headers: &Headers, version_id: Option<&str>) -> Operation {
    with_version(on(place, Method::HEAD, headers), version_id)
}

/// The object from `first` on, to `last` or its end.
pub(super) fn get(place: &Place, headers: &Headers, version_id: Option<&str>, range: String) -> Operation {
    let mut headers = headers.clone();
    headers.push(("Range".into(), range));
    let operation = with_version(on(place, Method::GET, &headers), version_id);
    Operation { success: Some(vec![200, 206]), reply: ReplyKind::Stream, ..operation }
}

pub(super) fn get_tags(place: &Place, headers: &Headers, version_id: Option<&str>) -> Operation {
    let mut operation = on(place, Method::GET, headers);
    operation.subresources.push(("tagging".into(), None));
    Operation { reply: ReplyKind::Xml, ..with_version(operation, version_id) }
}

fn with_version(mut operation: Operation, version_id: Option<&str>) -> Operation {
    if let Some(id) = version_id {
        operation.subresources.push(("versionId".into(), Some(id.to_owned())));
    }
    operation
}
