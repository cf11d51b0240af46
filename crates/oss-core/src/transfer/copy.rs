//! Copies objects of any size inside the service.

use std::sync::Arc;

use http::HeaderMap;
use serde_json::{Value, json};

use super::checkpoint::Resume;
use super::crew::unless_stopped;
use super::engine::{Engine, Place, document, header, stated_crc64, with_summary};
use super::failure::Failure;
use super::operations::{self, Headers};
use super::parts::Job;
use super::plan::{self, COPY_PART};
use super::session::Content;
use crate::client::{Body, Outcome};
use crate::encode::COMPONENT;
use crate::error::Error;

/// Objects up to this size are copied by one request, which the service takes up to 1 GiB.
const WHOLE: u64 = 200 * 1024 * 1024;

/// Headers of an object that CopyObject takes over unless it is told to replace them.
const KEPT: [&str; 6] = [
    "content-type",
    "cache-control",
    "content-disposition",
    "content-encoding",
    "content-language",
    "expires",
];

/// A copy.
#[derive(Debug)]
pub struct Copy {
    /// The new object.
    pub place: Place,
    /// The object that is copied.
    pub source: Place,
    /// A version of it.
    pub version_id: Option<String>,
    /// Headers of the new object and of requests.
    pub headers: Vec<(String, String)>,
    /// Whether `headers` take the place of the source's, or come on top of none.
    pub replace: bool,
    /// A content type, or the extension to derive one from.
    pub mime: Option<String>,
    /// What it goes on from; a file, or nothing.
    pub resume: Resume,
}

/// Copies. The outcome is that of the last request; its document tells `size`, `parts`, `resumed`, `crc64` and, of a copy by
/// one request, `etag`.
pub async fn copy(engine: &Arc<Engine>, copy: Copy) -> Outcome {
    let ended = match plan::check(engine.settings.part_size) {
        Err(error) => Err(error.into()),
        Ok(()) => run(engine, &copy).await,
    };
    match ended {
        Ok((outcome, summary)) => with_summary(outcome, &summary),
        Err(failure) => *failure.0,
    }
}

async fn run(engine: &Arc<Engine>, copy: &Copy) -> Result<(Outcome, Value), Failure> {
    let head = operations::head(&copy.source, &Headers::new(), copy.version_id.as_deref());
    let found = unless_stopped(&engine.stop, engine.execute(head, || Body::Empty)).await?;
    let size: Option<u64> = header(&found, "content-length").and_then(|length| length.parse().ok());
    let (Some(size), Some(etag)) = (size, header(&found, "etag")) else {
        return Err(Error::unreadable("the reply does not tell the source's size and ETag").into());
    };
    let (etag, crc64) = (etag.to_owned(), stated_crc64(&found));
    let source = vec![
        ("x-oss-copy-source".to_owned(), source_name(copy)),
        ("x-oss-copy-source-if-match".to_owned(), etag.clone()),
    ];
    engine.meter.set_total(size);
    let part_size = plan::part_size(size, engine.settings.part_size, COPY_PART)?;
    if size <= engine.settings.part_size.unwrap_or(WHOLE).min(WHOLE) {
        let ended = unless_stopped(&engine.stop, whole(engine, copy, source, size, crc64)).await;
        engine.meter.add(size);
        return ended;
    }
    let found_headers = found.reply.map(|reply| reply.headers).unwrap_or_default();
    let headers = unless_stopped(&engine.stop, own_headers(engine, copy, found_headers)).await?;
    let job = Job {
        direction: "copy",
        place: &copy.place,
        headers: &headers,
        mime: copy.mime.as_ref(),
        resume: &copy.resume,
        file: source_name(copy),
        content: Content::Copy(source),
        identity: json!({ "etag": etag }),
        size,
        part_size,
        crc64,
        // Every part is of the very object that was found: If-Match.
        check: Arc::new(|| Ok(())),
    };
    let earlier = job.earlier().await?;
    job.run(engine, earlier).await
}

async fn whole(
    engine: &Engine,
    copy: &Copy,
    mut headers: Headers,
    size: u64,
    crc64: Option<u64>,
) -> Result<(Outcome, Value), Failure> {
    headers.extend(copy.headers.iter().cloned());
    if copy.replace {
        headers.push(("x-oss-metadata-directive".into(), "REPLACE".into()));
    }
    let operation = operations::copy(&copy.place, &headers, copy.mime.as_ref());
    let outcome = engine.execute(operation, || Body::Empty).await?;
    let etag = document(&outcome).get("ETag").cloned().unwrap_or_default();
    if let (Some(source), Some(made), true) = (crc64, stated_crc64(&outcome), engine.settings.crc64)
        && source != made
    {
        let error = Error::integrity(made, source);
        return Err(Failure::of(Outcome { error: Some(error), ..outcome }));
    }
    let crc64 = crc64.map(|crc64| crc64.to_string());
    Ok((outcome, json!({ "size": size, "parts": 1, "resumed": 0, "crc64": crc64, "etag": etag })))
}

/// The headers of an object that is made of parts: those CopyObject would have taken over, and the caller's.
async fn own_headers(engine: &Engine, copy: &Copy, found: HeaderMap) -> Result<Headers, Failure> {
    let mut headers = Headers::new();
    for (name, value) in found.iter().filter(|_| !copy.replace) {
        let name = name.as_str();
        if !KEPT.contains(&name) && !name.starts_with("x-oss-meta-") {
            continue;
        }
        // Latin-1, as headers go out.
        let value = value.as_bytes().iter().map(|byte| char::from(*byte)).collect();
        headers.push((name.to_owned(), value));
    }
    let given = |name: &str| copy.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
    headers.retain(|(name, _)| !given(name));
    let tagged = found.get("x-oss-tagging-count").is_some_and(|count| count != "0");
    if tagged && !given("x-oss-tagging") && !given("x-oss-tagging-directive") {
        let operation = operations::get_tags(&copy.source, &Headers::new(), copy.version_id.as_deref());
        let tags = engine.execute(operation, || Body::Empty).await?;
        headers.push(("x-oss-tagging".into(), tags_text(&document(&tags))));
    }
    headers.extend(copy.headers.iter().cloned());
    Ok(headers)
}

/// `k=v&k2=v2`, encoded.
fn tags_text(document: &Value) -> String {
    let tags = document.pointer("/TagSet/Tag").cloned().unwrap_or_default();
    let tags = if tags.is_array() { tags } else { Value::Array(vec![tags]) };
    let pair = |tag: &Value| {
        let text = |name: &str| tag.get(name).and_then(Value::as_str).map(|text| COMPONENT.encoded(text));
        text("Key").map(|key| format!("{key}={}", text("Value").unwrap_or_default()))
    };
    tags.as_array().into_iter().flatten().filter_map(pair).collect::<Vec<_>>().join("&")
}

/// `/bucket/key`, and the version.
fn source_name(copy: &Copy) -> String {
    let bucket = copy.source.bucket.as_deref().unwrap_or_default();
    let name = format!("/{bucket}/{}", COMPONENT.encoded(&copy.source.key));
    match &copy.version_id {
        Some(id) => format!("{name}?versionId={id}"),
        None => name,
    }
}
