//! STS as a client sees it: calls, credentials, refusals.

mod call;
mod refusals;
mod sessions;
