//! `PUT ?symlink` of an object: a key that stands for another. The target need not exist.

use http::StatusCode;
use http::header::ETAG;
use percent_encoding::percent_decode_str;

use super::attributes;
use super::operation::{
    AclRight, Call, Handler, Impact, Operation, Scope, invalid_argument, missing_argument,
};
use super::receive::{etag, whole_seconds};
use crate::error::ServiceError;
use crate::names;
use crate::reply::Reply;
use crate::storage::{Content, Digester, Object, ObjectType, Stored};

const TARGET: &str = "x-oss-symlink-target";

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("symlink", None)),
    headers: &[TARGET, "x-oss-forbid-overwrite", "x-oss-object-acl", "x-oss-storage-class", "x-oss-tagging"],
    acl_right: AclRight::Write,
    impact: Impact::Replaces,
    ..Operation::new("PutSymlink", "oss:PutObject", "PUT", Scope::Object, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let head = &call.context.head;
    let text = head.header(TARGET).ok_or_else(|| missing_argument(TARGET))?;
    let target = percent_decode_str(text)
        .decode_utf8()
        .map_err(|_| invalid_argument("The symlink target must be percent-encoded UTF-8.", TARGET, text))?;
    names::check_key(&target)?;
    // What the entity tag of a link is made of is not published; here it is the name of the target (a guess).
    let mut digester = Digester::new();
    digester.update(target.as_bytes());
    let link = Object {
        content: Content::of([]),
        etag: etag(&digester.finish().md5),
        content_md5: None,
        crc64: 0,
        last_modified: whole_seconds(call.context.now),
        attributes: attributes::read(head, call.bucket()?)?,
        kind: ObjectType::Symlink { target: target.into_owned() },
        restoration: None,
    };
    let Stored { object: link, version } = call.put(link)?;
    Ok(Reply::empty(StatusCode::OK).header(ETAG, format!("\"{}\"", link.etag)).version(version))
}
