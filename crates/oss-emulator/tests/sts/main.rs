//! STS as a client sees it: calls, credentials, refusals.

#![cfg(test)]

mod call;
mod chains;
mod oidc;
mod refusals;
mod sessions;
