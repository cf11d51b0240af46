//! Signatures of POST policies, V1 and V4.

use oss_emulator::auth::{Realm, post_policy};
use time::{OffsetDateTime, macros::format_description};

use crate::support::{Tally, directory, instant, text, vectors};

#[test]
fn policies_verify() {
    let mut tally = Tally::default();
    for vector in vectors("post_policy.json", "vectors") {
        let (id, input, expected) = (text(&vector["id"]), &vector["input"], &vector["expected"]);
        if let Some(wrong) = expected["published_but_wrong"].as_str() {
            tally.leave_out(id, format!("the published signature {wrong} does not verify"));
            let secret = text(&input["access_key_secret"]);
            let signature = post_policy::sign_v1(secret, text(&input["policy_base64"]));
            assert_eq!(signature, text(&expected["v1_signature"]), "{id}");
            continue;
        }
        let (key, secret) = (text(&input["access_key_id"]), text(&input["access_key_secret"]));
        let now: OffsetDateTime = instant(&input["v4_time"]);
        let directory = directory(key, secret, None, now);
        let realm = Realm { directory: &directory, regions: &[] };
        let policy = text(&expected["policy_base64"]);
        let v1 = |signature: &str| {
            let fields = [("ossaccesskeyid", key), ("signature", signature), ("policy", policy)];
            let field = |name: &str| fields.iter().find(|(n, _)| *n == name).map(|(_, v)| *v);
            post_policy::authenticate(field, "localhost", &realm, now).map_err(|e| (e.code, e.ec))
        };
        let signature = text(&expected["v1_signature"]);
        assert_eq!(v1(signature).unwrap().access_key_id(), Some(key), "{id}");
        assert_eq!(v1("wrong"), Err(("SignatureDoesNotMatch", "0002-00000040")), "{id}");

        let day = now.format(format_description!("[year][month][day]")).unwrap();
        let credential = format!("{key}/{day}/{}/oss/aliyun_v4_request", text(&input["region"]));
        let v4 = |signature: &str| {
            let fields = [
                ("x-oss-signature-version", "OSS4-HMAC-SHA256"),
                ("x-oss-credential", &credential),
                ("x-oss-date", text(&expected["v4_x_oss_date"])),
                ("x-oss-signature", signature),
                ("policy", policy),
            ];
            let field = |name: &str| fields.iter().find(|(n, _)| *n == name).map(|(_, v)| *v);
            post_policy::authenticate(field, "localhost", &realm, now).map_err(|e| (e.code, e.ec))
        };
        let signature = text(&expected["v4_signature"]);
        assert_eq!(v4(signature).unwrap().access_key_id(), Some(key), "{id}");
        assert_eq!(v4("wrong"), Err(("SignatureDoesNotMatch", "0002-00000705")), "{id}");
        tally.checked += 1;
    }
    tally.report("post_policy.json", 15, 1);
}
