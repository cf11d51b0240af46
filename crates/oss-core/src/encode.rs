//! Percent-encoding, one table per alphabet that OSS and ali-oss use.

/// Receives text piece by piece: a URL is a `String`, a canonical request is bytes.
pub trait Sink {
    /// Appends text.
    fn put(&mut self, text: &str);
    /// Appends one ASCII character.
    fn put_ascii(&mut self, byte: u8);
}

impl Sink for String {
    fn put(&mut self, text: &str) {
        self.push_str(text);
    }
    fn put_ascii(&mut self, byte: u8) {
        self.push(char::from(byte));
    }
}

impl Sink for Vec<u8> {
    fn put(&mut self, text: &str) {
        self.extend_from_slice(text.as_bytes());
    }
    fn put_ascii(&mut self, byte: u8) {
        self.push(byte);
    }
}

/// The bytes that stay as they are; all others become `%XX` with upper-case digits.
#[derive(Debug)]
pub struct Alphabet([bool; 256]);

/// RFC 3986 unreserved characters: V4 canonical queries, RPC signatures.
pub static STRICT: Alphabet = Alphabet::with(b"");
/// [`STRICT`] and `/`: V4 canonical URIs.
pub static STRICT_PATH: Alphabet = Alphabet::with(b"/");
/// `encodeURIComponent` of JavaScript: what ali-oss puts into URLs it returns.
pub static COMPONENT: Alphabet = Alphabet::with(b"!'()*");
/// [`COMPONENT`] and `/`, for keys in such URLs.
pub static COMPONENT_PATH: Alphabet = Alphabet::with(b"!'()*/");
/// [`COMPONENT`] without `'`, which Node's URL parser escapes on the way to the wire.
pub static WIRE: Alphabet = Alphabet::with(b"!()*");
/// [`WIRE`] and `/`, for keys on the wire.
pub static WIRE_PATH: Alphabet = Alphabet::with(b"!()*/");

impl Alphabet {
    #[expect(clippy::indexing_slicing, reason = "a constant table; an index out of bounds fails the build")]
    const fn with(extra: &[u8]) -> Self {
        let mut keep = [false; 256];
        let mut byte: u8 = 0;
        while byte < 128 {
            keep[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
            byte += 1;
        }
        let mut i = 0;
        while i < extra.len() {
            keep[extra[i] as usize] = true;
            i += 1;
        }
        Self(keep)
    }

    fn keeps(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte)).copied().unwrap_or_default()
    }

    /// Appends `text`, encoded.
    pub fn encode(&self, out: &mut impl Sink, text: &str) {
        let mut rest = text;
        // A byte that stays is ASCII, so every cut below is on a character boundary.
        while let Some(at) = rest.bytes().position(|byte| !self.keeps(byte)) {
            let (kept, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
            out.put(kept);
            let run = tail.bytes().position(|byte| self.keeps(byte)).unwrap_or(tail.len());
            let (encoded, after) = tail.split_at_checked(run).unwrap_or((tail, ""));
            for byte in encoded.bytes() {
                out.put_ascii(b'%');
                out.put_ascii(hex_digit(byte >> 4));
                out.put_ascii(hex_digit(byte & 15));
            }
            rest = after;
        }
        out.put(rest);
    }

    /// `text`, encoded.
    pub fn encoded(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + text.len() / 2);
        self.encode(&mut out, text);
        out
    }
}

const fn hex_digit(nibble: u8) -> u8 {
    if nibble < 10 { b'0' + nibble } else { b'A' - 10 + nibble }
}

/// Appends `bytes` as lower-case hexadecimal digits.
pub fn hex(out: &mut impl Sink, bytes: &[u8]) {
    for byte in bytes {
        out.put_ascii(hex_digit(byte >> 4).to_ascii_lowercase());
        out.put_ascii(hex_digit(byte & 15).to_ascii_lowercase());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ODD: &str = "a/b c+d%e'f(g)h*i!j~k-l_m.n中😀?&#";

    #[test]
    fn each_alphabet_keeps_what_its_users_keep() {
        assert_eq!(
            STRICT.encoded(ODD),
            "a%2Fb%20c%2Bd%25e%27f%28g%29h%2Ai%21j~k-l_m.n%E4%B8%AD%F0%9F%98%80%3F%26%23"
        );
        assert_eq!(STRICT_PATH.encoded("/a b/"), "/a%20b/");
        assert_eq!(COMPONENT.encoded("!'()*/"), "!'()*%2F");
        assert_eq!(WIRE.encoded("!'()*/"), "!%27()*%2F");
        assert_eq!(WIRE_PATH.encoded("/a/../b'"), "/a/../b%27");
        assert_eq!(COMPONENT_PATH.encoded(""), "");
    }

    #[test]
    fn hex_is_lower_case() {
        let mut out = String::new();
        hex(&mut out, &[0x00, 0xaf, 0x9b]);
        assert_eq!(out, "00af9b");
    }
}
