//! The one error type of the core.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fmt, io};

use crate::errno;
use crate::retry::AttemptRecord;

type Source = Box<dyn StdError + Send + Sync>;

/// What went wrong with an operation.
///
/// Input messages are ali-oss's own where it has one, because callers match on them; all others are lower-case. No
/// message holds a secret, a token or a signature.
///
/// An error of a call also tells of the attempts that led to it.
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    remote: Option<SocketAddr>,
    attempts: Vec<AttemptRecord>,
}

#[derive(Debug)]
enum Kind {
    Input { message: Cow<'static, str> },
    InvalidHeader { name: String, reason: HeaderFault },
    Service(ServiceError),
    Connect { reason: Cow<'static, str>, source: Source },
    Proxy { reason: String },
    ConnectTimeout { ms: u64 },
    SocketAssignTimeout { ms: u64 },
    ResponseTimeout { ms: u64 },
    Deadline { ms: u64 },
    Interrupted { reason: Cow<'static, str>, source: Source, stale: bool },
    Body { reason: String, source: Source },
    File { syscall: &'static str, path: PathBuf, source: io::Error },
    Integrity { expected: u64, actual: u64 },
    Changed { received: u64, etag: String },
    SourceChanged { message: String },
    Cancelled,
    Closed,
    Unreadable { message: String },
    Undecodable { message: String },
}

/// What is wrong with a header that Node would refuse to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderFault {
    /// The name is not an HTTP token.
    Name,
    /// The value holds a control character or one that has no single byte in latin-1.
    Value,
}

/// What the service answered to an operation it refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceError {
    /// HTTP status.
    pub status: u16,
    /// `Code`, absent when the body is empty or not an OSS error.
    pub code: Option<String>,
    /// `Message`.
    pub message: Option<String>,
    /// `RequestId`, or the `x-oss-request-id` header when the body has none.
    pub request_id: Option<String>,
    /// `HostId`: the host the service saw.
    pub host_id: Option<String>,
    /// `EC`, the fine-grained code since 2022.
    pub ec: Option<String>,
    /// `Condition`: the header whose precondition failed.
    pub condition: Option<String>,
    /// `ServerTime`: what the service's clock showed, where it refuses a request because of the time.
    pub server_time: Option<String>,
}

fn millis(limit: Duration) -> u64 {
    u64::try_from(limit.as_millis()).unwrap_or(u64::MAX)
}

impl Error {
    fn new(kind: Kind) -> Self {
        Self(Box::new(Inner { kind, remote: None, attempts: Vec::new() }))
    }

    /// An argument or option that cannot make a request.
    pub fn input(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Kind::Input { message: message.into() })
    }

    /// A header that cannot go on the wire; `name` as it would have been sent.
    pub fn invalid_header(name: impl Into<String>, reason: HeaderFault) -> Self {
        Self::new(Kind::InvalidHeader { name: name.into(), reason })
    }

    /// A reply whose status the operation does not accept.
    pub fn service(error: ServiceError) -> Self {
        Self::new(Kind::Service(error))
    }

    /// No connection: refused, unreachable, name not found, TLS handshake failed. `reason` in Node's words, such as
    /// `connect ECONNREFUSED 127.0.0.1:80`.
    pub fn connect(reason: impl Into<Cow<'static, str>>, source: impl Into<Source>) -> Self {
        Self::new(Kind::Connect { reason: reason.into(), source: source.into() })
    }

    /// A proxy that refuses, and will again: a wrong password, a forbidden host. `reason` names the proxy.
    pub fn proxy(reason: impl Into<String>) -> Self {
        Self::new(Kind::Proxy { reason: reason.into() })
    }

    /// No connection, because someone else's TLS refused the server's certificate.
    pub fn certificate(reason: impl Into<String>) -> Self {
        let reason = reason.into();
        let source = rustls::Error::General(reason.clone());
        Self::connect(reason, io::Error::new(io::ErrorKind::InvalidData, source))
    }

    /// No connection within `limit`.
    pub fn connect_timeout(limit: Duration) -> Self {
        Self::new(Kind::ConnectTimeout { ms: millis(limit) })
    }

    /// No free place among the sockets that the client may use within `limit`.
    pub fn socket_assign_timeout(limit: Duration) -> Self {
        Self::new(Kind::SocketAssignTimeout { ms: millis(limit) })
    }

    /// No reply, or a reply that stopped, within `limit`.
    pub fn response_timeout(limit: Duration) -> Self {
        Self::new(Kind::ResponseTimeout { ms: millis(limit) })
    }

    /// A call that had not ended within `limit`, whatever it was doing.
    pub fn deadline(limit: Duration) -> Self {
        Self::new(Kind::Deadline { ms: millis(limit) })
    }

    /// A connection that broke after it was made; `reason` in Node's words, such as `socket hang up`.
    pub fn interrupted(reason: impl Into<Cow<'static, str>>, source: impl Into<Source>) -> Self {
        Self::new(Kind::Interrupted { reason: reason.into(), source: source.into(), stale: false })
    }

    /// Says that the connection had served before and broke without a byte of a reply: most likely the server had given
    /// it up while it was idle.
    #[must_use]
    pub fn on_stale_connection(mut self) -> Self {
        if let Kind::Interrupted { stale, .. } = &mut self.0.kind {
            *stale = true;
        }
        self
    }

    /// A request body that could not be read to its end.
    pub fn body(reason: impl Into<String>, source: impl Into<Source>) -> Self {
        Self::new(Kind::Body { reason: reason.into(), source: source.into() })
    }

    /// A local file that could not be used; `syscall` as Node names it, such as `open`.
    pub fn file(syscall: &'static str, path: &Path, source: io::Error) -> Self {
        Self::new(Kind::File { syscall, path: path.to_path_buf(), source })
    }

    /// A task that ended before its time: the process is going down.
    pub fn internal(source: impl Into<Source>) -> Self {
        Self::interrupted("the process is going down", source)
    }

    /// Bytes whose CRC-64 is not the one the service reported.
    pub fn integrity(expected: u64, actual: u64) -> Self {
        Self::new(Kind::Integrity { expected, actual })
    }

    /// An object that is another one by now, of which `received` bytes had come while its entity tag was `etag`.
    pub fn changed(received: u64, etag: impl Into<String>) -> Self {
        Self::new(Kind::Changed { received, etag: etag.into() })
    }

    /// What a transfer reads is not what it was when the transfer began.
    pub fn source_changed(message: impl Into<String>) -> Self {
        Self::new(Kind::SourceChanged { message: message.into() })
    }

    /// The caller gave up.
    pub fn cancelled() -> Self {
        Self::new(Kind::Cancelled)
    }

    /// The client has been closed.
    pub fn closed() -> Self {
        Self::new(Kind::Closed)
    }

    /// A reply that is not what the operation's documentation promises, such as broken XML.
    pub fn unreadable(message: impl Into<String>) -> Self {
        Self::new(Kind::Unreadable { message: message.into() })
    }

    /// A body that its `Content-Encoding` does not describe.
    pub fn undecodable(message: impl Into<String>) -> Self {
        Self::new(Kind::Undecodable { message: message.into() })
    }

    /// Notes the peer of the connection that broke.
    #[must_use]
    pub fn at(mut self, remote: SocketAddr) -> Self {
        self.0.remote = Some(remote);
        self
    }

    /// The peer of the connection that broke, if there was one.
    pub fn remote(&self) -> Option<SocketAddr> {
        self.0.remote
    }

    /// Notes the attempts that led to this error, this one included.
    #[must_use]
    pub fn after(mut self, attempts: Vec<AttemptRecord>) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// The attempts that led to this error, the last one included; none when nothing was sent.
    pub fn attempts(&self) -> &[AttemptRecord] {
        &self.0.attempts
    }

    /// Whether the caller's arguments are at fault and nothing was sent.
    pub fn is_input(&self) -> bool {
        matches!(self.0.kind, Kind::Input { .. } | Kind::InvalidHeader { .. })
    }

    /// Whether the service answered, with a status the operation does not accept.
    pub fn is_service(&self) -> bool {
        matches!(self.0.kind, Kind::Service(_))
    }

    /// Whether time ran out, before or after the connection was made.
    pub fn is_timeout(&self) -> bool {
        matches!(
            self.0.kind,
            Kind::ConnectTimeout { .. }
                | Kind::SocketAssignTimeout { .. }
                | Kind::ResponseTimeout { .. }
                | Kind::Deadline { .. }
        )
    }

    /// Whether no connection was made, so that no byte reached the service.
    pub fn is_connect(&self) -> bool {
        matches!(
            self.0.kind,
            Kind::Connect { .. } | Kind::ConnectTimeout { .. } | Kind::SocketAssignTimeout { .. }
        )
    }

    /// Whether the connection broke after it was made.
    pub fn is_interrupted(&self) -> bool {
        matches!(self.0.kind, Kind::Interrupted { .. })
    }

    /// Whether it broke because it was old: another connection may serve at once ([`Self::on_stale_connection`]).
    pub fn is_stale(&self) -> bool {
        matches!(self.0.kind, Kind::Interrupted { stale: true, .. })
    }

    /// Whether the checksums of the two sides differ.
    pub fn is_integrity(&self) -> bool {
        matches!(self.0.kind, Kind::Integrity { .. })
    }

    /// Whether the object became another one while it was read.
    pub fn is_changed(&self) -> bool {
        matches!(self.0.kind, Kind::Changed { .. })
    }

    /// Whether what a transfer reads has changed meanwhile.
    pub fn is_source_changed(&self) -> bool {
        matches!(self.0.kind, Kind::SourceChanged { .. })
    }

    /// Whether the caller gave up.
    pub fn is_cancelled(&self) -> bool {
        matches!(self.0.kind, Kind::Cancelled)
    }

    /// Whether the reply could not be read.
    pub fn is_unreadable(&self) -> bool {
        matches!(self.0.kind, Kind::Unreadable { .. } | Kind::Undecodable { .. })
    }

    /// The service's answer.
    pub fn as_service(&self) -> Option<&ServiceError> {
        match &self.0.kind {
            Kind::Service(error) => Some(error),
            _ => None,
        }
    }

    /// The header that cannot be sent, and why.
    pub fn header(&self) -> Option<(&str, HeaderFault)> {
        match &self.0.kind {
            Kind::InvalidHeader { name, reason } => Some((name, *reason)),
            _ => None,
        }
    }

    /// The limit that was hit, in milliseconds.
    pub fn timeout_ms(&self) -> Option<u64> {
        match self.0.kind {
            Kind::ConnectTimeout { ms }
            | Kind::SocketAssignTimeout { ms }
            | Kind::ResponseTimeout { ms }
            | Kind::Deadline { ms } => Some(ms),
            _ => None,
        }
    }

    /// The system call, the path and the cause of a failure with a local file.
    pub fn as_file(&self) -> Option<(&'static str, &Path, &io::Error)> {
        match &self.0.kind {
            Kind::File { syscall, path, source } => Some((syscall, path, source)),
            _ => None,
        }
    }

    /// The kind as one word, stable, for those who cannot call the predicates.
    pub fn kind(&self) -> &'static str {
        match &self.0.kind {
            Kind::Input { .. } => "input",
            Kind::InvalidHeader { .. } => "invalidHeader",
            Kind::Service(_) => "service",
            Kind::Connect { .. } => "connect",
            Kind::Proxy { .. } => "proxy",
            Kind::ConnectTimeout { .. } => "connectTimeout",
            Kind::SocketAssignTimeout { .. } => "socketAssignTimeout",
            Kind::ResponseTimeout { .. } => "responseTimeout",
            Kind::Deadline { .. } => "deadline",
            Kind::Interrupted { .. } => "interrupted",
            Kind::Body { .. } => "body",
            Kind::File { .. } => "file",
            Kind::Integrity { .. } => "integrity",
            Kind::Changed { .. } => "changed",
            Kind::SourceChanged { .. } => "sourceChanged",
            Kind::Cancelled => "cancelled",
            Kind::Closed => "closed",
            Kind::Unreadable { .. } => "unreadable",
            Kind::Undecodable { .. } => "undecodable",
        }
    }

    /// The service's checksum and ours.
    pub fn checksums(&self) -> Option<(u64, u64)> {
        match self.0.kind {
            Kind::Integrity { expected, actual } => Some((expected, actual)),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.kind {
            Kind::Input { message } => f.write_str(message),
            // The two texts of Node's `http` module, which ali-oss lets through.
            Kind::InvalidHeader { name, reason: HeaderFault::Name } => {
                write!(f, "Header name must be a valid HTTP token [\"{name}\"]")
            }
            Kind::InvalidHeader { name, reason: HeaderFault::Value } => {
                write!(f, "Invalid character in header content [\"{name}\"]")
            }
            Kind::Service(error) => error.fmt(f),
            Kind::Connect { reason, .. } | Kind::Interrupted { reason, .. } => f.write_str(reason),
            Kind::ConnectTimeout { ms } => write!(f, "connect timeout for {ms}ms"),
            Kind::SocketAssignTimeout { ms } => write!(f, "no socket became free within {ms}ms"),
            Kind::ResponseTimeout { ms } => write!(f, "response timeout for {ms}ms"),
            Kind::Deadline { ms } => write!(f, "deadline of {ms}ms passed"),
            Kind::Body { reason, .. } | Kind::Proxy { reason } => f.write_str(reason),
            Kind::File { syscall, path, source } => {
                write!(f, "{}: {}, {syscall} '{}'", errno::name(source), errno::text(source), path.display())
            }
            Kind::Integrity { expected, actual } => write!(
                f,
                "crc-64 of the bytes is {actual}, the service reported {expected}; \
                 a proxy or CDN that rewrites bodies also causes this"
            ),
            Kind::Changed { received, etag } => write!(
                f,
                "the object changed while it was read: of the one with ETag {etag}, {received} bytes had come"
            ),
            Kind::Cancelled => f.write_str("cancelled by the caller"),
            Kind::Closed => f.write_str("the client is closed"),
            Kind::SourceChanged { message }
            | Kind::Unreadable { message }
            | Kind::Undecodable { message } => f.write_str(message),
        }
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.code, &self.message) {
            (Some(code), Some(message)) => write!(f, "{code}: {message}")?,
            (Some(code), None) => f.write_str(code)?,
            (None, Some(message)) => f.write_str(message)?,
            (None, None) => f.write_str("no error details")?,
        }
        write!(f, " (status {}", self.status)?;
        if let Some(condition) = &self.condition {
            write!(f, ", condition {condition}")?;
        }
        if let Some(request_id) = &self.request_id {
            write!(f, ", request id {request_id}")?;
        }
        f.write_str(")")
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.kind.fmt(f)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.kind {
            Kind::Connect { source, .. } | Kind::Interrupted { source, .. } | Kind::Body { source, .. } => {
                Some(source.as_ref())
            }
            Kind::File { source, .. } => Some(source),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_answers_only_its_own_predicates() {
        let timeout = Error::connect_timeout(Duration::from_millis(50));
        assert!(timeout.is_timeout() && timeout.is_connect());
        assert!(!timeout.is_interrupted() && !timeout.is_input());
        assert_eq!(timeout.timeout_ms(), Some(50));

        let header = Error::invalid_header("x-oss-meta-a", HeaderFault::Value);
        assert!(header.is_input());
        assert_eq!(header.header(), Some(("x-oss-meta-a", HeaderFault::Value)));
        assert_eq!(header.to_string(), "Invalid character in header content [\"x-oss-meta-a\"]");
    }

    #[test]
    fn a_service_error_reads_as_one_line() {
        let error = Error::service(ServiceError {
            status: 412,
            code: Some("PreconditionFailed".into()),
            message: Some("At least one of the pre-conditions you specified did not hold.".into()),
            condition: Some("If-Match".into()),
            request_id: Some("5FE2B07E50ED1C3034C9258B".into()),
            ..ServiceError::default()
        });
        assert_eq!(
            error.to_string(),
            "PreconditionFailed: At least one of the pre-conditions you specified did not hold. \
             (status 412, condition If-Match, request id 5FE2B07E50ED1C3034C9258B)"
        );
    }

    #[test]
    fn a_connect_error_keeps_its_source() {
        let error = Error::connect("refused", io::Error::from(io::ErrorKind::ConnectionRefused));
        assert_eq!(error.source().map(ToString::to_string).as_deref(), Some("connection refused"));
    }
}
