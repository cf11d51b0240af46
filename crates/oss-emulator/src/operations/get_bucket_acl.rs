//! `GET /?acl` of a bucket.

use super::operation::{Call, Handler, Operation, Scope};
use super::owner;
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::xml::XmlWriter;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("acl", None)),
    ..Operation::new("GetBucketAcl", "oss:GetBucketAcl", "GET", Scope::Bucket, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let bucket = call.bucket()?;
    let account = &bucket.settings.owner;
    Ok(Reply::xml(XmlWriter::document("AccessControlPolicy", |xml| {
        owner::write(xml, account, call.display_name(account));
        xml.element("AccessControlList", |xml| xml.text("Grant", bucket.acl().as_str()));
    })))
}
