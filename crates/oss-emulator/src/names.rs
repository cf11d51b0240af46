//! Rules for bucket names and object keys.

use crate::error::ServiceError;

/// Longest key in bytes.
const MAX_KEY: usize = 1023;

/// 3 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends.
pub(crate) fn check_bucket(name: &str) -> Result<(), ServiceError> {
    let word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let bytes = name.as_bytes();
    let valid = (3..=63).contains(&bytes.len())
        && bytes.iter().all(|byte| word(*byte) || *byte == b'-')
        && bytes.first().copied().is_some_and(word)
        && bytes.last().copied().is_some_and(word);
    if valid {
        return Ok(());
    }
    Err(ServiceError::new(400, "InvalidBucketName", "The specified bucket is not valid.")
        .ec("0015-00000001")
        .detail("BucketName", name))
}

/// 1 to 1023 bytes, not beginning with a slash or backslash.
pub(crate) fn check_key(key: &str) -> Result<(), ServiceError> {
    let message = match key.bytes().next() {
        None => "The Object name can not be empty.",
        Some(b'/' | b'\\') => "The specified object is not valid.",
        Some(_) if key.len() > MAX_KEY => "The Length of Object name must be less than 1024.",
        Some(_) => return Ok(()),
    };
    Err(ServiceError::new(400, "InvalidObjectName", message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bucket_names() {
        let longest = "a".repeat(63);
        for good in ["abc", "a-b", "0a9", &longest] {
            assert!(check_bucket(good).is_ok(), "{good}");
        }
        for bad in ["ab", "-ab", "ab-", "aBc", "a_b", "a.b", "", &"a".repeat(64)] {
            assert_eq!(check_bucket(bad).unwrap_err().code, "InvalidBucketName", "{bad}");
        }
    }

    #[test]
    fn keys() {
        for good in ["a", "a/", "a//b", "../x", "\u{1f600}", &"k".repeat(1023)] {
            assert!(check_key(good).is_ok(), "{good}");
        }
        for bad in ["", "/a", "\\a", &"k".repeat(1024)] {
            assert_eq!(check_key(bad).unwrap_err().code, "InvalidObjectName", "{bad}");
        }
    }
}
