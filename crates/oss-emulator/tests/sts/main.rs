//! STS as a client sees it: calls, credentials, refusals.

#![cfg(test)]

mod call;
mod refusals;
mod sessions;
