//! `?policy` of a bucket, in JSON, and `?policyStatus`.

use http::StatusCode;

use super::document::{MAX_BODY, not_found, read_bytes};
use crate::error::ServiceError;
use crate::operations::operation::{Call, Handler, Operation, Scope};
use crate::ram::Policy;
use crate::reply::Reply;
use crate::rules::{POLICY, public_access};
use crate::xml::XmlWriter;

/// Longest policy, in bytes.
const MAX_POLICY: usize = 16 * 1024;

pub(super) static PUT: Operation = Operation {
    selector: Some(("policy", None)),
    ..Operation::new(
        "PutBucketPolicy",
        "oss:PutBucketPolicy",
        "PUT",
        Scope::Bucket,
        Handler::Later(|call| Box::pin(put(call))),
    )
};

pub(super) static GET: Operation = Operation {
    selector: Some(("policy", None)),
    ..Operation::new("GetBucketPolicy", "oss:GetBucketPolicy", "GET", Scope::Bucket, Handler::Now(get))
};

pub(super) static DELETE: Operation = Operation {
    selector: Some(("policy", None)),
    ..Operation::new(
        "DeleteBucketPolicy",
        "oss:DeleteBucketPolicy",
        "DELETE",
        Scope::Bucket,
        Handler::Now(delete),
    )
};

pub(super) static STATUS: Operation = Operation {
    selector: Some(("policyStatus", None)),
    ..Operation::new(
        "GetBucketPolicyStatus",
        "oss:GetBucketPolicyStatus",
        "GET",
        Scope::Bucket,
        Handler::Now(status),
    )
};

/// The text is kept as it came.
async fn put(mut call: Call<'_>) -> Result<Reply, ServiceError> {
    let body = read_bytes(&mut call, MAX_BODY).await?;
    if body.len() > MAX_POLICY {
        return Err(invalid(&format!("the policy has {} bytes, more than {MAX_POLICY}", body.len())));
    }
    let text = String::from_utf8(body).map_err(|_| invalid("the policy is not UTF-8"))?;
    let policy = Policy::parse_bucket(&text).map_err(|error| invalid(&error.to_string()))?;
    let bucket = call.bucket()?;
    if policy.is_public() {
        public_access::refuse_public(bucket, "bucket policy")?;
    }
    bucket.set_document(POLICY, text);
    Ok(Reply::empty(StatusCode::OK))
}

fn get(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let bucket = call.bucket()?;
    let text = bucket.document(POLICY).ok_or_else(|| {
        not_found(bucket, "NoSuchBucketPolicy", "The specified bucket policy does not exist.")
    })?;
    Ok(Reply::with_body(StatusCode::OK, "application/json", String::from(&*text)))
}

fn delete(call: &Call<'_>) -> Result<Reply, ServiceError> {
    call.bucket()?.remove_document(POLICY);
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn status(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let is_public = call.bucket()?.policy().is_some_and(|policy| policy.is_public());
    Ok(Reply::xml(XmlWriter::document("PolicyStatus", |xml| xml.value("IsPublic", is_public))))
}

fn invalid(reason: &str) -> ServiceError {
    ServiceError::new(400, "InvalidPolicyDocument", format!("Invalid Policy: {reason}."))
}
