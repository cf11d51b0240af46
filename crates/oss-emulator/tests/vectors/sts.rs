//! RPC and ACS3 signatures: the strings, the signatures, and the verdict of the service where the call is one of STS.

use oss_emulator::{
    ram::Directory,
    sts::{self, acs3, rpc},
};
use serde_json::Value;
use time::{OffsetDateTime, PrimitiveDateTime, macros::format_description};

use crate::support::{Tally, directory, head, set, text, vectors};

const NO_BODY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// The code that the service answers with; a signature that is right gets past `SignatureDoesNotMatch`.
fn code(
    head: &oss_emulator::request::RequestHead,
    body: &[u8],
    keys: &Directory,
    now: OffsetDateTime,
) -> String {
    let reply = sts::Service::default().handle(head, body, keys, now, &|bytes| bytes.fill(7));
    let body: Value = serde_json::from_str(&reply.body).unwrap_or_default();
    body["Code"].as_str().unwrap_or_default().to_owned()
}

fn pairs(object: &Value) -> Vec<(&str, &str)> {
    object.as_object().unwrap().iter().map(|(name, value)| (name.as_str(), text(value))).collect()
}

fn form(pairs: &[(&str, &str)]) -> String {
    let encode = |text: &str| {
        percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    let pairs: Vec<String> = pairs.iter().map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
    pairs.join("&")
}

/// With or without milliseconds.
fn time(text: &str) -> OffsetDateTime {
    let format = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]");
    PrimitiveDateTime::parse(text.get(..19).unwrap(), format).unwrap().assume_utc()
}

#[test]
fn rpc_signatures() {
    let (mut strings, mut tally) = (Tally::default(), Tally::default());
    for vector in vectors("sts_rpc.json", "vectors") {
        if vector["kind"] != "rpc-hmac-sha1" {
            continue;
        }
        let (id, input, expected) = (text(&vector["id"]), &vector["input"], &vector["expected"]);
        let secret = text(&input["access_key_secret"]);
        let method = text(&input["method"]);
        let mut parameters = pairs(&input["params"]);
        let string = rpc::string_to_sign(method, parameters.iter().copied());
        assert_eq!(string, text(&expected["string_to_sign"]), "{id}");
        let signature = text(&expected["signature"]);
        assert_eq!(rpc::sign(secret, &string), signature, "{id}");
        strings.checked += 1;

        // Sent to the service: it must get past the signature, and must not with a spoilt one.
        let (Some(key), Some(stamp)) =
            (input["params"]["AccessKeyId"].as_str(), input["params"]["Timestamp"].as_str())
        else {
            tally.leave_out(id, "no key id or time in the call");
            continue;
        };
        let of = |name: &str| input["params"][name].as_str().unwrap_or_default();
        if of("Version") != "2015-04-01"
            || !["GET", "POST"].contains(&method)
            || of("SignatureMethod") != "HMAC-SHA1"
        {
            tally.leave_out(id, "not a call of STS 2015-04-01");
            continue;
        }
        if !["AssumeRole", "GetCallerIdentity"].contains(&of("Action")) {
            tally.leave_out(id, format!("{} is refused by name", of("Action")));
            continue;
        }
        if key.starts_with("STS.") && of("SecurityToken").is_empty() {
            tally.leave_out(id, "a temporary key without its token is refused first");
            continue;
        }
        let now = time(stamp);
        let keys = directory(key, secret, input["params"]["SecurityToken"].as_str(), now);
        for (value, refused) in [(signature, false), ("d3Jvbmc=", true)] {
            parameters.retain(|(name, _)| *name != "Signature");
            parameters.push(("Signature", value));
            let text = form(&parameters);
            let (target, body) =
                if method == "GET" { (format!("/?{text}"), String::new()) } else { ("/".to_owned(), text) };
            let mut head = head(method, "sts.aliyuncs.com", &target);
            set(&mut head, "content-type", b"application/x-www-form-urlencoded");
            let code = code(&head, body.as_bytes(), &keys, now);
            assert_eq!(code == "SignatureDoesNotMatch", refused, "{id}: {code}");
        }
        tally.checked += 1;
    }
    strings.report("sts_rpc.json, RPC strings and signatures", 68, 0);
    tally.report("sts_rpc.json, RPC calls", 49, 19);
}

#[test]
fn acs3_signatures() {
    let (mut strings, mut tally) = (Tally::default(), Tally::default());
    for vector in vectors("sts_rpc.json", "vectors") {
        if vector["kind"] != "acs3-hmac-sha256" {
            continue;
        }
        let (id, input, expected) = (text(&vector["id"]), &vector["input"], &vector["expected"]);
        let (key, secret) = (text(&input["ak"]), text(&input["sk"]));
        let (method, path) = (text(&input["method"]), text(&input["pathname"]));
        let query = pairs(&input["query"]);
        let host = text(&input["headers"]["host"]);
        let mut head = head(method, host, &format!("{path}?{}", form(&query)));
        for (name, value) in pairs(&input["headers"]) {
            set(&mut head, name, value.as_bytes());
        }
        let canonical = text(&expected["canonical_request"]);
        let signed: Vec<&str> = canonical.lines().nth_back(1).unwrap().split(';').collect();
        let payload = text(&input["payload_sha256"]);
        let computed =
            acs3::canonical_request(method, path, query.iter().copied(), &head.headers, &signed, payload);
        assert_eq!(computed, canonical, "{id}");
        let signature = text(&expected["signature"]);
        assert_eq!(acs3::sign(secret, &acs3::string_to_sign(&computed)), signature, "{id}");
        strings.checked += 1;

        let action = text(&input["headers"]["x-acs-action"]);
        if payload != NO_BODY {
            tally.leave_out(id, "the body is not published");
            continue;
        }
        if text(&input["headers"]["x-acs-version"]) != "2015-04-01" || action != "AssumeRole" {
            tally.leave_out(id, format!("{action} is refused by name"));
            continue;
        }
        let now = time(text(&input["headers"]["x-acs-date"]));
        let keys = directory(key, secret, input["headers"]["x-acs-security-token"].as_str(), now);
        let authorization = text(&expected["authorization"]);
        for (value, refused) in [(authorization.to_owned(), false), (format!("{authorization}0"), true)] {
            set(&mut head, "authorization", value.as_bytes());
            let code = code(&head, b"", &keys, now);
            assert_eq!(code == "SignatureDoesNotMatch", refused, "{id}: {code}");
        }
        tally.checked += 1;
    }
    strings.report("sts_rpc.json, ACS3 strings and signatures", 18, 0);
    tally.report("sts_rpc.json, ACS3 calls", 15, 3);
}
