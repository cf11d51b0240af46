//! Refusals of STS and of the RPC gateway before it.

/// A code, its status and its message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) status: u16,
    pub(super) code: String,
    pub(super) message: String,
}

impl Failure {
    pub(super) fn new(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { status, code: code.into(), message: message.into() }
    }

    /// 400 `Missing<name>`.
    pub(super) fn missing(name: &str) -> Self {
        Self::new(400, format!("Missing{name}"), format!("{name} is mandatory for this action."))
    }

    /// 400 `InvalidParameter.<name>` for a value that breaks its syntax.
    pub(super) fn malformed(name: &str) -> Self {
        Self::new(400, format!("InvalidParameter.{name}"), format!("The parameter {name} is wrongly formed."))
    }
}
