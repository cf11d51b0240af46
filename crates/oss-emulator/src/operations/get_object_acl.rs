//! `GET ?acl` of an object.

use super::operation::{Call, Handler, Operation, Scope};
use super::owner;
use crate::error::ServiceError;
use crate::model::Acl;
use crate::reply::Reply;
use crate::storage::Stored;
use crate::xml::XmlWriter;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("acl", None)),
    version_action: Some("oss:GetObjectVersionAcl"),
    ..Operation::new("GetObjectAcl", "oss:GetObjectAcl", "GET", Scope::Object, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let bucket = call.bucket()?;
    let Stored { object, version } = call.find()?;
    let account = &bucket.settings.owner;
    Ok(Reply::xml(XmlWriter::document("AccessControlPolicy", |xml| {
        owner::write(xml, account, call.display_name(account));
        xml.element("AccessControlList", |xml| {
            xml.text("Grant", object.attributes.acl.map_or("default", Acl::as_str));
        });
    }))
    .version(version))
}
