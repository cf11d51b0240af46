//! What ends a transfer before its time.

use crate::client::Outcome;
use crate::error::Error;

/// The outcome of the operation that failed, or of none if nothing was asked of the service.
#[derive(Debug)]
pub(super) struct Failure(pub(super) Box<Outcome>);

impl Failure {
    /// The operation failed.
    pub(super) fn of(outcome: Outcome) -> Self {
        Self(Box::new(outcome))
    }

    /// The error.
    pub(super) fn error(&self) -> Option<&Error> {
        self.0.error.as_ref()
    }

    /// Whether the service answered with this code.
    pub(super) fn has_code(&self, code: &str) -> bool {
        let service = self.error().and_then(Error::as_service);
        service.is_some_and(|service| service.code.as_deref() == Some(code))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::of(Outcome::failed_before_sending(error))
    }
}
