//! `?worm` of a bucket: for how long nobody may change or remove its objects.

use http::StatusCode;
use time::{Duration, OffsetDateTime};

use super::document::{self, MAX_BODY, not_found};
use crate::clock::random_bytes;
use crate::dates::{iso_date, parse_iso_date};
use crate::error::ServiceError;
use crate::operations::operation::{Call, Handler, Operation, missing_argument};
use crate::operations::receive::whole_seconds;
use crate::reply::Reply;
use crate::storage::Bucket;
use crate::xml::{self, Element, XmlWriter, malformed};

const NAME: &str = "worm";
const ROOT: &str = "WormConfiguration";
const DAYS: &str = "RetentionPeriodInDays";
/// Seventy years.
const MAX_DAYS: i64 = 25_550;
/// What other dates of the service end with, and the one of a retention policy does not.
const ZONE: &str = ".000Z";
/// How long a policy that is not locked holds.
const TRIAL: Duration = Duration::hours(24);

pub(super) static INITIATE: Operation = document::operation(
    "worm",
    "InitiateBucketWorm",
    "oss:InitiateBucketWorm",
    "POST",
    Handler::Later(|call| Box::pin(initiate(call))),
);

pub(super) static COMPLETE: Operation = document::operation(
    "wormId",
    "CompleteBucketWorm",
    "oss:CompleteBucketWorm",
    "POST",
    Handler::Now(complete),
);

pub(super) static EXTEND: Operation = Operation {
    parameters: &["wormId"],
    ..document::operation(
        "wormExtend",
        "ExtendBucketWorm",
        "oss:ExtendBucketWorm",
        "POST",
        Handler::Later(|call| Box::pin(extend(call))),
    )
};

pub(super) static ABORT: Operation =
    document::operation("worm", "AbortBucketWorm", "oss:AbortBucketWorm", "DELETE", Handler::Now(abort));

pub(super) static GET: Operation =
    document::operation("worm", "GetBucketWorm", "oss:GetBucketWorm", "GET", Handler::Now(get));

/// A retention policy.
#[derive(Debug, Clone)]
struct Worm {
    id: String,
    locked: bool,
    days: i64,
    created: OffsetDateTime,
}

/// What a retention policy is at some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// It holds, and can be given up.
    InProgress,
    /// It holds for ever.
    Locked,
    /// It was not locked within a day, and does not hold any more.
    Expired,
}

/// `FileImmutable` when the object of a key is held back, whatever would be done to it.
pub(crate) fn check(bucket: &Bucket, key: &str, now: OffsetDateTime) -> Result<(), ServiceError> {
    let Some(retention) = retention(bucket, now) else { return Ok(()) };
    match bucket.get(key) {
        Some(object) if now < object.last_modified + retention => {
            Err(ServiceError::new(409, "FileImmutable", "The object you specified is immutable."))
        }
        _ => Ok(()),
    }
}

/// For how long objects are held back; `None` without a policy that holds.
pub(crate) fn retention(bucket: &Bucket, now: OffsetDateTime) -> Option<Duration> {
    let worm = Worm::of(bucket).filter(|worm| worm.state(now) != State::Expired)?;
    Some(Duration::days(worm.days))
}

impl Worm {
    fn of(bucket: &Bucket) -> Option<Self> {
        Self::parse(&bucket.document(NAME)?)
    }

    fn parse(text: &str) -> Option<Self> {
        let document = xml::parse(text.as_bytes(), ROOT).ok()?;
        Some(Self {
            id: document.child_text("WormId")?.to_owned(),
            locked: document.child_text("State")? == "Locked",
            days: document.child_text(DAYS)?.parse().ok()?,
            created: parse_iso_date(&format!("{}{ZONE}", document.child_text("CreationDate")?))?,
        })
    }

    fn state(&self, now: OffsetDateTime) -> State {
        match self.locked {
            true => State::Locked,
            false if now < self.created + TRIAL => State::InProgress,
            false => State::Expired,
        }
    }

    fn write(&self, state: State) -> String {
        let state = match state {
            State::InProgress => "InProgress",
            State::Locked => "Locked",
            State::Expired => "Expired",
        };
        XmlWriter::document(ROOT, |xml| {
            xml.text("WormId", &self.id);
            xml.text("State", state);
            xml.value(DAYS, self.days);
            xml.text("CreationDate", iso_date(self.created).trim_end_matches(ZONE));
        })
    }
}

/// A new policy takes the place of one that has expired.
async fn initiate(mut call: Call<'_>) -> Result<Reply, ServiceError> {
    let document = document::read(&mut call, "InitiateWormConfiguration", MAX_BODY).await?;
    let now = call.context.now;
    let id = format!("{:016X}", u64::from_be_bytes(random_bytes()));
    let worm = Worm { id: id.clone(), locked: false, days: days(&document)?, created: whole_seconds(now) };
    let bucket = call.bucket()?;
    if bucket.versioning().is_some() {
        let message = "A retention policy cannot be configured for a bucket with versioning.";
        return Err(ServiceError::new(400, "InvalidWORMConfiguration", message).ec("0027-00000003"));
    }
    bucket.change_document(NAME, |documents| {
        let current = documents.get(NAME).and_then(|text| Worm::parse(text));
        if current.is_some_and(|current| current.state(now) != State::Expired) {
            return Err(ServiceError::new(
                409,
                "WORMConfigurationAlreadyExists",
                "The WORM Configuration already exists.",
            )
            .detail("BucketName", &bucket.settings.name));
        }
        Ok(Some(worm.write(State::InProgress)))
    })?;
    Ok(Reply::empty(StatusCode::OK).text("x-oss-worm-id", id))
}

fn complete(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let id = call.parameter("wormId").ok_or_else(|| missing_argument("wormId"))?;
    change(call, Some(id), |mut worm, state| match state {
        State::InProgress => {
            worm.locked = true;
            Ok(Some(worm.write(State::Locked)))
        }
        State::Locked => Err(locked()),
        State::Expired => Err(invalid()),
    })?;
    Ok(Reply::empty(StatusCode::OK))
}

/// A locked policy can be made longer, never shorter.
async fn extend(mut call: Call<'_>) -> Result<Reply, ServiceError> {
    let document = document::read(&mut call, "ExtendWormConfiguration", MAX_BODY).await?;
    let days = days(&document)?;
    let id = call.parameter("wormId").ok_or_else(|| missing_argument("wormId"))?;
    change(&call, Some(id), |mut worm, state| {
        if state != State::Locked || days <= worm.days {
            return Err(invalid());
        }
        worm.days = days;
        Ok(Some(worm.write(State::Locked)))
    })?;
    Ok(Reply::empty(StatusCode::OK))
}

fn abort(call: &Call<'_>) -> Result<Reply, ServiceError> {
    change(call, None, |_, state| if state == State::Locked { Err(locked()) } else { Ok(None) })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn get(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let bucket = call.bucket()?;
    let worm = Worm::of(bucket).ok_or_else(|| no_configuration(bucket))?;
    Ok(Reply::xml(worm.write(worm.state(call.context.now))))
}

/// Changes the policy, which must be of that id if one is given.
fn change(
    call: &Call<'_>,
    id: Option<&str>,
    make: impl FnOnce(Worm, State) -> Result<Option<String>, ServiceError>,
) -> Result<(), ServiceError> {
    let bucket = call.bucket()?;
    bucket.change_document(NAME, |documents| {
        let worm = documents.get(NAME).and_then(|text| Worm::parse(text));
        let worm = worm.ok_or_else(|| no_configuration(bucket))?;
        if id.is_some_and(|id| id != worm.id) {
            return Err(not_found(
                bucket,
                "NoSuchWORMConfiguration",
                "The specified WORM ID does not exist.",
            ));
        }
        let state = worm.state(call.context.now);
        make(worm, state)
    })
}

fn days(document: &Element) -> Result<i64, ServiceError> {
    let days: i64 = document.child_text(DAYS).and_then(|text| text.parse().ok()).ok_or_else(malformed)?;
    if (1..=MAX_DAYS).contains(&days) { Ok(days) } else { Err(invalid()) }
}

fn no_configuration(bucket: &Bucket) -> ServiceError {
    not_found(bucket, "NoSuchWORMConfiguration", "The WORM Configuration does not exist.")
}

fn locked() -> ServiceError {
    ServiceError::new(403, "WORMConfigurationLocked", "The WORM Configuration is locked.")
}

fn invalid() -> ServiceError {
    ServiceError::new(400, "InvalidWORMConfiguration", "Invalid WORM Configuration.")
}
