//! `PUT /?acl` of a bucket.

use http::StatusCode;

use super::operation::{Call, Handler, Operation, Scope, missing_argument};
use super::put_bucket::parse_acl;
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::rules::public_access;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("acl", None)),
    headers: &["x-oss-acl"],
    ..Operation::new("PutBucketAcl", "oss:PutBucketAcl", "PUT", Scope::Bucket, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let Some(text) = call.context.head.header("x-oss-acl") else {
        return Err(missing_argument("x-oss-acl"));
    };
    let (bucket, acl) = (call.bucket()?, parse_acl(text)?);
    public_access::check_acl(acl, bucket)?;
    bucket.set_acl(acl);
    Ok(Reply::empty(StatusCode::OK))
}
