//! Signatures: V1 and V4 in headers and URLs, POST policies, live-channel URLs, RPC requests.
//!
//! Signing returns what to add to a request; it changes nothing. What is signed is what goes on the wire: header values
//! are bytes, parameters are sorted by byte after percent-encoding, and an empty value is signed as the bare name, which is
//! what the service does. ali-oss differs in the last two, and is refused where it does.

mod policy;
mod rpc;
mod rtmp;
mod signer;
mod v1;
mod v4;

pub use policy::PostPolicy;
pub use rpc::string_to_sign as rpc_string_to_sign;
pub use rtmp::string_to_sign as rtmp_string_to_sign;
pub use signer::Signer;
pub use v1::{Resource, string_to_sign as v1_string_to_sign};
pub use v4::{ALGORITHM, CanonicalRequest, PAYLOAD, Scope, additional_headers, canonical_request};

/// Which of OSS's signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureVersion {
    /// HMAC-SHA1 over a few headers and the sub-resources.
    V1,
    /// HMAC-SHA256 over headers and the whole query, with a key for one day and region.
    V4,
}

/// The product in the scope of a V4 signature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Product {
    /// Object storage.
    #[default]
    Oss,
    /// Object storage on a CloudBox; the CloudBox id stands in for the region.
    CloudBox,
}

impl Product {
    /// As it stands in the scope.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Oss => "oss",
            Self::CloudBox => "oss-cloudbox",
        }
    }
}

/// A header to sign: its name in lower case, and the bytes of its value as sent.
pub type Header<'a> = (&'a str, &'a [u8]);

/// A decoded query parameter to sign; an empty value counts as none.
pub type Param<'a> = (&'a str, Option<&'a str>);

/// The last value of a header: names that differ in case alone were folded before signing.
fn value_of<'a>(headers: &[Header<'a>], name: &str) -> Option<&'a [u8]> {
    headers.iter().rev().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

/// A value without the white space that HTTP lets proxies drop around it.
fn trim(value: &[u8]) -> &[u8] {
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t');
    let start = value.iter().position(|byte| !is_space(byte)).unwrap_or(value.len());
    let end = value.iter().rposition(|byte| !is_space(byte)).map_or(start, |last| last + 1);
    value.get(start..end).unwrap_or_default()
}
