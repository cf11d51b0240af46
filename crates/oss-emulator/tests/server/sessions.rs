//! Tokens: from STS, on the same port, to the object service, until they expire.

use std::net::SocketAddr;

use oss_emulator::auth::sign::Signer;
use oss_emulator::ram::demo;
use serde_json::Value;

use crate::support::{ASSUME, Reply, admin, builder, request, sts_call};

const READ_ONLY: &str = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":["oss:GetObject"],"Resource":["acs:oss:*:*:session-bucket/*"]}]}"#;

pub(crate) async fn assume_role(address: SocketAddr, key: (&str, &str), nonce: &str, policy: &str) -> Reply {
    let more: Vec<_> = ASSUME.into_iter().chain([("Policy", policy)]).collect();
    let form = sts_call("POST", key, nonce, "AssumeRole", &more);
    let call = request("POST", "/").header("host", "sts.aliyuncs.com");
    call.header("content-type", "application/x-www-form-urlencoded").body(form).send(address).await
}

pub(crate) fn signer_of(reply: &Reply) -> Signer<'static> {
    let reply: Value = serde_json::from_slice(&reply.body).unwrap();
    // Leaked, since it lives as long as the test does.
    let text =
        |name: &str| &*Box::leak(reply["Credentials"][name].as_str().unwrap().to_owned().into_boxed_str());
    Signer {
        access_key_id: text("AccessKeyId"),
        access_key_secret: text("AccessKeySecret"),
        token: Some(text("SecurityToken")),
    }
}

#[tokio::test]
async fn a_session_may_do_what_its_policy_allows_until_it_expires() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let user = (demo::USER_ACCESS_KEY_ID, demo::USER_ACCESS_KEY_SECRET);
    request("PUT", "/session-bucket").sign().send(address).await;
    request("PUT", "/session-bucket/k").body("x").sign().send(address).await;
    let answer = assume_role(address, user, "nonce-1", READ_ONLY).await;
    assert_eq!((answer.status, answer.header("x-oss-request-id")), (200, None), "{}", answer.text());
    let session = signer_of(&answer);
    assert_eq!(request("GET", "/session-bucket/k").sign_with(session).send(address).await.body, b"x");
    for call in [
        request("PUT", "/session-bucket/k").body("y"),
        request("DELETE", "/session-bucket/k"),
        request("GET", "/session-bucket"),
        request("GET", "/"),
    ] {
        let refused = call.sign_with(session).send(address).await;
        assert_eq!((refused.status, refused.element("Code").as_deref()), (403, Some("AccessDenied")));
        assert_eq!(refused.element("Message").as_deref(), Some("Access denied by authorizer's policy."));
    }
    let wide =
        signer_of(&assume_role(address, user, "nonce-2", &READ_ONLY.replace("oss:GetObject", "oss:*")).await);
    assert_eq!(request("PUT", "/session-bucket/k").body("y").sign_with(wide).send(address).await.status, 200);
    // The client's clock goes along with the emulator's as far as the allowed skew, so only the token is too old.
    admin(&emulator, "PUT", "/clock", r#"{"offset_ms":899000}"#).await;
    let reply = request("GET", "/session-bucket/k").sign_with(session).send(address).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    admin(&emulator, "POST", "/reset", "").await;
    request("PUT", "/session-bucket").sign().send(address).await;
    let forgotten = request("GET", "/session-bucket/k").sign_with(session).send(address).await;
    assert_eq!(forgotten.element("Code").as_deref(), Some("InvalidSecurityToken"));
    emulator.stop().await;
}

#[tokio::test]
async fn expired_tokens_are_refused() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let user = (demo::USER_ACCESS_KEY_ID, demo::USER_ACCESS_KEY_SECRET);
    request("PUT", "/session-bucket").sign().send(address).await;
    // Issued with the emulator's clock 10 minutes behind the client's, used with it 10 minutes ahead.
    admin(&emulator, "PUT", "/clock", r#"{"offset_ms":-600000}"#).await;
    let session = signer_of(&assume_role(address, user, "nonce-1", READ_ONLY).await);
    admin(&emulator, "PUT", "/clock", r#"{"offset_ms":600000}"#).await;
    let refused = request("GET", "/session-bucket/k").sign_with(session).send(address).await;
    assert_eq!((refused.status, refused.element("Code").as_deref()), (403, Some("SecurityTokenExpired")));
    emulator.stop().await;
}

#[tokio::test]
async fn the_account_itself_may_not_assume_roles() {
    let emulator = builder().start().await.unwrap();
    let root = (demo::ROOT_ACCESS_KEY_ID, demo::ROOT_ACCESS_KEY_SECRET);
    let refused = assume_role(emulator.address(), root, "nonce-1", READ_ONLY).await;
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains("\"Code\":\"NoPermission\""), "{}", refused.text());
    emulator.stop().await;
}
