//! Percent-encoding of RFC 3986: everything but letters, digits and `-._~`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const PATH: &AsciiSet = &COMPONENT.remove(b'/');

/// Encodes a name or value.
pub(crate) fn component(text: &str) -> String {
    utf8_percent_encode(text, COMPONENT).to_string()
}

/// Encodes a path, whose slashes stay.
pub(crate) fn path(text: &str) -> String {
    utf8_percent_encode(text, PATH).to_string()
}

/// `name=value` pairs joined by ampersands, sorted by name before they are encoded, as RPC and ACS3 want them.
pub(crate) fn sorted_query<'p>(pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> String {
    let mut pairs: Vec<_> = pairs.into_iter().collect();
    pairs.sort_unstable();
    let pairs: Vec<_> =
        pairs.into_iter().map(|(name, value)| format!("{}={}", component(name), component(value))).collect();
    pairs.join("&")
}
