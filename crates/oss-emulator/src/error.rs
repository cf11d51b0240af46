//! Errors as the service states them: a code, a status, a message, and the elements that belong to that code.

/// An error reply of OSS, before it is written as XML.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {message}")]
pub struct ServiceError {
    /// HTTP status.
    pub status: u16,
    /// `Code` element, for example `NoSuchKey`.
    pub code: &'static str,
    /// `Message` element.
    pub message: String,
    /// `EC` element, for example `0026-00000001`; empty when none is known for this code.
    pub ec: &'static str,
    /// Elements that stand between `HostId` and `EC`, in order (such as `Key`, `BucketName`, `StringToSign`).
    pub details: Vec<(&'static str, String)>,
    /// Headers that the reply carries beside the usual ones.
    pub headers: Vec<(&'static str, String)>,
}

/// `InternalError`, saying what is wrong with the machine.
pub(crate) fn internal_error(message: &str) -> ServiceError {
    ServiceError::new(500, "InternalError", message)
}

impl ServiceError {
    /// An error with no further elements.
    pub fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), ec: "", details: Vec::new(), headers: Vec::new() }
    }

    /// Sets the `EC` element.
    #[must_use]
    pub fn ec(mut self, ec: &'static str) -> Self {
        self.ec = ec;
        self
    }

    /// Adds an element.
    #[must_use]
    pub fn detail(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.details.push((name, value.into()));
        self
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}
