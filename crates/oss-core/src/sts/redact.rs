//! What of a message of STS may be shown.

/// How the service introduces the text that it expected to be signed, which holds the token and the policy.
const INTRODUCTION: &str = "string to sign is:";

/// The message without the string to sign.
pub(super) fn redacted(message: &str) -> String {
    match message.find(INTRODUCTION) {
        Some(at) => {
            let kept = message.get(..at + INTRODUCTION.len()).unwrap_or_default();
            format!("{kept}[redacted]")
        }
        None => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::redacted;

    #[test]
    fn the_string_to_sign_is_left_out() {
        let told = "Specified signature is not matched with our calculation. server string to sign is:POST&%2F&Policy%3D";
        let kept =
            "Specified signature is not matched with our calculation. server string to sign is:[redacted]";
        assert_eq!(redacted(told), kept);
        assert_eq!(redacted("You are not authorized."), "You are not authorized.");
    }
}
