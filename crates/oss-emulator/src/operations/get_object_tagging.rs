//! `GET ?tagging` of an object.

use super::operation::{Call, Handler, Operation, Scope};
use super::tags;
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::storage::Stored;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("tagging", None)),
    version_action: Some("oss:GetObjectVersionTagging"),
    ..Operation::new("GetObjectTagging", "oss:GetObjectTagging", "GET", Scope::Object, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let Stored { object, version } = call.find()?;
    Ok(Reply::xml(tags::document(&object.attributes.tags)).version(version))
}
