//! What AssumeRole hands out, and how long and for what it is good.

use http::Method;
use oss_emulator::{
    auth::{Realm, authenticate, sign::Signer},
    ram::{Access, Context, Directory, Grant, Identity, authorize, demo},
    request::{Address, RequestHead},
    sts::Reply,
};
use serde_json::Value;
use time::{Duration, OffsetDateTime};

use crate::call::{Client, NOW, json};

fn credentials(reply: &Reply) -> Value {
    assert_eq!(reply.status, 200, "{}", reply.body);
    json(reply)["Credentials"].clone()
}

fn signer(credentials: &Value) -> Signer<'_> {
    Signer {
        access_key_id: credentials["AccessKeyId"].as_str().unwrap(),
        access_key_secret: credentials["AccessKeySecret"].as_str().unwrap(),
        token: credentials["SecurityToken"].as_str(),
    }
}

fn get(signer: &Signer<'_>, directory: &Directory, now: OffsetDateTime) -> Result<Identity, &'static str> {
    let mut head = RequestHead {
        method: Method::GET,
        target: "/key".into(),
        raw_path: "/key".into(),
        query: Vec::new(),
        headers: http::HeaderMap::new(),
        host: "b.oss-cn-hangzhou.aliyuncs.com".into(),
        peer: "127.0.0.1:40000".parse().unwrap(),
        secure: false,
    };
    let address = Address { bucket: Some("b".into()), object: Some("key".into()) };
    signer.v4_header(&mut head, &address, "cn-hangzhou", &[], now);
    authenticate(&head, &address, &Realm { directory, regions: &[] }, now).map_err(|e| e.code)
}

fn may(identity: &Identity, directory: &Directory, action: &str, resource: &str) -> Result<Grant, String> {
    let context = Context::default();
    let access =
        Access { action, resource: format!("acs:oss:*:{}:{resource}", demo::ACCOUNT), context: &context };
    authorize(identity, &access, directory, None).map_err(|e| e.message)
}

#[test]
fn the_reply_has_the_shape_of_the_service() {
    let directory = Directory::default();
    let reply = Client::new(&directory).assume(&[("DurationSeconds", "900")]);
    assert_eq!((reply.status, reply.content_type), (200, "application/json;charset=utf-8"));
    let body = json(&reply);
    let names: Vec<&String> = body.as_object().unwrap().keys().collect();
    assert_eq!(names, ["RequestId", "AssumedRoleUser", "Credentials"]);
    let id = body["RequestId"].as_str().unwrap();
    let groups: Vec<usize> = id.split('-').map(str::len).collect();
    assert_eq!(groups, [8, 4, 4, 4, 12]);
    assert_eq!(id.get(14..15), Some("4"), "{id} is not a random UUID");
    assert!("89AB".contains(id.get(19..20).unwrap()), "{id} is not a random UUID");
    assert!(id.chars().all(|c| c == '-' || c.is_ascii_digit() || ('A'..='F').contains(&c)), "{id}");
    assert_eq!(body["AssumedRoleUser"]["Arn"], "acs:ram::1234567890123456:role/oss-demo/test");
    assert_eq!(body["AssumedRoleUser"]["AssumedRoleId"], "345678901234567890:test");
    let credentials = &body["Credentials"];
    let names: Vec<&String> = credentials.as_object().unwrap().keys().collect();
    assert_eq!(names, ["SecurityToken", "AccessKeyId", "AccessKeySecret", "Expiration"]);
    assert!(credentials["AccessKeyId"].as_str().unwrap().starts_with("STS."));
    assert_eq!(credentials["Expiration"], "2026-11-23T12:49:56Z");
}

#[test]
fn the_same_as_xml() {
    let directory = Directory::default();
    let reply = Client::new(&directory).assume(&[("Format", "XML"), ("SourceIdentity", "alice@x")]);
    assert_eq!((reply.status, reply.content_type), (200, "text/xml;charset=utf-8"));
    let body = &reply.body;
    assert!(
        body.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?><AssumeRoleResponse><RequestId>"),
        "{body}"
    );
    assert!(body.contains("<Expiration>2026-11-23T13:34:56Z</Expiration></Credentials>"), "{body}");
    assert!(body.ends_with("<SourceIdentity>alice@x</SourceIdentity></AssumeRoleResponse>"), "{body}");
}

#[test]
fn calls_by_get_with_milliseconds_and_by_header_are_taken() {
    let directory = Directory::default();
    let client = Client::new(&directory);
    let parameters = [
        ("Action", "AssumeRole"),
        ("RoleArn", demo::ROLE_ARN),
        ("RoleSessionName", "a.b@c-d_e"),
        ("Timestamp", "2026-11-23T12:34:56.123Z"),
    ];
    credentials(&client.rpc("GET", &parameters));
    credentials(&client.acs3(&[("RoleArn", demo::ROLE_ARN), ("RoleSessionName", "test")], &[], ""));
}

#[test]
fn credentials_work_until_they_expire() {
    let directory = Directory::default();
    let credentials = credentials(&Client::new(&directory).assume(&[("DurationSeconds", "900")]));
    let signer = signer(&credentials);
    let end = NOW + Duration::seconds(900);
    let identity = get(&signer, &directory, end - Duration::SECOND).unwrap();
    assert_eq!(identity.arn().unwrap(), "acs:ram::1234567890123456:assumed-role/oss-demo/test");
    assert_eq!(get(&signer, &directory, end), Err("SecurityTokenExpired"));
}

#[test]
fn key_and_token_belong_together() {
    let directory = Directory::default();
    let client = Client::new(&directory);
    let (one, two) = (credentials(&client.assume(&[])), credentials(&client.assume(&[])));
    let (one, two) = (signer(&one), signer(&two));
    let attempt = |signer: Signer<'_>| get(&signer, &directory, NOW).unwrap_err();
    assert_eq!(attempt(Signer { token: two.token, ..one }), "AccessKeyIdAndSecurityTokenNotMatch");
    assert_eq!(attempt(Signer { token: Some("CAISFake"), ..one }), "InvalidSecurityToken");
    assert_eq!(attempt(Signer { token: None, ..one }), "InvalidAccessKeyId");
    assert_eq!(attempt(Signer { access_key_secret: two.access_key_secret, ..one }), "SignatureDoesNotMatch");
}

#[test]
fn a_session_policy_narrows_the_role() {
    let directory = Directory::default();
    let policy = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":["oss:GetObject"],
        "Resource":["acs:oss:*:*:b/public/*"]}]}"#;
    let credentials = credentials(&Client::new(&directory).assume(&[("Policy", policy)]));
    let identity = get(&signer(&credentials), &directory, NOW).unwrap();
    let may = |action, resource| may(&identity, &directory, action, resource);
    let denied = Err("Access denied by authorizer's policy.".to_owned());
    assert_eq!(may("oss:GetObject", "b/public/a"), Ok(Grant::ByIdentity));
    assert_eq!(may("oss:GetObject", "b/private/a"), denied);
    assert_eq!(may("oss:PutObject", "b/public/a"), denied);
}

#[test]
fn a_session_policy_cannot_widen_the_role() {
    let demo = Directory::default();
    let mut account = demo.account(demo::ACCOUNT).unwrap().clone();
    let read = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:Get*","Resource":"*"},
        {"Effect":"Deny","Action":"*","Resource":"acs:oss:*:*:b/secret"}]}"#;
    account.roles[0].policies = vec![oss_emulator::ram::Policy::parse(read).unwrap().into()];
    let directory = Directory::new([account]).unwrap();
    let all = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
    let credentials = credentials(&Client::new(&directory).assume(&[("Policy", all)]));
    let identity = get(&signer(&credentials), &directory, NOW).unwrap();
    let may = |action, resource| may(&identity, &directory, action, resource);
    assert_eq!(may("oss:GetObject", "b/a"), Ok(Grant::ByIdentity));
    assert_eq!(may("oss:PutObject", "b/a"), Ok(Grant::Undecided));
    assert_eq!(may("oss:GetObject", "b/secret"), Err("Access denied by bucket policy.".to_owned()));
}

#[test]
fn a_session_may_assume_a_role_again() {
    let demo = Directory::default();
    let mut account = demo.account(demo::ACCOUNT).unwrap().clone();
    let all = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
    account.roles[0].policies = vec![oss_emulator::ram::Policy::parse(all).unwrap().into()];
    let directory = Directory::new([account]).unwrap();
    let mut client = Client::new(&directory);
    let first = credentials(&client.assume(&[("DurationSeconds", "900")]));
    let other = credentials(&client.assume(&[]));
    let signer = signer(&first);
    client.key = (signer.access_key_id.into(), signer.access_key_secret.into());
    let token = signer.token.unwrap();
    credentials(&client.assume(&[("SecurityToken", token)]));
    let wrong = other["SecurityToken"].as_str().unwrap();
    let reply = client.assume(&[("SecurityToken", wrong)]);
    assert_eq!(json(&reply)["Code"], "InvalidSecurityToken.MismatchWithAccessKey");
    client.now += Duration::seconds(900);
    let reply = client.assume(&[("SecurityToken", token), ("Timestamp", "2026-11-23T12:49:56Z")]);
    assert_eq!(json(&reply)["Code"], "InvalidSecurityToken.Expired");
}

#[test]
fn everyone_may_ask_who_they_are() {
    let directory = Directory::default();
    let mut client = Client::new(&directory);
    let ask = |client: &Client<'_>, token: &str| {
        let reply = client.rpc("POST", &[("Action", "GetCallerIdentity"), ("SecurityToken", token)]);
        assert_eq!(reply.status, 200, "{}", reply.body);
        let body = json(&reply);
        [&body["IdentityType"], &body["Arn"], &body["PrincipalId"]].map(|v| v.as_str().unwrap().to_owned())
    };
    assert_eq!(ask(&client, ""), ["RAMUser", "acs:ram::1234567890123456:user/app", "234567890123456789"]);
    let credentials = credentials(&client.assume(&[]));
    client.key = (demo::ROOT_ACCESS_KEY_ID.into(), demo::ROOT_ACCESS_KEY_SECRET.into());
    assert_eq!(ask(&client, ""), ["Account", "acs:ram::1234567890123456:root", "1234567890123456"]);
    let signer = signer(&credentials);
    client.key = (signer.access_key_id.into(), signer.access_key_secret.into());
    let arn = "acs:ram::1234567890123456:assumed-role/oss-demo/test";
    assert_eq!(ask(&client, signer.token.unwrap()), ["AssumedRoleUser", arn, "345678901234567890:test"]);
}
