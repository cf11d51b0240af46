//! Who may do what: accounts, users and strangers beside the owner.

use std::net::SocketAddr;

use oss_emulator::auth::sign::Signer;
use oss_emulator::config::{Config, Format};
use oss_emulator::{Builder, Emulator};

use crate::support::{Reply, request};

const ACCOUNTS: &str = r#"
[[accounts]]
uid = "1111111111111111"
display_name = "owner"
[[accounts.keys]]
id = "LTAIFakeOwner"
secret = "FakeOwnerSecret"
[[accounts.users]]
name = "idle"
[[accounts.users.keys]]
id = "LTAIFakeIdle"
secret = "FakeIdleSecret"
[[accounts.users]]
name = "reader"
policies = ['{"Version":"1","Statement":[{"Effect":"Allow","Action":["oss:GetObject","oss:ListObjects"],"Resource":["acs:oss:*:1111111111111111:closed-bucket/dir/*","acs:oss:*:*:closed-bucket"],"Condition":{"StringLike":{"oss:Prefix":["dir/*"]}}},{"Effect":"Allow","Action":"oss:GetObject","Resource":"acs:oss:*:*:closed-bucket/dir/*"},{"Effect":"Deny","Action":"oss:*","Resource":"acs:oss:*:*:closed-bucket/dir/secret"}]}']
[[accounts.users.keys]]
id = "LTAIFakeReader"
secret = "FakeReaderSecret"

[[accounts]]
uid = "2222222222222222"
[[accounts.keys]]
id = "LTAIFakeForeigner"
secret = "FakeForeignerSecret"
[[accounts.users]]
name = "greedy"
policies = ['{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}']
[[accounts.users.keys]]
id = "LTAIFakeGreedy"
secret = "FakeGreedySecret"

[[buckets]]
name = "closed-bucket"
[[buckets]]
name = "read-bucket"
acl = "public-read"
"#;

fn builder() -> Builder {
    Emulator::builder().config(Config::parse("test", ACCOUNTS, Format::Toml).unwrap())
}

fn key(name: &str) -> Signer<'static> {
    let (access_key_id, access_key_secret) = match name {
        "owner" => ("LTAIFakeOwner", "FakeOwnerSecret"),
        "idle" => ("LTAIFakeIdle", "FakeIdleSecret"),
        "reader" => ("LTAIFakeReader", "FakeReaderSecret"),
        "foreigner" => ("LTAIFakeForeigner", "FakeForeignerSecret"),
        "greedy" => ("LTAIFakeGreedy", "FakeGreedySecret"),
        other => panic!("no key of {other:?}"),
    };
    Signer { access_key_id, access_key_secret, token: None }
}

async fn call(address: SocketAddr, who: &str, method: &str, path: &str) -> Reply {
    let call = request(method, path);
    let is_object = path.matches('/').count() > 1;
    let call = if method == "PUT" && is_object { call.body("x") } else { call };
    let call = if who == "stranger" { call } else { call.sign_with(key(who)) };
    call.send(address).await
}

#[tokio::test]
async fn policies_ownership_and_acls_decide_together() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    for path in ["/closed-bucket/k", "/closed-bucket/dir/k", "/closed-bucket/dir/secret", "/read-bucket/k"] {
        assert_eq!(call(address, "owner", "PUT", path).await.status, 200, "{path}");
    }
    for (who, method, path, status) in [
        ("idle", "GET", "/closed-bucket/k", 403),
        ("idle", "GET", "/read-bucket/k", 200),
        ("idle", "PUT", "/read-bucket/k", 403),
        ("idle", "GET", "/read-bucket?acl", 403),
        ("idle", "GET", "/", 403),
        ("idle", "PUT", "/idle-bucket", 403),
        ("reader", "GET", "/closed-bucket/dir/k", 200),
        ("reader", "GET", "/closed-bucket/dir/secret", 403),
        ("reader", "GET", "/closed-bucket/k", 403),
        ("reader", "PUT", "/closed-bucket/dir/k", 403),
        ("reader", "GET", "/closed-bucket?prefix=dir%2F", 200),
        ("reader", "GET", "/closed-bucket?prefix=", 403),
        ("reader", "GET", "/closed-bucket", 403),
        ("foreigner", "GET", "/closed-bucket/k", 403),
        ("foreigner", "GET", "/read-bucket/k", 200),
        ("foreigner", "DELETE", "/closed-bucket", 403),
        ("foreigner", "PUT", "/closed-bucket", 409),
        ("foreigner", "GET", "/", 200),
        ("greedy", "GET", "/closed-bucket/k", 403),
        ("greedy", "GET", "/closed-bucket?acl", 403),
        ("greedy", "PUT", "/greedy-bucket", 200),
        ("stranger", "GET", "/closed-bucket/k", 403),
        ("stranger", "GET", "/read-bucket/k", 200),
        ("stranger", "DELETE", "/read-bucket/k", 403),
        ("stranger", "PUT", "/stranger-bucket", 403),
        ("owner", "GET", "/closed-bucket?acl", 200),
    ] {
        let reply = call(address, who, method, path).await;
        assert_eq!(reply.status, status, "{who} {method} {path}: {}", reply.text());
        if status == 403 {
            assert_eq!(reply.element("Code").as_deref(), Some("AccessDenied"), "{who} {method} {path}");
        }
    }
    let foreign = call(address, "foreigner", "GET", "/closed-bucket?acl").await;
    assert_eq!(foreign.element("Message").as_deref(), Some("The bucket you access does not belong to you."));
    let mine = call(address, "foreigner", "GET", "/").await;
    assert_eq!(mine.elements("Name"), ["greedy-bucket"], "buckets belong to the account of their creator");
    emulator.stop().await;
}
