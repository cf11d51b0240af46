//! Ground truth from outside: published signatures, signatures of official SDKs, strings that the real service signed.
//! `testdata/` holds the files; each test prints what it checked and what it left out.

#![cfg(test)]

mod oss;
mod post_policy;
mod recorded;
mod sts;
mod support;
mod wire;
