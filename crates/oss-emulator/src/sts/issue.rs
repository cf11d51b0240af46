//! Values that STS makes up: request ids and temporary credentials. All randomness is handed in.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::auth::hash;

/// A source of random bytes.
pub(crate) type Random<'a> = &'a dyn Fn(&mut [u8]);

/// A request id: a random UUID in upper case.
pub(super) fn request_id(random: Random<'_>) -> String {
    let mut bytes = [0; 16];
    random(&mut bytes);
    // Version 4, variant 1 of RFC 9562.
    let number = (u128::from_be_bytes(bytes) & !(0xf << 76) & !(0x3 << 62)) | (0x4 << 76) | (0x2 << 62);
    let hex = hash::hex(&number.to_be_bytes()).to_uppercase();
    let groups = [0..8, 8..12, 12..16, 16..20, 20..32];
    groups.map(|range| hex.get(range).unwrap_or_default()).join("-")
}

/// A temporary key id.
pub(crate) fn access_key_id(random: Random<'_>) -> String {
    format!("STS.N{}", alphanumeric(random, 24))
}

/// A temporary secret.
pub(crate) fn access_key_secret(random: Random<'_>) -> String {
    alphanumeric(random, 44)
}

/// A security token: Base64 of the length that the service's tokens have, with all of its special characters likely.
pub(crate) fn token(random: Random<'_>) -> String {
    let mut bytes = [0; 397];
    random(&mut bytes);
    format!("CAIS{}", STANDARD.encode(bytes))
}

fn alphanumeric(random: Random<'_>, length: usize) -> String {
    const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mut text = String::with_capacity(length);
    while text.len() < length {
        let mut byte = [0];
        random(&mut byte);
        // 62 divides 248: bytes beyond it would make some characters likelier.
        if byte[0] < 248
            && let Some(character) = ALPHABET.get(usize::from(byte[0] % 62))
        {
            text.push(char::from(*character));
        }
    }
    text
}
