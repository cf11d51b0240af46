//! One line to a request, on standard error.

use std::io::Write;

/// Where the lines go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AccessLog {
    /// Nowhere.
    Off,
    /// Standard error.
    Stderr,
}

/// What a line says. Query strings are left out, since they may hold signatures.
#[derive(Debug)]
pub(crate) struct Line<'a> {
    /// The client.
    pub(crate) peer: std::net::SocketAddr,
    /// `PutObject`; `-` when the request got no operation.
    pub(crate) operation: &'a str,
    /// The method.
    pub(crate) method: &'a str,
    /// The host.
    pub(crate) host: &'a str,
    /// The path, still percent-encoded.
    pub(crate) path: &'a str,
    /// The status.
    pub(crate) status: u16,
    /// The error code; `-` for none.
    pub(crate) code: &'a str,
    /// The request id.
    pub(crate) request_id: &'a str,
    /// How long it took.
    pub(crate) milliseconds: u128,
}

impl AccessLog {
    /// Writes a line.
    pub(crate) fn write(self, line: &Line<'_>) {
        if self == Self::Off {
            return;
        }
        let Line { peer, operation, method, host, path, status, code, request_id, milliseconds } = line;
        let text = format!(
            "{peer} {operation} {method} {host}{path} {status} {code} {request_id} {milliseconds}ms\n"
        );
        // A closed standard error must not stop the server.
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }
}
