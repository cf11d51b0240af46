//! What is left to do once it is known who sends a request: whether they may, and the operation.

use std::sync::Arc;

use crate::access::{self, Question};
use crate::body::RequestBody;
use crate::context::Context;
use crate::error::ServiceError;
use crate::names;
use crate::operations::{Call, Impact, Operation, Signature, versions, worm};
use crate::ram::Identity;
use crate::reply::Reply;
use crate::request::Address;
use crate::rules::{public_access, referer};
use crate::storage::Bucket;
use crate::traffic::TrafficLimit;

/// A request whose sender and bucket are known.
#[derive(Debug)]
pub(crate) struct Task<'a> {
    /// The request.
    pub(crate) context: &'a Context,
    /// The region that the host states, or the default one.
    pub(crate) location: &'a str,
    /// The sender.
    pub(crate) identity: &'a Identity,
    /// The bucket; `None` for operations that need none.
    pub(crate) bucket: Option<Arc<Bucket>>,
}

impl Task<'_> {
    /// Performs an operation on what `address` names, if the sender may.
    pub(crate) async fn perform(
        &self,
        address: &Address,
        operation: &'static Operation,
        body: &mut RequestBody,
    ) -> Result<Reply, ServiceError> {
        let Self { context, location, identity, ref bucket } = *self;
        let Context { server, head, now, .. } = context;
        if let Some(bucket) = bucket {
            referer::check(head, address, bucket)?;
        }
        let version = versions::named(head, operation)?;
        let found = bucket.as_deref();
        let question = Question { head, address, operation, version, bucket: found, identity, now: *now };
        if !operation.keys_in_body && operation.signature == Signature::InHead {
            access::authorize(&question, &server.directory)?;
        }
        if let Some(key) = &address.object {
            names::check_key(key)?;
            if let Some(bucket) = bucket.as_deref().filter(|_| operation.impact == Impact::Replaces) {
                worm::check(bucket, key, *now)?;
            }
        }
        if let Some(bucket) = bucket {
            public_access::check_headers(head, bucket)?;
        }
        let limit = TrafficLimit::of(head)?;
        if let Some(limit) = limit {
            body.limit(limit);
        }
        let bucket = bucket.clone();
        let call = Call { context, address, location, identity, version, bucket, body };
        let reply = operation.answer(call).await?;
        Ok(match limit {
            Some(limit) => reply.limit(limit, &context.control),
            None => reply,
        })
    }
}
