//! `?tagging` of a bucket: its labels.

use http::StatusCode;

use super::document::{self, Absent, Kind};
use crate::error::ServiceError;
use crate::operations::operation::{Call, Handler, Operation};
use crate::operations::tags;
use crate::reply::Reply;
use crate::storage::Tag;
use crate::xml::{self, Element};

const MAX_TAGS: usize = 20;
/// In bytes.
const MAX_KEY: usize = 64;
/// In bytes.
const MAX_VALUE: usize = 128;
/// What no key begins with.
const RESERVED: [&str; 3] = ["http://", "https://", "Aliyun"];

static TAGS: Kind =
    Kind { name: "tagging", root: "Tagging", canonical, absent: Absent::Document(|| tags::document(&[])) };

pub(super) static PUT: Operation = document::operation(
    "tagging",
    "PutBucketTags",
    "oss:PutBucketTagging",
    "PUT",
    Handler::Later(|call| Box::pin(document::put(call, &TAGS))),
);

pub(super) static GET: Operation = document::operation(
    "tagging",
    "GetBucketTags",
    "oss:GetBucketTagging",
    "GET",
    Handler::Now(|call| document::get(call, &TAGS)),
);

pub(super) static DELETE: Operation = document::operation(
    "tagging",
    "DeleteBucketTags",
    "oss:DeleteBucketTagging",
    "DELETE",
    Handler::Now(delete),
);

fn canonical(document: &Element) -> Result<String, ServiceError> {
    let tags = tags::read(document)?;
    check(&tags)?;
    Ok(tags::document(&tags))
}

fn check(tags: &[Tag]) -> Result<(), ServiceError> {
    if tags.len() > MAX_TAGS {
        return Err(ServiceError::new(400, "TooManyTags", "The bucket tags num is beyond limit."));
    }
    for tag in tags {
        let reserved = RESERVED.iter().any(|start| tag.key.starts_with(start));
        if tag.key.is_empty() || tag.key.len() > MAX_KEY || reserved {
            return Err(tags::invalid("TagKey"));
        }
        if tag.value.len() > MAX_VALUE {
            return Err(tags::invalid("TagValue"));
        }
    }
    tags::check_unique(tags)
}

/// Without a value all tags go, otherwise those of the keys in it, separated by commas.
fn delete(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let Some(keys) = call.parameter("tagging") else {
        return document::delete(call, &TAGS);
    };
    let keys: Vec<&str> = keys.split(',').collect();
    call.bucket()?.change_document(TAGS.name, |documents| {
        let Some(text) = documents.get(TAGS.name) else { return Ok(None) };
        let mut left = tags::read(&xml::parse(text.as_bytes(), TAGS.root)?)?;
        left.retain(|tag| !keys.contains(&tag.key.as_str()));
        Ok::<_, ServiceError>(Some(left).filter(|left| !left.is_empty()).map(|left| tags::document(&left)))
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
