//! `GET /?location` of a bucket.

use super::operation::{Call, Handler, Operation, Scope};
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::xml::XmlWriter;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("location", None)),
    ..Operation::new("GetBucketLocation", "oss:GetBucketLocation", "GET", Scope::Bucket, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let location = &call.bucket()?.settings.location;
    Ok(Reply::xml(XmlWriter::text_document("LocationConstraint", location)))
}
