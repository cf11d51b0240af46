//! `DELETE /` of a bucket.

use http::StatusCode;

use super::operation::{Call, Handler, Operation, Scope, no_such_bucket};
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::storage::DeleteOutcome;

pub(crate) static OPERATION: Operation =
    Operation::new("DeleteBucket", "oss:DeleteBucket", "DELETE", Scope::Bucket, Handler::Now(handle));

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let name = &call.bucket()?.settings.name;
    match call.context.server.store.delete(name) {
        DeleteOutcome::Deleted => Ok(Reply::empty(StatusCode::NO_CONTENT)),
        DeleteOutcome::NoBucket => Err(no_such_bucket(name)),
        DeleteOutcome::NotEmpty => {
            let message = "The bucket has objects. Please delete them first.";
            Err(ServiceError::new(409, "BucketNotEmpty", message)
                .ec("0015-00000301")
                .detail("BucketName", name))
        }
    }
}
