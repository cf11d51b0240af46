//! How many sockets and files the program may hold open.

/// Raises the limit of the process as far as the system allows: shells start programs with 1024 or even 256, and every
/// connection needs one.
#[cfg(unix)]
pub(crate) fn raise_limit() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let maximum = getrlimit(Resource::Nofile).maximum;
    // macOS refuses a limit without bound; the one that was there goes on.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
}

/// Windows has no such limit.
#[cfg(not(unix))]
pub(crate) fn raise_limit() {}
