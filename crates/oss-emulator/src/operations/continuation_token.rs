//! Continuation tokens in the form of the documented one: `CgJiYw--` is base64 of field 1 of a protobuf message holding
//! `bc`, the last key of its page, with `-` for the padding. The other two replacements are a guess.

use base64::Engine;
use base64::alphabet::Alphabet;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};

const FIELD_1: u8 = 0x0a;

/// The token of the page that ended with `last`.
pub(super) fn write(last: &str) -> String {
    let mut message = vec![FIELD_1];
    let mut length = last.len();
    while length >= 0x80 {
        message.push((length & 0x7f) as u8 | 0x80);
        length >>= 7;
    }
    message.push(length as u8);
    message.extend_from_slice(last.as_bytes());
    let mut token = engine().encode(message);
    token.extend(std::iter::repeat_n('-', (4 - token.len() % 4) % 4));
    token
}

/// What the page ended with; `None` when the token is none of ours.
pub(super) fn read(token: &str) -> Option<String> {
    let message = engine().decode(token.trim_end_matches('-')).ok()?;
    let (first, mut rest) = message.split_first()?;
    if *first != FIELD_1 {
        return None;
    }
    let (mut length, mut shift) = (0_usize, 0_u32);
    loop {
        let (byte, tail) = rest.split_first()?;
        rest = tail;
        length |= usize::from(byte & 0x7f).checked_shl(shift)?;
        shift += 7;
        if byte & 0x80 == 0 {
            break;
        }
    }
    (rest.len() == length).then(|| String::from_utf8(rest.to_vec()).ok()).flatten()
}
