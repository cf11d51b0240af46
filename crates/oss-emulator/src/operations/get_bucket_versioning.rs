//! `GET /?versioning` of a bucket: an empty document until versioning is set for the first time.

use super::operation::{Call, Handler, Operation, Scope};
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::xml::XmlWriter;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("versioning", None)),
    ..Operation::new(
        "GetBucketVersioning",
        "oss:GetBucketVersioning",
        "GET",
        Scope::Bucket,
        Handler::Now(handle),
    )
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let versioning = call.bucket()?.versioning();
    Ok(Reply::xml(XmlWriter::document("VersioningConfiguration", |xml| {
        if let Some(versioning) = versioning {
            xml.text("Status", versioning.as_str());
        }
    })))
}
