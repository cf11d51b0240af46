//! Buckets whose requesters pay: other accounts must say that they will.

use crate::error::ServiceError;
use crate::operations::request_payment;
use crate::ram::Identity;
use crate::request::RequestHead;
use crate::storage::Bucket;

/// Header of signed requests, parameter of signed URLs.
const PAYER: &str = "x-oss-request-payer";

/// Refuses requests of other accounts that do not say `requester`, and anonymous ones, which nobody would pay for.
pub(crate) fn check(head: &RequestHead, bucket: &Bucket, identity: &Identity) -> Result<(), ServiceError> {
    let of_owner = identity.account() == Some(&bucket.settings.owner);
    if of_owner
        || !bucket.document(request_payment::NAME).is_some_and(|text| request_payment::requester_pays(&text))
    {
        return Ok(());
    }
    let in_url = ["Signature", "x-oss-signature"].iter().any(|name| head.query_value(name).is_some());
    let payer = if in_url { head.query_value(PAYER) } else { head.header(PAYER) };
    if !identity.is_anonymous() && payer.is_some_and(|payer| payer.eq_ignore_ascii_case("requester")) {
        return Ok(());
    }
    Err(ServiceError::new(403, "AccessDenied", "Access denied for requester pay bucket")
        .ec(if in_url { "0003-00000702" } else { "0003-00000703" })
        .detail("BucketName", &bucket.settings.name))
}
