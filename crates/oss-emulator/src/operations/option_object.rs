//! `OPTIONS` of anything: what a browser asks before a request of another origin.

use super::operation::{Handler, Operation, Scope};
use crate::cross_origin::preflight;

/// It is not found in the table but by its method, whatever the sub-resources: they are those of the request to come.
/// The pipeline answers it without asking who sends it.
pub(crate) static OPERATION: Operation = Operation::new(
    "OptionObject",
    "",
    "OPTIONS",
    Scope::Object,
    Handler::Now(|call| preflight(&call.context.head, call.bucket.as_deref())),
);
