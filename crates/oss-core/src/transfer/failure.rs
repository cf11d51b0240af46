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

    /// Whether the service may have done what was asked of it all the same.
    pub(super) fn is_ambiguous(&self) -> bool {
        let server_error = |error: &Error| error.as_service().is_some_and(|service| service.status >= 500);
        self.error().is_some_and(|error| {
            error.is_interrupted() || (error.is_timeout() && !error.is_connect()) || server_error(error)
        })
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::of(Outcome::failed_before_sending(error))
    }
}
