//! `?lifecycle` of a bucket: what becomes of its objects with time.

use http::StatusCode;
use time::OffsetDateTime;

use super::document::{self, Absent, Kind, MAX_BODY};
use super::worm;
use crate::error::ServiceError;
use crate::lifecycle::{self, Matcher};
use crate::operations::operation::{Call, Handler, Operation, invalid_argument};
use crate::reply::Reply;
use crate::storage::Bucket;
use crate::xml::{self, Element, XmlWriter};

/// Whether rules may do the same to one object.
const ALLOW_OVERLAP: &str = "x-oss-allow-same-action-overlap";
/// The document that holds the Julian day up to which the rules were applied.
const DAY: &str = "lifecycle/day";

static LIFECYCLE: Kind = Kind {
    name: "lifecycle",
    root: "LifecycleConfiguration",
    canonical,
    absent: Absent::Error("NoSuchLifecycle", "No Row found in Lifecycle Table."),
};

pub(super) static PUT: Operation = document::operation(
    "lifecycle",
    "PutBucketLifecycle",
    "oss:PutBucketLifecycle",
    "PUT",
    Handler::Later(|call| Box::pin(put(call))),
);

pub(super) static GET: Operation = document::operation(
    "lifecycle",
    "GetBucketLifecycle",
    "oss:GetBucketLifecycle",
    "GET",
    Handler::Now(|call| document::get(call, &LIFECYCLE)),
);

pub(super) static DELETE: Operation = document::operation(
    "lifecycle",
    "DeleteBucketLifecycle",
    "oss:DeleteBucketLifecycle",
    "DELETE",
    Handler::Now(|call| document::delete(call, &LIFECYCLE)),
);

/// New rules are applied from the next midnight on.
async fn put(mut call: Call<'_>) -> Result<Reply, ServiceError> {
    let allows_overlap = match call.context.head.header(ALLOW_OVERLAP) {
        Some("true") => true,
        None | Some("false") => false,
        Some(other) => {
            return Err(invalid_argument("The value must be true or false.", ALLOW_OVERLAP, other));
        }
    };
    let document = document::read(&mut call, LIFECYCLE.root, MAX_BODY).await?;
    let rules = lifecycle::read(&document)?;
    lifecycle::check_each(&rules)?;
    if !allows_overlap {
        lifecycle::check_overlaps(&rules)?;
    }
    let bucket = call.bucket()?;
    bucket.set_document(DAY, day(call.context.now).to_string());
    bucket.set_document(LIFECYCLE.name, write(&rules));
    Ok(Reply::empty(StatusCode::OK))
}

fn canonical(document: &Element) -> Result<String, ServiceError> {
    Ok(write(&lifecycle::read(document)?))
}

fn write(rules: &[lifecycle::Rule]) -> String {
    XmlWriter::document(LIFECYCLE.root, |xml| lifecycle::write(xml, rules))
}

/// Applies the rules of a bucket if a midnight has passed since they were; called before anything looks into it. After
/// more than one the rules are applied once, as of the last.
pub(crate) fn keep_up(bucket: &Bucket, now: OffsetDateTime) {
    let Some(text) = bucket.document(LIFECYCLE.name) else { return };
    let today = day(now);
    let applied = |text: &str| text.parse::<i32>().unwrap_or_default();
    if bucket.document(DAY).is_some_and(|text| applied(&text) == today) {
        return;
    }
    let mut is_due = false;
    let changed: Result<(), ServiceError> = bucket.change_document(DAY, |documents| {
        is_due = documents.get(DAY).is_none_or(|text| applied(text) < today);
        Ok(Some(today.to_string()))
    });
    let rules = xml::parse(text.as_bytes(), LIFECYCLE.root).and_then(|document| lifecycle::read(&document));
    if let (Ok(()), true, Ok(rules)) = (changed, is_due, rules) {
        let midnight = lifecycle::midnight(now);
        bucket.sweep(&Matcher::new(rules, midnight, worm::retention(bucket, now)), midnight);
    }
}

fn day(now: OffsetDateTime) -> i32 {
    now.to_julian_day()
}
