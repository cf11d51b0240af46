//! What an operation is.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use crate::access::{self, Question};
use crate::body::RequestBody;
use crate::context::Context;
use crate::error::ServiceError;
use crate::ram::Identity;
use crate::reply::Reply;
use crate::request::Address;
use crate::storage::{Bucket, VersionId};
use crate::traffic::TrafficLimit;

/// What an operation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The account.
    Service,
    /// A bucket.
    Bucket,
    /// An object.
    Object,
}

/// Which right of an ACL covers an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AclRight {
    /// None does: the owner and policies alone.
    None,
    /// The right to read objects.
    Read,
    /// The right to write objects.
    Write,
}

/// What an operation does to the object that stands at its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Impact {
    /// Its bytes stay, so a retention policy has nothing against it.
    Keeps,
    /// It goes, or its bytes change.
    Replaces,
}

/// Where a request says who sends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signature {
    /// In its headers or its URL.
    InHead,
    /// In its body, so that the operation finds it out and checks the rights by itself.
    InBody,
}

/// One operation of the service. Each stands in a file of its own and is listed in [`super::all`].
pub(crate) struct Operation {
    /// The name in the documentation.
    pub(crate) name: &'static str,
    /// The action that policies speak of.
    pub(crate) action: &'static str,
    /// The action when the request names a version; `None` for operations that cannot.
    pub(crate) version_action: Option<&'static str>,
    /// The method.
    pub(crate) method: &'static str,
    /// What it is about.
    pub(crate) scope: Scope,
    /// The query parameter that selects it, with the value it must have if one is given (`list-type=2`).
    pub(crate) selector: Option<(&'static str, Option<&'static str>)>,
    /// The header that selects it among operations of one selector, such as `x-oss-copy-source`.
    pub(crate) selecting_header: Option<&'static str>,
    /// Further sub-resources of the service that it understands, such as `response-content-type`.
    pub(crate) parameters: &'static [&'static str],
    /// Features of the service in headers that it understands, such as `x-oss-forbid-overwrite`.
    pub(crate) headers: &'static [&'static str],
    /// Which right of an ACL covers it.
    pub(crate) acl_right: AclRight,
    /// Whether the bucket must exist.
    pub(crate) needs_bucket: bool,
    /// Whether the keys stand in the body, so that the operation checks the rights to each by itself.
    pub(crate) keys_in_body: bool,
    /// What becomes of the object that stands at its key.
    pub(crate) impact: Impact,
    /// Where it says who sends it.
    pub(crate) signature: Signature,
    /// Whether policies may ask for its prefix and delimiter.
    pub(crate) lists_objects: bool,
    /// Answers it.
    pub(crate) handler: Handler,
}

/// How an operation is answered.
#[derive(Clone, Copy)]
pub(crate) enum Handler {
    /// At once.
    Now(fn(&Call<'_>) -> Result<Reply, ServiceError>),
    /// After waiting for something, such as the body.
    Later(for<'a> fn(Call<'a>) -> Answer<'a>),
}

/// What an operation gives back, some time.
pub(crate) type Answer<'a> = Pin<Box<dyn Future<Output = Result<Reply, ServiceError>> + Send + 'a>>;

impl Operation {
    /// An operation that the owner alone may call, on a bucket that exists, with no options; the files of the
    /// operations state what differs.
    pub(crate) const fn new(
        name: &'static str,
        action: &'static str,
        method: &'static str,
        scope: Scope,
        handler: Handler,
    ) -> Self {
        Self {
            name,
            action,
            version_action: None,
            method,
            scope,
            selector: None,
            selecting_header: None,
            parameters: &[],
            headers: &[],
            acl_right: AclRight::None,
            needs_bucket: !matches!(scope, Scope::Service),
            keys_in_body: false,
            impact: Impact::Keeps,
            signature: Signature::InHead,
            lists_objects: false,
            handler,
        }
    }

    /// Answers a call.
    pub(crate) async fn answer(&self, call: Call<'_>) -> Result<Reply, ServiceError> {
        match self.handler {
            Handler::Now(handle) => handle(&call),
            Handler::Later(handle) => handle(call).await,
        }
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Operation").field(&self.name).finish()
    }
}

/// A request that may be answered: its sender is known and has the right.
pub(crate) struct Call<'a> {
    /// The request.
    pub(crate) context: &'a Context,
    /// Bucket and key.
    pub(crate) address: &'a Address,
    /// The region that the host states, or the default one.
    pub(crate) location: &'a str,
    /// The sender.
    pub(crate) identity: &'a Identity,
    /// The version that the request names.
    pub(crate) version: Option<VersionId>,
    /// The bucket, as it was found at the beginning; `None` for operations that need none.
    pub(crate) bucket: Option<Arc<Bucket>>,
    /// The body.
    pub(crate) body: &'a mut RequestBody,
}

impl Call<'_> {
    /// The bucket of an operation that needs one.
    pub(crate) fn bucket(&self) -> Result<&Arc<Bucket>, ServiceError> {
        self.bucket.as_ref().ok_or_else(|| no_such_bucket(self.address.bucket.as_deref().unwrap_or_default()))
    }

    /// The key of an operation on an object.
    pub(crate) fn key(&self) -> &str {
        self.address.object.as_deref().unwrap_or_default()
    }

    /// Refuses unless the sender may do another operation on an object that the request names beside its own.
    pub(crate) fn authorize(
        &self,
        operation: &Operation,
        bucket: &Bucket,
        key: &str,
        version: Option<VersionId>,
    ) -> Result<(), ServiceError> {
        let address = Address { bucket: Some(bucket.settings.name.clone()), object: Some(key.to_owned()) };
        let Context { server, head, now, .. } = self.context;
        let question = Question {
            head,
            address: &address,
            operation,
            version,
            bucket: Some(bucket),
            identity: self.identity,
            now: *now,
        };
        access::authorize(&question, &server.directory)
    }

    /// Waits as long as copying so many bytes takes at the speed that the request sets itself.
    pub(crate) async fn pace(&self, bytes: u64) -> Result<(), ServiceError> {
        if let Some(limit) = TrafficLimit::of(&self.context.head)? {
            tokio::time::sleep(limit.time_for(bytes)).await;
        }
        Ok(())
    }

    /// A query parameter, `None` when absent or empty.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.context.head.query_value(name).filter(|value| !value.is_empty())
    }

    /// The name under which an account appears as an owner.
    pub(crate) fn display_name<'c>(&'c self, account: &'c str) -> &'c str {
        self.context.server.directory.account(account).map_or(account, |account| &account.display_name)
    }
}

/// `NoSuchBucket`.
pub(crate) fn no_such_bucket(name: &str) -> ServiceError {
    ServiceError::new(404, "NoSuchBucket", "The specified bucket does not exist.")
        .ec("0015-00000101")
        .detail("BucketName", name)
}

/// `NoSuchKey`.
pub(crate) fn no_such_key(key: &str) -> ServiceError {
    ServiceError::new(404, "NoSuchKey", "The specified key does not exist.")
        .ec("0026-00000001")
        .detail("Key", key)
}

/// `MissingArgument`, naming the argument.
pub(crate) fn missing_argument(name: &'static str) -> ServiceError {
    ServiceError::new(400, "MissingArgument", "Missing Some Required Arguments.")
        .ec("0016-00000502")
        .detail("ArgumentName", name)
}

/// `InvalidArgument`, naming the argument.
pub(crate) fn invalid_argument(message: &str, name: &'static str, value: &str) -> ServiceError {
    ServiceError::new(400, "InvalidArgument", message)
        .detail("ArgumentName", name)
        .detail("ArgumentValue", value)
}
