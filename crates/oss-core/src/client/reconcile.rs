//! What became of an attempt whose reply was lost, for the operations that must not simply be repeated.

use http::header::{CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_MATCH, RANGE};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use md5::{Digest, Md5};
use serde_json::Value;

use super::body::{Body, Digests, Prepared};
use super::call::Call;
use super::execute::carry_out;
use super::integrity;
use super::options::CallOptions;
use super::outcome::Reply;
use crate::crc64::Crc64;
use crate::error::Error;
use crate::operation::{Operation, ReplyKind};
use crate::retry::{ABORT, APPEND, COMPLETE, DELETE_BUCKET, Row};
use crate::xml;

/// What the service has to show for an attempt.
#[derive(Debug)]
pub(super) enum Verdict {
    /// The work is done; this is what its reply would have said.
    Done(Box<Reply>),
    /// Nothing was done, or doing it again does no harm.
    NotDone,
    /// Somebody did something.
    Unknown,
}

/// Looks what an attempt has done, before it is repeated.
///
/// Only appends need that: what is completed, aborted or deleted cannot be so again, and [`explain`] knows the refusal.
pub(super) async fn look(call: Call<'_>, row: &Row, body: &Prepared) -> Verdict {
    if row.name == APPEND { append(call, body).await.unwrap_or(Verdict::Unknown) } else { Verdict::NotDone }
}

/// Whether `refusal` comes from an earlier attempt having done the work; then `reply`, which brought it, becomes the one that was
/// lost.
pub(super) async fn explain(
    call: Call<'_>,
    row: &Row,
    body: &Prepared,
    refusal: &Error,
    reply: &mut Option<Reply>,
) -> bool {
    let code = refusal.as_service().and_then(|service| service.code.as_deref()).unwrap_or_default();
    let lost = match (row.name, code) {
        (APPEND, "PositionNotEqualToLength") => match append(call, body).await {
            Some(Verdict::Done(reply)) => Some(*reply),
            _ => None,
        },
        (COMPLETE, "NoSuchUpload") => complete(call, body).await,
        (ABORT, "NoSuchUpload") | (DELETE_BUCKET, "NoSuchBucket") => {
            reply.take().map(|reply| stand_in(reply, StatusCode::NO_CONTENT))
        }
        _ => None,
    };
    let explained = lost.is_some();
    if explained {
        *reply = lost;
    }
    explained
}

/// An append is done when the object has grown by just its bytes: by the CRC-64 of the whole object if the append made it, else
/// by that of the bytes behind its position, which are read back. `None` when the service cannot be asked.
async fn append(call: Call<'_>, body: &Prepared) -> Option<Verdict> {
    let position: u64 = parameter(call.operation, "position")?.parse().ok()?;
    let added = body.info.length.unwrap_or(0);
    let end = position.checked_add(added)?;
    let head = ask(call, bare(call.operation, Method::HEAD)).await?;
    if head.status == StatusCode::NOT_FOUND {
        return Some(if position == 0 { Verdict::NotDone } else { Verdict::Unknown });
    }
    let length: u64 = text(&head.headers, CONTENT_LENGTH.as_str())?.parse().ok()?;
    if head.status != StatusCode::OK || (length != position && length != end) {
        return Some(Verdict::Unknown);
    }
    if length == position {
        return Some(Verdict::NotDone);
    }
    let there = if position == 0 {
        integrity::stated(&head.headers)?
    } else {
        checksum_of_range(call, position, end - 1, head.headers.get(ETAG)?.clone()).await?
    };
    if body.checksum().await.ok()?? != there {
        return Some(Verdict::Unknown);
    }
    let mut reply = stand_in(head, StatusCode::OK);
    reply.headers.insert("x-oss-next-append-position", HeaderValue::from(end));
    Some(Verdict::Done(Box::new(reply)))
}

async fn checksum_of_range(call: Call<'_>, first: u64, last: u64, etag: HeaderValue) -> Option<u64> {
    let mut operation = bare(call.operation, Method::GET);
    operation.headers.push((RANGE.to_string(), format!("bytes={first}-{last}")));
    operation.headers.push((IF_MATCH.to_string(), etag.to_str().ok()?.to_string()));
    operation.success = Some(vec![206]);
    operation.reply = ReplyKind::Stream;
    let mut stream = ask(call, operation).await?.stream?;
    let mut crc = Crc64::new();
    while let Some(piece) = stream.read().await.ok()? {
        crc.update(&piece);
    }
    Some(crc.value())
}

/// An upload is complete when the object is the one that its parts make.
async fn complete(call: Call<'_>, body: &Prepared) -> Option<Reply> {
    let expected = etag_of_parts(body.bytes()?)?;
    let head = ask(call, bare(call.operation, Method::HEAD)).await?;
    let etag = text(&head.headers, ETAG.as_str())?;
    if head.status != StatusCode::OK || etag.trim_matches('"') != expected {
        return None;
    }
    let etag = etag.to_string();
    let mut reply = stand_in(head, StatusCode::OK);
    reply.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/xml"));
    let document = serde_json::json!({
        "Bucket": call.operation.bucket(),
        "Key": call.operation.object(),
        "ETag": etag,
    });
    reply.document = (call.operation.reply == ReplyKind::Xml).then(|| document.to_string());
    Some(reply)
}

/// The entity tag of the object that a CompleteMultipartUpload document makes: the MD5 of the parts' tags, as text, and their
/// number.
fn etag_of_parts(document: &[u8]) -> Option<String> {
    let value: Value = serde_json::from_str(&xml::to_json(document).ok()?).ok()?;
    let parts = match value.get("Part")? {
        Value::Array(parts) => parts.clone(),
        part => vec![part.clone()],
    };
    let mut hash = Md5::new();
    for part in &parts {
        let etag = part.get("ETag")?.as_str()?.trim().trim_matches('"');
        hash.update(etag.to_ascii_uppercase());
    }
    let digest = hash.finalize();
    let hex: Vec<String> = digest.iter().map(|byte| format!("{byte:02X}")).collect();
    Some(format!("{}-{}", hex.concat(), parts.len()))
}

/// Another request about what `operation` is about.
fn bare(operation: &Operation, method: Method) -> Operation {
    let payer = operation.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("x-oss-request-payer"));
    Operation {
        bucket: operation.bucket.clone(),
        object: operation.object.clone(),
        headers: payer.cloned().into_iter().collect(),
        success: Some(vec![200, 206, 404]),
        ..Operation::new(method)
    }
}

/// The reply to a request that is part of the call; `None` when none came.
async fn ask(call: Call<'_>, operation: Operation) -> Option<Reply> {
    let options = CallOptions::new(call.options.timeouts);
    let body = Prepared::new(Body::Empty, Digests::none()).await.ok()?;
    let call = Call { operation: &operation, options: &options, ..call };
    // The future of a call holds this one.
    let outcome = Box::pin(carry_out(call, &body)).await;
    outcome.error.is_none().then_some(outcome.reply).flatten()
}

/// A reply in place of the one that was lost: the facts are those of the reply that told of it.
fn stand_in(told: Reply, status: StatusCode) -> Reply {
    let mut headers = told.headers;
    for name in [CONTENT_LENGTH, CONTENT_TYPE] {
        headers.remove(name);
    }
    let reason = status.canonical_reason().unwrap_or_default().to_string();
    Reply { status, reason, headers, body: Some(bytes::Bytes::new()), size: 0, stream: None, ..told }
}

fn parameter<'a>(operation: &'a Operation, name: &str) -> Option<&'a str> {
    let mut all = operation.subresources.iter().chain(&operation.query);
    all.find(|(known, _)| known == name).and_then(|(_, value)| value.as_deref())
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two samples of the service's documentation.
    #[test]
    fn the_tag_of_an_object_follows_from_its_parts() {
        let part = |number: u32, etag: &str| {
            format!("<Part><PartNumber>{number}</PartNumber><ETag>{etag}</ETag></Part>")
        };
        let document = |parts: &[String]| {
            format!("<CompleteMultipartUpload>{}</CompleteMultipartUpload>", parts.concat())
        };
        let two =
            [part(1, "\"4DE8075FB607DF4D13FBC480EA488EFA\""), part(2, "af947ec157726cea88ed83b3c989063b")];
        assert_eq!(
            etag_of_parts(document(&two).as_bytes()).as_deref(),
            Some("1C787C506EABFB9B45EAAA8DB039F4B2-2")
        );
        let one = etag_of_parts(document(&two[..1]).as_bytes()).unwrap();
        assert!(one.ends_with("-1"), "{one}");
        assert_eq!(etag_of_parts(b"<CompleteMultipartUpload/>"), None);
    }
}
