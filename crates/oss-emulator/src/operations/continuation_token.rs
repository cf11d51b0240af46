//! Continuation tokens in the form of the documented one: `CgJiYw--` is base64 of field 1 of a protobuf message holding
//! `bc`, the last key of its page, with `-` for the padding. What stands for `+` and `/` is a guess.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

const FIELD_1: u8 = 0x0a;
const TO_TOKEN: [(char, char); 3] = [('+', '.'), ('/', '_'), ('=', '-')];

/// The token of the page that ended with `last`.
pub(super) fn write(last: &str) -> String {
    let mut message = vec![FIELD_1];
    let mut length = last.len();
    loop {
        let low = u8::try_from(length & 0x7f).unwrap_or_default();
        length >>= 7;
        message.push(if length == 0 { low } else { low | 0x80 });
        if length == 0 {
            break;
        }
    }
    message.extend_from_slice(last.as_bytes());
    let replace = |c| TO_TOKEN.iter().find(|(plain, _)| *plain == c).map_or(c, |(_, token)| *token);
    STANDARD.encode(message).chars().map(replace).collect()
}

/// What the page ended with; `None` when the token is none of ours.
pub(super) fn read(token: &str) -> Option<String> {
    let replace = |c| TO_TOKEN.iter().find(|(_, token)| *token == c).map_or(c, |(plain, _)| *plain);
    let message = STANDARD.decode(token.chars().map(replace).collect::<String>()).ok()?;
    let mut bytes = message.iter().copied();
    if bytes.next()? != FIELD_1 {
        return None;
    }
    let (mut length, mut shift) = (0_usize, 0_u32);
    loop {
        let byte = bytes.next()?;
        length |= usize::from(byte & 0x7f).checked_shl(shift)?;
        shift += 7;
        if byte & 0x80 == 0 {
            break;
        }
    }
    let last: Vec<u8> = bytes.collect();
    (last.len() == length).then(|| String::from_utf8(last).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_read_back_and_the_documented_one_is_met() {
        assert_eq!(write("bc"), "CgJiYw--");
        for last in ["", "a", "\u{1f600}?>~", &"k".repeat(127), &"k".repeat(128), &"k".repeat(1023)] {
            assert_eq!(read(&write(last)).as_deref(), Some(last));
        }
    }

    #[test]
    fn other_tokens_are_refused() {
        for token in ["", "x", "CgJiYw", "CgNiYw--", "CwJiYw--", "Cg--", "/w==", "Cv__________8B"] {
            assert_eq!(read(token), None, "{token}");
        }
    }
}
