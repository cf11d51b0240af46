//! The part of policies in authorization. Ownership and ACLs come after it.

use super::{
    Access, Directory, Identity, Policy,
    evaluate::{Decision, evaluate, evaluate_all, evaluate_for},
    principal::Principal,
};
use crate::error::ServiceError;

/// What policies grant to a sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grant {
    /// The bucket's policy allows the access, whoever the sender belongs to.
    ByBucket,
    /// A policy of the sender allows the access; it counts for what belongs to the sender's account.
    ByIdentity,
    /// No policy speaks of it. Management operations are then refused, except to the account that owns the bucket;
    /// object operations depend on the ACLs of object and bucket, whose owner is the account itself: a RAM user or
    /// a role of that account is not the owner.
    Undecided,
}

/// Evaluates the policies of `identity` and that of the bucket, if it has one.
///
/// A session policy must allow the access itself, else the answer is "Access denied by authorizer's policy." Then the
/// bucket's policy and those of the user or role are evaluated independently, and an explicit deny of either is
/// `AccessDenied`: EC `0003-00000101` for the bucket's, `0003-00000201` for the sender's, both in the same words (so the
/// help page of the latter shows them, although a RAM policy denies).
pub fn authorize(
    identity: &Identity,
    access: &Access<'_>,
    directory: &Directory,
    bucket_policy: Option<&Policy>,
) -> Result<Grant, ServiceError> {
    if let Identity::Session { policy: Some(policy), .. } = identity
        && evaluate(policy, access) != Decision::Allow
    {
        return Err(ServiceError::new(403, "AccessDenied", "Access denied by authorizer's policy."));
    }
    let of_bucket = bucket_policy
        .map_or(Decision::None, |policy| evaluate_for(policy, &Principal::of(identity, directory), access));
    let policies = directory.policies_of(identity);
    let of_sender = evaluate_all(policies.iter().map(AsRef::as_ref), access);
    match (of_bucket, of_sender) {
        (Decision::Deny, _) => Err(denied("0003-00000101")),
        (_, Decision::Deny) => Err(denied("0003-00000201")),
        (Decision::Allow, _) => Ok(Grant::ByBucket),
        (Decision::None, Decision::Allow) => Ok(Grant::ByIdentity),
        (Decision::None, Decision::None) => Ok(Grant::Undecided),
    }
}

fn denied(ec: &'static str) -> ServiceError {
    ServiceError::new(403, "AccessDenied", "Access denied by bucket policy.").ec(ec)
}
