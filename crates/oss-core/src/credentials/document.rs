//! The JSON in which servers and programs hand credentials over.

use serde_json::Value;

use super::Issued;
use crate::credential::Credential;
use crate::time_format;

/// Reads a credential: `AccessKeyId`, `AccessKeySecret`, `SecurityToken` and `Expiration`, as STS, the metadata service and
/// credential processes of OSS's SDKs write them, or `access_key_id` and so on, as the command line tool's programs do.
///
/// `Expiration` is an ISO 8601 time in UTC, or a Unix time in seconds; `Code`, if there is one, must be `Success`.
pub(super) fn read(json: &[u8]) -> Result<Issued, String> {
    // A parser that knows no fields quotes none in its errors.
    let value: Value = serde_json::from_slice(json).map_err(|e| format!("what came is not JSON: {e}"))?;
    let text = |names: [&str; 2]| {
        let found = names.iter().find_map(|name| value.get(name)?.as_str());
        found.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let code = value.get("Code").and_then(Value::as_str);
    if let Some(code) = code.filter(|code| *code != "Success") {
        let message = text(["Message", "message"]).map(|message| format!(": {message}")).unwrap_or_default();
        return Err(format!("the answer is {code}{message}"));
    }
    let need = |names: [&str; 2]| text(names).ok_or_else(|| format!("what came has no {}", names[0]));
    Ok(Issued {
        credential: Credential {
            access_key_id: need(["AccessKeyId", "access_key_id"])?,
            access_key_secret: need(["AccessKeySecret", "access_key_secret"])?,
            security_token: text(["SecurityToken", "sts_token"]),
        },
        expires_ms: expiry(value.get("Expiration").or_else(|| value.get("expiration")))?,
    })
}

fn expiry(value: Option<&Value>) -> Result<Option<i64>, String> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Number(seconds)) => {
            Ok(seconds.as_i64().filter(|seconds| *seconds > 0).map(|seconds| seconds.saturating_mul(1000)))
        }
        Some(Value::String(text)) if text.is_empty() => Ok(None),
        Some(value) => {
            let time = value.as_str().and_then(time_format::read_iso);
            time.map(Some).ok_or_else(|| format!("Expiration is not a time: {value}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn both_spellings_are_read() {
        let imds = br#"{"Code":"Success","AccessKeyId":"a","AccessKeySecret":"b","SecurityToken":"c",
            "Expiration":"2026-11-23T12:34:56Z","LastUpdated":"2026-11-23T06:34:56Z"}"#;
        let cli = br#"{"mode":"StsToken","access_key_id":"a","access_key_secret":"b","sts_token":"c","expiration":1795437296}"#;
        for json in [&imds[..], &cli[..]] {
            let issued = read(json).unwrap();
            assert_eq!(issued.credential.access_key_id, "a");
            assert_eq!(issued.credential.access_key_secret, "b");
            assert_eq!(issued.credential.security_token.as_deref(), Some("c"));
            assert_eq!(issued.expires_ms, Some(1_795_437_296_000));
        }
        let lasting = read(
            br#"{"mode":"AK","access_key_id":"a","access_key_secret":"b","sts_token":"","expiration":0}"#,
        );
        let lasting = lasting.unwrap();
        assert_eq!((lasting.credential.security_token, lasting.expires_ms), (None, None));
    }

    #[test]
    fn what_is_wrong_is_said_without_what_came() {
        for (json, reason) in [
            ("visible-secret", "what came is not JSON: expected value at line 1 column 1"),
            ("[\"visible-secret\"]", "what came has no AccessKeyId"),
            (r#"{"AccessKeyId":"visible-secret"}"#, "what came has no AccessKeySecret"),
            (r#"{"Code":"Failed","AccessKeyId":"visible-secret"}"#, "the answer is Failed"),
            (
                r#"{"AccessKeyId":"a","AccessKeySecret":"visible-secret","Expiration":"soon"}"#,
                "Expiration is not a time: \"soon\"",
            ),
        ] {
            assert_eq!(read(json.as_bytes()).unwrap_err(), reason);
        }
    }
}
