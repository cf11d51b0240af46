//! May this sender do this? Policies first, then ownership and the ACL of the object or, failing one, the bucket.

use crate::error::ServiceError;
use crate::model::Acl;
use crate::operations::{AclRight, Operation, Scope, tags};
use crate::payer;
use crate::ram::{self, Directory, Grant, Identity};
use crate::request::{Address, RequestHead};
use crate::storage::{Bucket, Lookup, Object, VersionId};
use std::sync::Arc;
use time::OffsetDateTime;

/// What is done to the policy of a bucket.
const POLICY_ACTIONS: [&str; 3] = ["oss:GetBucketPolicy", "oss:PutBucketPolicy", "oss:DeleteBucketPolicy"];

/// What is asked, by whom, of what.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question<'a> {
    /// The request.
    pub(crate) head: &'a RequestHead,
    /// Bucket and key.
    pub(crate) address: &'a Address,
    /// The operation.
    pub(crate) operation: &'a Operation,
    /// The version of the object that the request names.
    pub(crate) version: Option<VersionId>,
    /// The bucket, when the operation is about one that exists.
    pub(crate) bucket: Option<&'a Bucket>,
    /// The sender.
    pub(crate) identity: &'a Identity,
    /// The time of the request.
    pub(crate) now: OffsetDateTime,
}

/// Refuses with `AccessDenied` what neither a policy nor ownership nor an ACL allows.
pub(crate) fn authorize(question: &Question<'_>, directory: &Directory) -> Result<(), ServiceError> {
    let Question { identity, operation, bucket, .. } = *question;
    if let Some(bucket) = bucket {
        payer::check(question.head, bucket, identity)?;
    }
    let account = identity.account();
    let owner = bucket.map(|bucket| bucket.settings.owner.as_str()).or(account);
    let own = account.is_some() && account == owner;
    let object = object(question);
    let context = conditions(question, object.as_deref());
    let action = question.version.and(operation.version_action).unwrap_or(operation.action);
    let access = ram::Access { action, resource: resource(question, owner), context: &context };
    let is_owner = own && matches!(identity, Identity::Root { .. });
    // The owner cannot lock itself out: it may always read, replace and remove the policy (a guess).
    let is_exempt = is_owner && POLICY_ACTIONS.contains(&operation.action);
    let policy = bucket.filter(|_| !is_exempt).and_then(Bucket::effective_policy);
    let grant = ram::authorize(identity, &access, directory, policy.as_deref())?;
    let by_policy = match grant {
        Grant::ByBucket => true,
        // A policy of one account says nothing about the buckets of another.
        Grant::ByIdentity => own,
        Grant::Undecided => false,
    };
    let own_acl = object.and_then(|object| object.attributes.acl);
    let by_acl = bucket.is_some_and(|bucket| {
        acl_allows(own_acl.unwrap_or_else(|| bucket.acl()), operation.acl_right)
            && !bucket.blocks_public_access()
    });
    if is_owner || by_policy || by_acl { Ok(()) } else { Err(denied(question, own, own_acl.is_some())) }
}

/// The object that is there already.
fn object(question: &Question<'_>) -> Option<Arc<Object>> {
    match question.bucket?.find(question.address.object.as_deref()?, question.version) {
        Lookup::Object(stored) => Some(stored.object),
        Lookup::DeleteMarker(_) | Lookup::Nothing => None,
    }
}

/// The conditions of every request, and those that listings and tags add.
fn conditions(question: &Question<'_>, object: Option<&Object>) -> ram::Context {
    let Question { head, identity, operation, now, .. } = *question;
    let mut context = ram::Context::of(head, identity, now);
    if operation.lists_objects {
        // An absent prefix counts as the empty one (a guess).
        context.set("oss:Prefix", head.query_value("prefix").unwrap_or_default());
        context.set("oss:Delimiter", head.query_value("delimiter").unwrap_or_default());
    }
    for tag in object.into_iter().flat_map(|object| &object.attributes.tags) {
        context.set(format!("oss:ExistingObjectTag/{}", tag.key), &tag.value);
    }
    // Tags that cannot be read are refused by the operation.
    for tag in tags::of_header(head).unwrap_or_default() {
        context.set(format!("oss:RequestObjectTag/{}", tag.key), tag.value);
    }
    context
}

/// `acs:oss:*:<owner>:<bucket>[/<key>]`; all buckets of the owner for service operations.
fn resource(question: &Question<'_>, owner: Option<&str>) -> String {
    let owner = owner.unwrap_or("*");
    let bucket = question.address.bucket.as_deref();
    match (question.operation.scope, bucket, question.address.object.as_deref()) {
        (Scope::Object, Some(bucket), Some(key)) => format!("acs:oss:*:{owner}:{bucket}/{key}"),
        (Scope::Bucket | Scope::Object, Some(bucket), _) => format!("acs:oss:*:{owner}:{bucket}"),
        _ => format!("acs:oss:*:{owner}:*"),
    }
}

fn acl_allows(acl: Acl, right: AclRight) -> bool {
    match right {
        AclRight::None => false,
        AclRight::Read => acl != Acl::Private,
        AclRight::Write => acl == Acl::PublicReadWrite,
    }
}

/// The words of the service for each way of having no right.
fn denied(question: &Question<'_>, own: bool, by_object: bool) -> ServiceError {
    let denied = |message: &str| ServiceError::new(403, "AccessDenied", message);
    match (question.operation.acl_right, question.identity) {
        _ if question.operation.action == "oss:GetObjectAcl" => {
            denied("You do not have read acl permission on this object.")
        }
        _ if question.operation.action == "oss:PutObjectAcl" => {
            denied("You do not have write acl permission on this object.")
        }
        (AclRight::Read, _) if by_object => {
            denied("You do not have read permission on this object.").ec("0003-00000005")
        }
        (AclRight::Write, _) if by_object => denied("You do not have write permission on this object."),
        (AclRight::Read | AclRight::Write, _) => {
            denied("You have no right to access this object because of bucket acl.").ec("0003-00000001")
        }
        (AclRight::None, Identity::Anonymous) => {
            denied("Anonymous access is forbidden for this operation.").ec("0003-00000905")
        }
        (AclRight::None, _) if !own => denied("The bucket you access does not belong to you."),
        (AclRight::None, _) => denied("AccessDenied"),
    }
}
