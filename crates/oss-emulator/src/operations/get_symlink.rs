//! `GET ?symlink` of an object: the link itself.

use http::StatusCode;
use http::header::{ETAG, LAST_MODIFIED};

use super::attributes;
use super::operation::{AclRight, Call, Handler, Operation, Scope};
use crate::auth::encode;
use crate::dates::http_date;
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::storage::{ObjectType, Stored};

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("symlink", None)),
    version_action: Some("oss:GetObjectVersion"),
    acl_right: AclRight::Read,
    ..Operation::new("GetSymlink", "oss:GetObject", "GET", Scope::Object, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let Stored { object: link, version } = call.find()?;
    let ObjectType::Symlink { target } = &link.kind else {
        return Err(ServiceError::new(400, "NotSymlink", "The object is not symlink."));
    };
    let mut reply = Reply::empty(StatusCode::OK)
        .header(ETAG, format!("\"{}\"", link.etag))
        .header(LAST_MODIFIED, http_date(link.last_modified))
        .text("x-oss-symlink-target", encode::path(target))
        .version(version);
    // That it tells the metadata is known from the SDKs alone, whose results have a place for it.
    for (name, value) in link.attributes.headers.iter().filter(|(name, _)| attributes::is_metadata(name)) {
        reply.headers.append(name.clone(), value.clone());
    }
    Ok(reply)
}
