//! Signatures: who signed a request, in any of the ways that OSS knows.

mod authenticate;
