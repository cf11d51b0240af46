//! `PUT /?acl` of a bucket.

use http::StatusCode;

use super::operation::{Call, Handler, Operation, Scope, missing_argument};
use super::put_bucket::parse_acl;
use crate::error::ServiceError;
use crate::reply::Reply;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("acl", None)),
    headers: &["x-oss-acl"],
    ..Operation::new("PutBucketAcl", "oss:PutBucketAcl", "PUT", Scope::Bucket, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let Some(text) = call.context.head.header("x-oss-acl") else {
        return Err(missing_argument("x-oss-acl"));
    };
    call.bucket()?.set_acl(parse_acl(text)?);
    Ok(Reply::empty(StatusCode::OK))
}
