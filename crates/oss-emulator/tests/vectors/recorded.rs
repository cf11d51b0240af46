//! The strings that the real service signed, as its own refusals showed them.

use oss_emulator::ram::demo::{ROOT_ACCESS_KEY_ID, ROOT_ACCESS_KEY_SECRET};
use serde_json::{Value, json};
use time::{
    Duration, PrimitiveDateTime,
    macros::{datetime, format_description},
};

use crate::support::{Tally, detail, directory, judge, oss_request, set, text, vectors};

/// Records that have a string to sign and are not reproduced.
const LEFT_OUT: [(&str, &str); 3] = [
    ("rec-07", "historical: the service of 2012 wrote /bucket without a slash"),
    ("rec-08", "an S3-compatible signature, which is refused by name"),
    ("rec-09", "a V2 signature, which is refused by name"),
];

#[test]
fn the_service_signed_the_same_strings() {
    let mut tally = Tally::default();
    for record in vectors("server_recorded.json", "records") {
        let id = text(&record["id"]);
        let reason = LEFT_OUT.iter().find(|(left_out, _)| *left_out == id).map(|(_, reason)| *reason);
        if record["server_string_to_sign"].is_null() || reason.is_some() {
            tally.leave_out(id, reason.unwrap_or("no string to sign"));
            continue;
        }
        if id == "rec-10" {
            v4(&record);
        } else {
            v1(&record);
        }
        tally.checked += 1;
    }
    tally.report("server_recorded.json", 7, 23);
}

fn v1(record: &Value) {
    let id = text(&record["id"]);
    let mut request = record["request"].clone();
    let mut expected = text(&record["server_string_to_sign"]).to_owned();
    let mut added = Vec::new();
    // The record hides the token of rec-02; any other one must stand in the same place.
    let token = (id == "rec-02").then_some("CAIS+fake/token==");
    if let Some(token) = token {
        request["query"] = json!([]);
        added.push(("security-token".to_owned(), token.to_owned()));
        expected = expected.replace("<token, percent-DECODED: raw + / =>", token);
    }
    let expires = request["expires"].as_i64();
    let now = if let Some(expires) = expires {
        let url = [("OSSAccessKeyId", ROOT_ACCESS_KEY_ID), ("Signature", "wrong")];
        added.extend(url.map(|(name, value)| (name.to_owned(), value.to_owned())));
        added.push(("Expires".to_owned(), expires.to_string()));
        datetime!(2020-11-21 23:06:40 UTC)
    } else {
        let format = format_description!(
            "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT"
        );
        PrimitiveDateTime::parse(text(&request["headers"]["Date"]), format).unwrap().assume_utc()
    };
    let (mut head, address) = oss_request(&request, &added);
    if expires.is_none() {
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
}

/// The key id of rec-10 is not published, so its hash cannot be compared; the canonical request can.
fn v4(record: &Value) {
    let signed_at = PrimitiveDateTime::parse(
        text(&record["request"]["x_oss_date"]),
        format_description!("[year][month][day]T[hour][minute][second]Z"),
    )
    .unwrap()
    .assume_utc();
    let mut request = record["request"].clone();
    request["query"] = json!([]);
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
    assert_eq!(head_of(detail(&error, "StringToSign")), head_of(text(&record["server_string_to_sign"])));
}
