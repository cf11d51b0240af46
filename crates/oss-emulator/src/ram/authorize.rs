//! The RAM half of authorization: what session and identity policies say. Ownership and ACLs come after it.

use super::{
    Access, Directory, Identity,
    evaluate::{Decision, evaluate, evaluate_all},
};
use crate::error::ServiceError;

/// What the policies of a sender grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grant {
    /// A policy allows the access.
    Allowed,
    /// No policy speaks of it. Management operations are then refused, except to the account that owns the bucket;
    /// object operations depend on the ACLs of object and bucket, whose owner is the account itself: a RAM user or
    /// a role of that account is not the owner.
    Undecided,
}

/// Evaluates the policies of `identity`.
///
/// A session policy must allow the access itself, else the answer is "Access denied by authorizer's policy."; then an
/// explicit deny of the user's or role's policies is `AccessDenied` with EC `0003-00000201`, in the
/// words that the help page of that EC shows (they name the bucket policy, although a RAM policy denies).
pub fn authorize(
    identity: &Identity,
    access: &Access<'_>,
    directory: &Directory,
) -> Result<Grant, ServiceError> {
    if let Identity::Session { policy: Some(policy), .. } = identity
        && evaluate(policy, access) != Decision::Allow
    {
        return Err(ServiceError::new(403, "AccessDenied", "Access denied by authorizer's policy."));
    }
    let policies = directory.policies_of(identity);
    match evaluate_all(policies.iter().map(AsRef::as_ref), access) {
        Decision::Allow => Ok(Grant::Allowed),
        Decision::None => Ok(Grant::Undecided),
        Decision::Deny => {
            Err(ServiceError::new(403, "AccessDenied", "Access denied by bucket policy.").ec("0003-00000201"))
        }
    }
}
