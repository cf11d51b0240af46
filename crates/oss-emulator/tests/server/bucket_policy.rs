//! Policies of buckets: who is named, what is granted, and how they go together with the policies of senders.

use std::net::SocketAddr;

use oss_emulator::auth::sign::Signer;
use oss_emulator::config::{Config, Format};
use oss_emulator::{Builder, Emulator};

use crate::sessions::{assume_role, signer_of};
use crate::support::{Reply, Request, request};

const ACCOUNTS: &str = r#"
[[accounts]]
uid = "1234567890123456"
[[accounts.keys]]
id = "LTAIFakeOwner"
secret = "FakeOwnerSecret"
[[accounts.users]]
name = "clerk"
id = "200000000000000001"
policies = ['{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}]}']
[[accounts.users.keys]]
id = "LTAIFakeClerk"
secret = "FakeClerkSecret"
[[accounts.users]]
name = "writer"
id = "200000000000000002"
policies = ['{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"},{"Effect":"Deny","Action":"oss:DeleteObject","Resource":"*"}]}']
[[accounts.users.keys]]
id = "LTAIFakeWriter"
secret = "FakeWriterSecret"
[[accounts.roles]]
name = "oss-demo"
[accounts.roles.trust]
Version = "1"
Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { RAM = ["acs:ram::1234567890123456:root"] } }]

[[accounts]]
uid = "2222222222222222"
[[accounts.keys]]
id = "LTAIFakeForeigner"
secret = "FakeForeignerSecret"
[[accounts.users]]
name = "guest"
id = "300000000000000001"
[[accounts.users.keys]]
id = "LTAIFakeGuest"
secret = "FakeGuestSecret"

[[buckets]]
name = "closed-bucket"
"#;

const KEYS: &str = "acs:oss:*:1234567890123456:closed-bucket/*";
const BUCKET: &str = "acs:oss:*:1234567890123456:closed-bucket";

fn builder() -> Builder {
    Emulator::builder().config(Config::parse("test", ACCOUNTS, Format::Toml).unwrap())
}

fn key(name: &str) -> Signer<'static> {
    let (access_key_id, access_key_secret) = match name {
        "owner" => ("LTAIFakeOwner", "FakeOwnerSecret"),
        "clerk" => ("LTAIFakeClerk", "FakeClerkSecret"),
        "writer" => ("LTAIFakeWriter", "FakeWriterSecret"),
        "foreigner" => ("LTAIFakeForeigner", "FakeForeignerSecret"),
        "guest" => ("LTAIFakeGuest", "FakeGuestSecret"),
        other => panic!("no key of {other:?}"),
    };
    Signer { access_key_id, access_key_secret, token: None }
}

fn owned(method: &str, target: &str) -> Request {
    request(method, target).sign_with(key("owner"))
}

/// Calls for the bucket, `target` following its name.
async fn call(address: SocketAddr, who: &str, method: &str, target: &str) -> Reply {
    let call = request(method, &format!("/closed-bucket{target}"));
    let call = if method == "PUT" { call.body("x") } else { call };
    let call = if who == "stranger" { call } else { call.sign_with(key(who)) };
    call.send(address).await
}

async fn put(address: SocketAddr, policy: &str) -> Reply {
    owned("PUT", "/closed-bucket?policy").body(policy).send(address).await
}

fn statement(effect: &str, principal: &str, actions: &str, resource: &str) -> String {
    format!(
        r#"{{"Effect":"{effect}","Principal":["{principal}"],"Action":["{actions}"],"Resource":["{resource}"]}}"#
    )
}

async fn state(address: SocketAddr, statements: &[String]) {
    let reply = put(address, &format!(r#"{{"Version":"1","Statement":[{}]}}"#, statements.join(","))).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
}

#[tokio::test]
async fn a_policy_is_kept_as_it_came_and_removed() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let get = || owned("GET", "/closed-bucket?policy").send(address);
    let missing = get().await;
    assert_eq!((missing.status, missing.element("Code").as_deref()), (404, Some("NoSuchBucketPolicy")));
    assert_eq!(missing.element("Message").as_deref(), Some("The specified bucket policy does not exist."));
    assert_eq!(missing.element("BucketName").as_deref(), Some("closed-bucket"));
    let text =
        format!(r#"{{ "Version": "1", "Statement": [{}] }}"#, statement("Allow", "*", "oss:GetObject", KEYS));
    assert_eq!(put(address, &text).await.status, 200);
    let kept = get().await;
    assert_eq!((kept.text(), kept.header("content-type")), (text, Some("application/json")));
    for _ in 0..2 {
        assert_eq!(owned("DELETE", "/closed-bucket?policy").send(address).await.status, 204);
        assert_eq!(get().await.status, 404);
    }
    emulator.stop().await;
}

#[tokio::test]
async fn texts_that_are_no_policy_are_refused_and_change_nothing() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let good = statement("Allow", "*", "oss:GetObject", KEYS);
    state(address, std::slice::from_ref(&good)).await;
    let long = format!(r#"{{"Version":"1","Statement":[{}]}}"#, vec![good; 200].join(","));
    let with = |statement: &str| format!(r#"{{"Version":"1","Statement":[{statement}]}}"#);
    for (text, reason) in [
        ("{", "not JSON"),
        (&long, "more than 16384"),
        (&with(r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#), "Principal is missing"),
        (&with(r#"{"Effect":"Allow","Action":"*","Principal":"*"}"#), "Resource is missing"),
        (
            &with(r#"{"Effect":"Allow","Action":"*","Resource":"*","NotPrincipal":["1"]}"#),
            r#"unknown element "NotPrincipal""#,
        ),
        (
            &with(r#"{"Effect":"Allow","Action":"*","Resource":"*","Principal":{"RAM":"1"}}"#),
            "Principal is {",
        ),
    ] {
        let reply = put(address, text).await;
        let code = reply.element("Code");
        assert_eq!((reply.status, code.as_deref()), (400, Some("InvalidPolicyDocument")), "{reason}");
        assert!(reply.element("Message").unwrap().contains(reason), "{}", reply.text());
    }
    assert_eq!(call(address, "stranger", "GET", "/k").await.status, 404, "the first one still counts");
    emulator.stop().await;
}

#[tokio::test]
async fn principals_name_accounts_users_and_everybody() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    owned("PUT", "/closed-bucket/k").body("x").send(address).await;
    for (principal, named) in [
        ("*", &["clerk", "foreigner", "guest", "stranger"] as &[&str]),
        ("200000000000000001", &["clerk"]),
        ("300000000000000001", &["guest"]),
        ("2222222222222222", &["foreigner"]),
        ("2*", &[]),
        ("1234567890123456", &[]),
    ] {
        state(address, &[statement("Allow", principal, "oss:GetObject", KEYS)]).await;
        for who in ["clerk", "foreigner", "guest", "stranger"] {
            let read = call(address, who, "GET", "/k").await;
            let expected = if named.contains(&who) { 200 } else { 403 };
            assert_eq!(read.status, expected, "{who} by {principal}: {}", read.text());
            assert_eq!(call(address, who, "PUT", "/k").await.status, 403, "{who} by {principal}");
        }
    }
    emulator.stop().await;
}

#[tokio::test]
async fn sessions_are_named_by_role_and_session() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    owned("PUT", "/closed-bucket/k").body("x").send(address).await;
    let clerk = ("LTAIFakeClerk", "FakeClerkSecret");
    let everything = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}"#;
    let nothing = everything.replace("oss:*", "oss:ListBuckets");
    let wide = signer_of(&assume_role(address, clerk, "nonce-1", everything).await);
    let narrow = signer_of(&assume_role(address, clerk, "nonce-2", &nothing).await);
    let role = "arn:sts::1234567890123456:assumed-role/oss-demo";
    for (principal, expected) in [
        (format!("{role}/test"), 200),
        (format!("{role}/*"), 200),
        (format!("{role}/other"), 403),
        (format!("{role}x/*"), 403),
        ("200000000000000001".into(), 403),
        ("*".into(), 200),
    ] {
        state(address, &[statement("Allow", &principal, "oss:GetObject", KEYS)]).await;
        let read = |signer| request("GET", "/closed-bucket/k").sign_with(signer).send(address);
        assert_eq!(read(wide).await.status, expected, "{principal}");
        let refused = read(narrow).await;
        let message = "Access denied by authorizer's policy.";
        assert_eq!((refused.status, refused.element("Message").as_deref()), (403, Some(message)));
    }
    emulator.stop().await;
}

#[tokio::test]
async fn an_explicit_deny_of_either_side_wins() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    owned("PUT", "/closed-bucket/k").body("x").send(address).await;
    let ec = |reply: &Reply| reply.element("EC").unwrap_or_default();
    state(
        address,
        &[statement("Allow", "*", "oss:*Object", KEYS), statement("Deny", "*", "oss:GetObject", KEYS)],
    )
    .await;
    for who in ["owner", "clerk", "writer", "foreigner", "guest", "stranger"] {
        let read = call(address, who, "GET", "/k").await;
        assert_eq!((read.status, ec(&read).as_str()), (403, "0003-00000101"), "{who}");
        assert_eq!(read.element("Message").as_deref(), Some("Access denied by bucket policy."));
        assert_eq!(call(address, who, "PUT", "/k").await.status, 200, "{who}");
    }
    let delete = call(address, "writer", "DELETE", "/k").await;
    assert_eq!((delete.status, ec(&delete).as_str()), (403, "0003-00000201"), "the user's own policy denies");
    assert_eq!(call(address, "guest", "DELETE", "/k").await.status, 204);

    owned("PUT", "/closed-bucket?acl").header("x-oss-acl", "public-read").body("").send(address).await;
    let read = call(address, "stranger", "GET", "/k").await;
    assert_eq!((read.status, ec(&read).as_str()), (403, "0003-00000101"), "the ACL does not help");

    state(address, &[statement("Deny", "*", "oss:*", "*")]).await;
    assert_eq!(call(address, "owner", "GET", "?acl").await.status, 403);
    assert_eq!(call(address, "writer", "DELETE", "?policy").await.status, 403);
    assert_eq!(
        call(address, "owner", "DELETE", "?policy").await.status,
        204,
        "the owner can always get back in"
    );
    assert_eq!(call(address, "owner", "GET", "?acl").await.status, 200);
    emulator.stop().await;
}

#[tokio::test]
async fn buckets_can_be_listed_and_managed_by_others() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    owned("PUT", "/closed-bucket/pub/k").body("x").send(address).await;
    let refused = call(address, "stranger", "GET", "?prefix=pub%2F").await;
    assert_eq!(refused.element("EC").as_deref(), Some("0003-00000905"));
    let list = format!(
        r#"{{"Effect":"Allow","Principal":"*","Action":"oss:ListObjects","Resource":"{BUCKET}",
        "Condition":{{"StringLike":{{"oss:Prefix":"pub/*"}}}}}}"#
    );
    state(address, &[list, statement("Allow", "2222222222222222", "oss:GetBucketAcl", BUCKET)]).await;
    let listed = call(address, "stranger", "GET", "?prefix=pub%2F&list-type=2").await;
    assert_eq!((listed.status, listed.element("Key").as_deref()), (200, Some("pub/k")), "{}", listed.text());
    for (who, method, target, status) in [
        ("stranger", "GET", "", 403),
        ("stranger", "GET", "?acl", 403),
        ("stranger", "GET", "/pub/k", 403),
        ("foreigner", "GET", "?acl", 200),
        ("foreigner", "GET", "?policy", 403),
        ("foreigner", "DELETE", "", 403),
    ] {
        assert_eq!(call(address, who, method, target).await.status, status, "{who} {method} {target}");
    }
    emulator.stop().await;
}

#[tokio::test]
async fn conditions_of_a_statement_must_hold() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    owned("PUT", "/closed-bucket/k").body("x").send(address).await;
    for (condition, status) in [
        (r#"{"IpAddress":{"acs:SourceIp":"127.0.0.0/8"}}"#, 200),
        (r#"{"NotIpAddress":{"acs:SourceIp":["127.0.0.0/8"]}}"#, 403),
        (r#"{"Bool":{"acs:SecureTransport":"true"}}"#, 403),
        (r#"{"StringEquals":{"acs:SourceVpc":["vpc-1"]}}"#, 403),
    ] {
        let text = statement("Allow", "*", "oss:GetObject", KEYS);
        let text = format!(r#"{},"Condition":{condition}}}"#, text.trim_end_matches('}'));
        state(address, &[text]).await;
        assert_eq!(call(address, "stranger", "GET", "/k").await.status, status, "{condition}");
    }
    emulator.stop().await;
}

#[tokio::test]
async fn the_status_says_whether_a_policy_is_public() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let is_public = || async {
        let reply = owned("GET", "/closed-bucket?policyStatus").send(address).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        reply.element("IsPublic").unwrap() == "true"
    };
    assert!(!is_public().await);
    let open = statement("Allow", "*", "oss:GetObject", KEYS);
    let with = |condition: &str| format!(r#"{},"Condition":{condition}}}"#, open.trim_end_matches('}'));
    for (text, expected) in [
        (open.clone(), true),
        (statement("Allow", "200000000000000001", "oss:*", KEYS), false),
        (statement("Deny", "*", "oss:*", KEYS), false),
        (with(r#"{"IpAddress":{"acs:SourceIp":"10.0.0.0/8"}}"#), false),
        (with(r#"{"IpAddress":{"acs:SourceIp":"0.0.0.0/0"}}"#), true),
        (with(r#"{"NotIpAddress":{"acs:SourceIp":"10.0.0.0/8"}}"#), true),
        (with(r#"{"StringEquals":{"acs:SourceVpc":"vpc-1"}}"#), false),
        (with(r#"{"StringLike":{"acs:AccessId":"*"}}"#), true),
        (with(r#"{"StringLike":{"oss:Prefix":"a"}}"#), true),
    ] {
        state(address, std::slice::from_ref(&text)).await;
        assert_eq!(is_public().await, expected, "{text}");
    }
    emulator.stop().await;
}
