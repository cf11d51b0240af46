//! Errors of the operating system in Node's words.

use std::io::{self, ErrorKind};

/// The name of an error, such as `ECONNREFUSED`.
pub fn name(error: &io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::ConnectionRefused => "ECONNREFUSED",
        ErrorKind::ConnectionReset => "ECONNRESET",
        ErrorKind::ConnectionAborted => "ECONNABORTED",
        ErrorKind::HostUnreachable => "EHOSTUNREACH",
        ErrorKind::NetworkUnreachable => "ENETUNREACH",
        ErrorKind::TimedOut => "ETIMEDOUT",
        ErrorKind::BrokenPipe => "EPIPE",
        ErrorKind::AddrNotAvailable => "EADDRNOTAVAIL",
        ErrorKind::NotFound => "ENOENT",
        ErrorKind::PermissionDenied => "EACCES",
        ErrorKind::IsADirectory => "EISDIR",
        ErrorKind::NotADirectory => "ENOTDIR",
        ErrorKind::StorageFull => "ENOSPC",
        ErrorKind::QuotaExceeded => "EDQUOT",
        ErrorKind::ReadOnlyFilesystem => "EROFS",
        ErrorKind::FileTooLarge => "EFBIG",
        ErrorKind::AlreadyExists => "EEXIST",
        _ => match error.raw_os_error() {
            Some(24) => "EMFILE",
            Some(23) => "ENFILE",
            _ => "EIO",
        },
    }
}

/// The sentence that Node puts behind the name.
pub fn text(error: &io::Error) -> String {
    match name(error) {
        "ENOENT" => "no such file or directory".into(),
        "EACCES" => "permission denied".into(),
        "EISDIR" => "illegal operation on a directory".into(),
        "ENOTDIR" => "not a directory".into(),
        "ENOSPC" => "no space left on device".into(),
        "EROFS" => "read-only file system".into(),
        "EEXIST" => "file already exists".into(),
        "EMFILE" => "too many open files".into(),
        "ENFILE" => "file table overflow".into(),
        _ => error.to_string(),
    }
}
