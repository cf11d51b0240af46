//! The strings that the real service signed, as its own refusals showed them.

use oss_emulator::ram::demo::{ROOT_ACCESS_KEY_ID, ROOT_ACCESS_KEY_SECRET};
use time::{Duration, OffsetDateTime, PrimitiveDateTime, macros::format_description};

use crate::support::{Tally, detail, directory, judge, oss_request, set, text, vectors};

#[test]
fn the_service_signed_the_same_strings() {
    let mut tally = Tally::default();
    for mut record in vectors("server_recorded.json", "records") {
        let id = text(&record["id"]).to_owned();
        let Some(expected) = record["server_string_to_sign"].as_str().map(str::to_owned) else {
            tally.leave_out(&id, "no string to sign");
            continue;
        };
        match id.as_str() {
            "rec-07" => {
                tally.leave_out(&id, "historical: the service of 2012 wrote /bucket without a slash");
                continue;
            }
            "rec-08" => {
                tally.leave_out(&id, "S3-compatible signature, which is refused by name");
                continue;
            }
            "rec-09" => {
                tally.leave_out(&id, "V2 signature, which is refused by name");
                continue;
            }
            _ => {}
        }
        if id == "rec-10" {
            v4(&record, &expected);
            tally.checked += 1;
            continue;
        }
        let request = &mut record["request"];
        let token = (id == "rec-02").then_some("CAIS+fake/token==");
        let mut added = Vec::new();
        if let Some(token) = token {
            request["query"] = serde_json::json!([]);
            added.push(("security-token".to_owned(), token.to_owned()));
        }
        let expected = expected.replace("<token, percent-DECODED: raw + / =>", token.unwrap_or_default());
        let now = match request["expires"].as_i64() {
            Some(expires) => {
                for (name, value) in [
                    ("OSSAccessKeyId", ROOT_ACCESS_KEY_ID),
                    ("Expires", &expires.to_string()),
                    ("Signature", "wrong"),
                ] {
                    added.push((name.to_owned(), value.to_owned()));
                }
                OffsetDateTime::from_unix_timestamp(1_606_000_000).unwrap()
            }
            None => {
                let format = format_description!(
                    "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT"
                );
                PrimitiveDateTime::parse(text(&request["headers"]["Date"]), format).unwrap().assume_utc()
            }
        };
        let (mut head, address) = oss_request(request, &added);
        if request["expires"].is_null() {
            set(&mut head, "authorization", format!("OSS {ROOT_ACCESS_KEY_ID}:wrong").as_bytes());
        }
        let directory = directory(ROOT_ACCESS_KEY_ID, ROOT_ACCESS_KEY_SECRET, token, now);
        let error = judge(&head, &address, &directory, now).unwrap_err();
        assert_eq!(detail(&error, "StringToSign"), expected, "{id}");
        if let Some(bytes) = record["server_string_to_sign_bytes"].as_str() {
            assert_eq!(detail(&error, "StringToSignBytes"), bytes, "{id}");
        }
        let names: Vec<&str> = error.details.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["OSSAccessKeyId", "SignatureProvided", "StringToSign", "StringToSignBytes"]);
        tally.checked += 1;
    }
    tally.report("server_recorded.json", 7, 23);
}

/// The key id of rec-10 is not published, so its hash cannot be compared; the canonical request can.
fn v4(record: &serde_json::Value, expected: &str) {
    let signed_at = PrimitiveDateTime::parse(
        text(&record["request"]["x_oss_date"]),
        format_description!("[year][month][day]T[hour][minute][second]Z"),
    )
    .unwrap()
    .assume_utc();
    let mut request = record["request"].clone();
    request["query"] = serde_json::json!([]);
    let added = [
        ("x-oss-signature-version", "OSS4-HMAC-SHA256".to_owned()),
        ("x-oss-date", text(&request["x_oss_date"]).to_owned()),
        ("x-oss-expires", text(&request["x_oss_expires"]).to_owned()),
        ("x-oss-credential", format!("{ROOT_ACCESS_KEY_ID}/20251023/cn-shanghai/oss/aliyun_v4_request")),
        ("x-oss-signature", "wrong".to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value));
    let (head, address) = oss_request(&request, &added);
    let now = signed_at + Duration::MINUTE;
    let directory = directory(ROOT_ACCESS_KEY_ID, ROOT_ACCESS_KEY_SECRET, None, now);
    let error = judge(&head, &address, &directory, now).unwrap_err();
    let canonical = text(&record["server_canonical_request"])
        .replace("<access key id from the source>", ROOT_ACCESS_KEY_ID);
    assert_eq!(detail(&error, "CanonicalRequest"), canonical);
    let head_of = |text: &str| text.rsplit_once('\n').unwrap().0.to_owned();
    assert_eq!(head_of(detail(&error, "StringToSign")), head_of(expected));
}
