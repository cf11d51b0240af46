//! `?logging` of a bucket: where its access log goes. No log is written.

use http::StatusCode;

use super::document::{self, Absent, Kind, MAX_BODY};
use crate::error::ServiceError;
use crate::names;
use crate::operations::operation::{Call, Handler, Operation, invalid_argument};
use crate::reply::Reply;
use crate::storage::Bucket;
use crate::xml::{self, Element, XmlWriter, malformed};

static LOGGING: Kind = Kind {
    name: "logging",
    root: "BucketLoggingStatus",
    canonical,
    absent: Absent::Document(|| XmlWriter::document("BucketLoggingStatus", |_| {})),
};

pub(super) static PUT: Operation = document::operation(
    "logging",
    "PutBucketLogging",
    "oss:PutBucketLogging",
    "PUT",
    Handler::Later(|call| Box::pin(put(call))),
);

pub(super) static GET: Operation = document::operation(
    "logging",
    "GetBucketLogging",
    "oss:GetBucketLogging",
    "GET",
    Handler::Now(|call| document::get(call, &LOGGING)),
);

pub(super) static DELETE: Operation = document::operation(
    "logging",
    "DeleteBucketLogging",
    "oss:DeleteBucketLogging",
    "DELETE",
    Handler::Now(|call| document::delete(call, &LOGGING)),
);

/// Target bucket and prefix of a bucket's log.
pub(crate) fn target(bucket: &Bucket) -> Option<(String, String)> {
    let text = bucket.document(LOGGING.name)?;
    let document = xml::parse(text.as_bytes(), LOGGING.root).ok()?;
    let (target, prefix) = read(document.child("LoggingEnabled")?).ok()?;
    Some((target.to_owned(), prefix.to_owned()))
}

/// A document without `LoggingEnabled` turns logging off.
async fn put(mut call: Call<'_>) -> Result<Reply, ServiceError> {
    let document = document::read(&mut call, LOGGING.root, MAX_BODY).await?;
    let bucket = call.bucket()?;
    if let Some(enabled) = document.child("LoggingEnabled") {
        let (target, _) = read(enabled)?;
        let known = call.context.server.store.bucket(target);
        check_target(target, known.as_deref(), bucket)?;
        bucket.set_document(LOGGING.name, canonical(&document)?);
    } else {
        bucket.remove_document(LOGGING.name);
    }
    Ok(Reply::empty(StatusCode::OK))
}

fn canonical(document: &Element) -> Result<String, ServiceError> {
    let (target, prefix) = read(document.child("LoggingEnabled").ok_or_else(malformed)?)?;
    Ok(XmlWriter::document(LOGGING.root, |xml| {
        xml.element("LoggingEnabled", |xml| {
            xml.text("TargetBucket", target);
            xml.text("TargetPrefix", prefix);
        });
    }))
}

/// Target bucket and prefix.
fn read(enabled: &Element) -> Result<(&str, &str), ServiceError> {
    let missing = |ec| move || malformed().ec(ec);
    let target = enabled.child_text("TargetBucket").ok_or_else(missing("0032-00000002"))?;
    if target.is_empty() {
        return Err(missing("0032-00000003")());
    }
    names::check_bucket(target).map_err(|error| error.ec("0032-00000004"))?;
    let prefix = enabled.child_text("TargetPrefix").unwrap_or_default();
    if prefix.starts_with(['/', '\\']) {
        let message = "The target prefix must not start with / or \\.";
        return Err(invalid_argument(message, "TargetPrefix", prefix).ec("0032-00000005"));
    }
    Ok((target, prefix))
}

/// The target exists, and is of the same owner and region.
fn check_target(name: &str, target: Option<&Bucket>, source: &Bucket) -> Result<(), ServiceError> {
    let (message, ec) = match target.map(|target| &target.settings) {
        None => ("The target bucket for logging does not exist.", "0032-00000008"),
        Some(target) if target.owner != source.settings.owner => {
            ("Put bucket log requester is not target bucket owner.", "0032-00000009")
        }
        Some(target) if target.location != source.settings.location => {
            ("The target bucket for logging is not in the same region.", "")
        }
        Some(_) => return Ok(()),
    };
    Err(ServiceError::new(400, "InvalidTargetBucketForLogging", message).ec(ec).detail("TargetBucket", name))
}
