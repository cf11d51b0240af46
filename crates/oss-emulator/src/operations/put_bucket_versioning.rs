//! `PUT /?versioning` of a bucket.

use http::StatusCode;

use super::configuration::worm;
use super::operation::{Call, Handler, Operation, Scope, invalid_argument};
use crate::error::ServiceError;
use crate::model::Versioning;
use crate::reply::Reply;
use crate::xml::{self, malformed};

/// One element with one word in it.
const MAX_BODY: usize = 16 * 1024;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("versioning", None)),
    ..Operation::new(
        "PutBucketVersioning",
        "oss:PutBucketVersioning",
        "PUT",
        Scope::Bucket,
        Handler::Later(|call| Box::pin(handle(call))),
    )
};

async fn handle(call: Call<'_>) -> Result<Reply, ServiceError> {
    let body = call.body.read_all(MAX_BODY).await?.ok_or_else(malformed)?;
    let document = xml::parse(&body, "VersioningConfiguration")?;
    let status = document.child_text("Status").unwrap_or_default();
    let versioning = Versioning::parse(status).ok_or_else(|| {
        // The words for another status are a guess.
        let message = match status {
            "" => "The Versioning element must be specified.",
            _ => "The versioning status must be Enabled or Suspended.",
        };
        invalid_argument(message, "Status", status)
    })?;
    let bucket = call.bucket()?;
    if worm::retention(bucket, call.context.now).is_some() {
        // That they exclude each other: documentation, "Retention policies". Code and words are a guess.
        let message = "Versioning cannot be configured for a bucket with a retention policy.";
        return Err(ServiceError::new(400, "InvalidWORMConfiguration", message));
    }
    bucket.set_versioning(versioning);
    Ok(Reply::empty(StatusCode::OK))
}
