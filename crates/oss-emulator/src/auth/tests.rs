//! The refusals of authentication, each with its code and EC, and the order in which they come.

use http::{HeaderMap, HeaderName, HeaderValue, Method};
use time::{Duration, OffsetDateTime, macros::datetime};

use super::{Realm, authenticate, sign::Signer};
use crate::{
    error::ServiceError,
    ram::{Directory, Identity, Session, demo},
    request::{Address, QueryParameter, RequestHead},
};

const NOW: OffsetDateTime = datetime!(2026-11-23 12:34:56 UTC);
const USER: Signer<'_> = Signer {
    access_key_id: demo::USER_ACCESS_KEY_ID,
    access_key_secret: demo::USER_ACCESS_KEY_SECRET,
    token: None,
};

fn head() -> RequestHead {
    RequestHead {
        method: Method::GET,
        target: "/a%20b".into(),
        raw_path: "/a%20b".into(),
        query: Vec::new(),
        headers: HeaderMap::new(),
        host: "bucket.oss-cn-hangzhou.aliyuncs.com".into(),
        peer: "10.1.2.3:40000".parse().unwrap(),
        secure: false,
    }
}

fn address() -> Address {
    Address { bucket: Some("bucket".into()), object: Some("a b".into()) }
}

fn judge(head: &RequestHead, now: OffsetDateTime) -> Result<Identity, ServiceError> {
    let directory = Directory::default();
    let regions = ["cn-hangzhou".to_owned()];
    authenticate(head, &address(), &Realm { directory: &directory, regions: &regions }, now)
}

fn refusal(head: &RequestHead, now: OffsetDateTime) -> (u16, &'static str, &'static str) {
    let error = judge(head, now).unwrap_err();
    (error.status, error.code, error.ec)
}

fn set(head: &mut RequestHead, name: &str, value: &str) {
    head.headers
        .insert(HeaderName::from_bytes(name.as_bytes()).unwrap(), HeaderValue::from_str(value).unwrap());
}

fn put(head: &mut RequestHead, name: &str, value: &str) {
    head.query.retain(|p| p.name != name);
    head.query.push(QueryParameter { name: name.into(), value: Some(value.into()) });
}

fn v1_header() -> RequestHead {
    let mut head = head();
    USER.v1_header(&mut head, &address(), NOW);
    head
}

fn v1_url() -> RequestHead {
    let mut head = head();
    USER.v1_url(&mut head, &address(), NOW.unix_timestamp() + 60);
    head
}

fn v4_header() -> RequestHead {
    let mut head = head();
    USER.v4_header(&mut head, &address(), "cn-hangzhou", &[], NOW);
    head
}

fn v4_url() -> RequestHead {
    let mut head = head();
    USER.v4_url(&mut head, &address(), "cn-hangzhou", &[], NOW, Duration::MINUTE);
    head
}

#[test]
fn every_way_of_signing_identifies_the_user() {
    for head in [v1_header(), v1_url(), v4_header(), v4_url()] {
        let expected = Identity::User {
            account: demo::ACCOUNT.into(),
            name: demo::USER.into(),
            access_key_id: demo::USER_ACCESS_KEY_ID.into(),
        };
        assert_eq!(judge(&head, NOW), Ok(expected));
    }
    assert_eq!(judge(&head(), NOW), Ok(Identity::Anonymous));
}

#[test]
fn two_ways_at_once_are_refused() {
    let mut both = v1_url();
    both.headers = v1_header().headers;
    assert_eq!(refusal(&both, NOW), (400, "InvalidArgument", ""));
    let mut urls = v1_url();
    urls.query.extend(v4_url().query);
    assert_eq!(refusal(&urls, NOW), (400, "InvalidArgument", ""));
    let mut twice = v1_header();
    twice.headers.append("authorization", HeaderValue::from_static("OSS a:b"));
    assert_eq!(refusal(&twice, NOW), (400, "InvalidArgument", ""));
}

#[test]
fn signatures_of_other_schemes_are_refused_by_name() {
    let mut s3 = head();
    put(&mut s3, "AWSAccessKeyId", "x");
    assert_eq!(refusal(&s3, NOW), (501, "NotImplemented", ""));
    let mut s3 = head();
    set(&mut s3, "authorization", "AWS4-HMAC-SHA256 Credential=x");
    assert_eq!(refusal(&s3, NOW), (501, "NotImplemented", ""));
    let mut v2 = head();
    put(&mut v2, "x-oss-signature-version", "OSS2");
    assert_eq!(refusal(&v2, NOW), (400, "InvalidArgument", ""));
}

#[test]
fn malformed_authorization_headers_have_their_ec() {
    let day = "20261123/cn-hangzhou/oss/aliyun_v4_request";
    for (value, ec) in [
        ("", "0002-00000061"),
        ("Basic eA==", "0002-00000061"),
        ("OSS key", "0002-00000061"),
        ("OSS key:a:b", "0002-00000061"),
        ("OSS :sig", "0002-00000062"),
        ("OSS key:", "0002-00000062"),
        ("OSS4-HMAC-SHA256 Credential=k", "0002-00000203"),
        ("OSS4-HMAC-SHA256 Credential=k,Signature=s", "0002-00000203"),
        (&format!("OSS4-HMAC-SHA256 Credential=k/{day},Signature=s,Extra=1"), "0002-00000202"),
        ("OSS4-HMAC-SHA256 Credential=k/2026/cn-hangzhou/oss/aliyun_v4_request,Signature=s", "0002-00000212"),
        ("OSS4-HMAC-SHA256 Credential=k/20261123/cn-hangzhou/s3/aws4_request,Signature=s", "0002-00000213"),
    ] {
        let mut head = v4_header();
        set(&mut head, "authorization", value);
        assert_eq!(refusal(&head, NOW), (400, "InvalidArgument", ec), "{value}");
    }
}

#[test]
fn the_v4_header_is_read_however_it_is_spelled() {
    let mut head = head();
    set(&mut head, "host", "bucket.oss-cn-hangzhou.aliyuncs.com");
    let additional = ["host".to_owned()];
    USER.v4_header(&mut head, &address(), "cn-hangzhou", &additional, NOW);
    let value = head.header("authorization").unwrap().to_owned();
    let parts: Vec<&str> = value.split_once(' ').unwrap().1.split(',').collect();
    let [credential, additional, signature] = parts[..] else { panic!("{value}") };
    for spelling in [
        format!("OSS4-HMAC-SHA256 {credential}, {signature}, {additional}"),
        format!("OSS4-HMAC-SHA256 {signature},AdditionalHeaders=HOST;host;x-absent;x-oss-date,{credential}"),
    ] {
        set(&mut head, "authorization", &spelling);
        assert!(judge(&head, NOW).is_ok(), "{spelling}");
    }
    let mut plain = v4_header();
    let value = plain.header("authorization").unwrap().replace(",Signature", ",AdditionalHeaders=,Signature");
    set(&mut plain, "authorization", &value);
    assert!(judge(&plain, NOW).is_ok());
}

#[test]
fn the_clock_may_differ_by_fifteen_minutes() {
    let quarter = Duration::minutes(15);
    for head in [v1_header(), v4_header()] {
        assert!(judge(&head, NOW + quarter).is_ok());
        assert!(judge(&head, NOW - quarter).is_ok());
        for now in [NOW + quarter + Duration::SECOND, NOW - quarter - Duration::SECOND] {
            let error = judge(&head, now).unwrap_err();
            assert_eq!((error.status, error.code, error.ec), (403, "RequestTimeTooSkewed", "0002-00000504"));
            assert_eq!(error.details[0], ("MaxAllowedSkewMilliseconds", "900000".into()));
            assert_eq!(error.details[1], ("RequestTime", "2026-11-23T12:34:56.000Z".into()));
            assert_eq!(error.details[2].0, "ServerTime");
        }
    }
    for (name, value) in [("x-oss-date", "today"), ("date", "2026-11-23")] {
        let mut head = v1_header();
        head.headers.remove("x-oss-date");
        set(&mut head, name, value);
        assert_eq!(refusal(&head, NOW), (403, "AccessDenied", "0002-00000503"), "{name}");
    }
    let mut head = v4_header();
    head.headers.remove("x-oss-date");
    assert_eq!(refusal(&head, NOW), (403, "AccessDenied", "0002-00000503"));
}

#[test]
fn expiry_is_told_before_a_wrong_signature() {
    for (mut head, signature, ec) in
        [(v1_url(), "Signature", "0002-00000069"), (v4_url(), "x-oss-signature", "")]
    {
        put(&mut head, signature, "wrong");
        let error = judge(&head, NOW + Duration::seconds(61)).unwrap_err();
        assert_eq!((error.status, error.code, error.ec), (403, "AccessDenied", ec));
        assert_eq!(error.message, "Request has expired.");
        assert_eq!(error.details[0], ("Expires", "2026-11-23T12:35:56.000Z".into()));
        assert_eq!(error.details[1], ("ServerTime", "2026-11-23T12:35:57.000Z".into()));
        assert_eq!(judge(&head, NOW).unwrap_err().code, "SignatureDoesNotMatch");
    }
    assert_eq!(
        refusal(&v4_url(), NOW - Duration::minutes(16)),
        (403, "RequestTimeTooSkewed", "0002-00000504")
    );
    assert!(judge(&v4_url(), NOW - Duration::minutes(15)).is_ok());
    assert!(judge(&v4_url(), NOW + Duration::MINUTE).is_ok());
    assert!(judge(&v1_url(), NOW + Duration::MINUTE).is_ok());
}

#[test]
fn urls_need_all_their_parameters() {
    for name in ["Signature", "Expires", "OSSAccessKeyId"] {
        let mut head = v1_url();
        head.query.retain(|p| p.name != name);
        let error = judge(&head, NOW).unwrap_err();
        assert_eq!((error.status, error.code), (403, "AccessDenied"), "{name}");
        assert!(error.message.starts_with("Query-string authentication requires"), "{}", error.message);
    }
    let mut head = v1_url();
    put(&mut head, "Expires", "tomorrow");
    assert_eq!(refusal(&head, NOW), (403, "AccessDenied", "0002-00000070"));
    for (name, value, ec) in [
        ("x-oss-credential", "", "0002-00000218"),
        ("x-oss-credential", "key", "0002-00000223"),
        ("x-oss-credential", "key/1/cn-hangzhou/oss/aliyun_v4_request", "0002-00000224"),
        ("x-oss-signature", "", "0002-00000219"),
        ("x-oss-date", "20261124T000000Z", "0002-00000224"),
        ("x-oss-expires", "0", "0002-00000232"),
        ("x-oss-expires", "604801", "0002-00000232"),
        ("x-oss-signature-version", "", ""),
    ] {
        let mut head = v4_url();
        put(&mut head, name, value);
        assert_eq!(refusal(&head, NOW), (400, "InvalidArgument", ec), "{name}={value}");
    }
}

#[test]
fn the_region_of_the_scope_is_that_of_the_host() {
    let mut head = head();
    USER.v4_header(&mut head, &address(), "cn-beijing", &[], NOW);
    let error = judge(&head, NOW).unwrap_err();
    assert_eq!((error.status, error.code, error.ec), (400, "InvalidArgument", "0002-00000226"));
    assert_eq!(error.message, "Invalid signing region in Authorization header.");
    head.host = "localhost:9000".into();
    assert_eq!(refusal(&head, NOW).2, "0002-00000226");
    let directory = Directory::default();
    let realm = Realm { directory: &directory, regions: &["cn-beijing".to_owned()] };
    assert!(authenticate(&head, &address(), &realm, NOW).is_ok());
    let mut head = self::head();
    USER.v4_url(&mut head, &address(), "cn-beijing", &[], NOW, Duration::MINUTE);
    assert_eq!(judge(&head, NOW).unwrap_err().message, "The signing region in credential is invalid.");
}

#[test]
fn the_day_of_the_scope_is_that_of_the_request() {
    let mut head = v4_header();
    let value = head.header("authorization").unwrap().replace("/20261123/", "/20261122/");
    set(&mut head, "authorization", &value);
    assert_eq!(refusal(&head, NOW), (400, "InvalidArgument", "0002-00000212"));
}

#[test]
fn of_a_repeated_parameter_v1_takes_the_first() {
    let mut head = head();
    put(&mut head, "versionId", "one");
    USER.v1_url(&mut head, &address(), NOW.unix_timestamp() + 60);
    for name in ["versionId", "Expires", "Signature", "OSSAccessKeyId"] {
        head.query.push(QueryParameter { name: name.into(), value: Some("two".into()) });
    }
    assert!(judge(&head, NOW).is_ok());
    head.query.reverse();
    assert!(judge(&head, NOW).is_err());
}

#[test]
fn keys_and_their_absence() {
    let unknown = Signer { access_key_id: "LTAI5tFakeUnknown", ..USER };
    let mut head = head();
    unknown.v1_header(&mut head, &address(), NOW);
    let error = judge(&head, NOW).unwrap_err();
    assert_eq!((error.status, error.code, error.ec), (403, "InvalidAccessKeyId", "0002-00000902"));
    assert_eq!(error.details, [("OSSAccessKeyId", "LTAI5tFakeUnknown".to_owned())]);

    let mut account = Directory::default().account(demo::ACCOUNT).unwrap().clone();
    account.users[0].keys[0].active = false;
    let directory = Directory::new([account]).unwrap();
    let realm = Realm { directory: &directory, regions: &[] };
    let error = authenticate(&v1_header(), &address(), &realm, NOW).unwrap_err();
    assert_eq!(error.message, "The OSS Access Key Id you provided is disabled.");
}

#[test]
fn tokens_travel_where_each_version_wants_them() {
    let directory = Directory::default();
    let session = Session {
        access_key_id: "STS.NFakeKey".into(),
        access_key_secret: "FakeSecret".into(),
        token: "CAIS+fake/token==".into(),
        expires: NOW + Duration::MINUTE,
        account: demo::ACCOUNT.into(),
        role: demo::ROLE.into(),
        name: "s".into(),
        policy: None,
    };
    directory.add_session(session, NOW);
    let realm = Realm { directory: &directory, regions: &[] };
    let judge = |head: &RequestHead, now| authenticate(head, &address(), &realm, now).map_err(|e| e.code);
    let signer = Signer {
        access_key_id: "STS.NFakeKey",
        access_key_secret: "FakeSecret",
        token: Some("CAIS+fake/token=="),
    };
    let life = Duration::HOUR;
    let mut heads = [head(), head(), head(), head(), head()];
    signer.v1_header(&mut heads[0], &address(), NOW);
    signer.v1_url(&mut heads[1], &address(), (NOW + life).unix_timestamp());
    signer.v4_header(&mut heads[2], &address(), "cn-hangzhou", &[], NOW);
    signer.v4_url(&mut heads[3], &address(), "cn-hangzhou", &[], NOW, life);
    // Two SDKs send the token unsigned.
    Signer { token: None, ..signer }.v1_header(&mut heads[4], &address(), NOW);
    set(&mut heads[4], "security-token", "CAIS+fake/token==");
    for head in &heads {
        assert!(judge(head, NOW).is_ok(), "{head:?}");
        assert_eq!(judge(head, NOW + Duration::MINUTE), Err("SecurityTokenExpired"));
    }
    let mut head = head();
    Signer { token: None, ..signer }.v1_url(&mut head, &address(), (NOW + life).unix_timestamp());
    assert_eq!(judge(&head, NOW), Err("InvalidAccessKeyId"));
    set(&mut head, "x-oss-security-token", "CAIS+fake/token==");
    assert_eq!(judge(&head, NOW), Err("InvalidRequest"));
}

#[test]
fn v1_signs_uncertain_sub_resources_or_not() {
    // `seal` is signed by one SDK, `x-oss-new` by those that sign every such name, `versionId` by all.
    for (signed, sent, accepted) in [
        (&["seal"][..], &["seal"][..], true),
        (&[], &["seal"], true),
        (&["x-oss-new"], &["x-oss-new"], true),
        (&[], &["x-oss-new"], true),
        (&["versionId"], &["versionId"], true),
        (&[], &["versionId"], false),
        (&[], &["uploads"], false),
        (&[], &["prefix"], true),
    ] {
        let resource = match signed {
            [name] => format!("/bucket/a b?{name}"),
            _ => "/bucket/a b".to_owned(),
        };
        let mut head = v1_header();
        let date = head.header("x-oss-date").unwrap().to_owned();
        let text =
            super::canonical_v1::string_to_sign(&head.method, &head.headers, date.as_bytes(), &resource);
        let signature = super::hash::hmac_sha1_base64(USER.access_key_secret.as_bytes(), &text);
        set(&mut head, "authorization", &format!("OSS {}:{signature}", USER.access_key_id));
        for name in sent {
            put(&mut head, name, "");
        }
        assert_eq!(judge(&head, NOW).is_ok(), accepted, "signed {signed:?}, sent {sent:?}");
    }
}

#[test]
fn v1_urls_can_be_bound_to_an_address() {
    let mut head = head();
    put(&mut head, "x-oss-ac-subnet-mask", "16");
    let mut signed = head.clone();
    put(&mut signed, "x-oss-ac-source-ip", "10.1.0.0");
    USER.v1_url(&mut signed, &address(), NOW.unix_timestamp() + 60);
    signed.query.retain(|p| p.name != "x-oss-ac-source-ip");
    assert!(judge(&signed, NOW).is_ok());
    signed.peer = "10.2.2.3:40000".parse().unwrap();
    assert_eq!(judge(&signed, NOW).unwrap_err().code, "SignatureDoesNotMatch");
}

#[test]
fn v4_wants_the_payload_marked_as_unsigned() {
    for value in [None, Some("e3b0c442")] {
        let mut head = v4_header();
        head.headers.remove("x-oss-content-sha256");
        if let Some(value) = value {
            set(&mut head, "x-oss-content-sha256", value);
        }
        assert_eq!(refusal(&head, NOW), (400, "InvalidArgument", ""));
    }
}

#[test]
fn forms_are_signed_completely_or_not_at_all() {
    let directory = Directory::default();
    let realm = Realm { directory: &directory, regions: &[] };
    let judge = |fields: &[(&str, &'static str)]| {
        let field = |name: &str| fields.iter().find(|(n, _)| *n == name).map(|(_, value)| *value);
        super::post_policy::authenticate(field, "localhost", &realm, NOW)
            .map_err(|e| (e.status, e.code, e.message))
    };
    assert_eq!(judge(&[("key", "k")]), Ok(Identity::Anonymous));
    let refused = |message: &str| Err((400, "InvalidArgument", message.to_owned()));
    assert_eq!(judge(&[("policy", "e30=")]), refused("Post request accessKeyId is empty."));
    assert_eq!(
        judge(&[("ossaccesskeyid", "k"), ("policy", "e30=")]),
        refused("Post request signature is empty.")
    );
    assert_eq!(judge(&[("x-oss-signature", "s")]), refused("A field of the V4 signature is empty."));
}

#[test]
fn v4_forms_live_for_seven_days() {
    let directory = Directory::default();
    let realm = Realm { directory: &directory, regions: &[] };
    let scope = super::canonical_v4::Scope {
        date: "20261123".into(),
        region: "cn-hangzhou".into(),
        product: "oss".into(),
    };
    let credential = scope.credential(USER.access_key_id);
    let signature = scope.sign(USER.access_key_secret, b"e30=");
    let judge = |date: &str, now| {
        let field = |name: &str| match name {
            "policy" => Some("e30="),
            "x-oss-signature-version" => Some("OSS4-HMAC-SHA256"),
            "x-oss-credential" => Some(credential.as_str()),
            "x-oss-date" => Some(date),
            "x-oss-signature" => Some(signature.as_str()),
            _ => None,
        };
        super::post_policy::authenticate(field, "localhost", &realm, now).map(|_| ()).map_err(|e| e.ec)
    };
    let (early, late) = (Duration::minutes(15), Duration::days(7));
    let date = "20261123T123456Z";
    assert_eq!(judge(date, NOW - early), Ok(()));
    assert_eq!(judge(date, NOW + late), Ok(()));
    assert_eq!(judge(date, NOW - early - Duration::SECOND), Err("0002-00000709"));
    assert_eq!(judge(date, NOW + late + Duration::SECOND), Err("0002-00000709"));
    assert_eq!(judge("20261122T123456Z", NOW), Err("0002-00000709"));
}

#[test]
fn secrets_do_not_appear_in_debug_output() {
    let directory = Directory::default();
    let signer = Signer { token: Some("CAISFakeToken"), ..USER };
    let text = format!("{directory:?} {signer:?} {:?}", directory.key(demo::USER_ACCESS_KEY_ID));
    assert!(text.contains(demo::USER_ACCESS_KEY_ID));
    for secret in [demo::USER_ACCESS_KEY_SECRET, demo::ROOT_ACCESS_KEY_SECRET, "CAISFakeToken"] {
        assert!(!text.contains(secret), "{text}");
    }
}
