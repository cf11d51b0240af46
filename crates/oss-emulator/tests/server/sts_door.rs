//! STS at the address of OSS, and what does not go there.

use oss_emulator::Emulator;
use oss_emulator::ram::demo;
use serde_json::{Value, json};

use crate::support::{ASSUME, OPEN, Reply, admin, builder, request, sts_call};

const USER: (&str, &str) = (demo::USER_ACCESS_KEY_ID, demo::USER_ACCESS_KEY_SECRET);

async fn post(emulator: &Emulator, host: &str, action: &str, nonce: &str) -> Reply {
    request("POST", "/")
        .header("host", host)
        .header("content-type", "application/x-www-form-urlencoded; charset=utf-8")
        .body(sts_call("POST", USER, nonce, action, &ASSUME))
        .send(emulator.address())
        .await
}

fn body(reply: &Reply) -> Value {
    serde_json::from_slice(&reply.body).unwrap_or_else(|e| panic!("{e}: {}", reply.text()))
}

#[tokio::test]
async fn sts_answers_at_its_hosts_and_at_the_plain_address() {
    let emulator = builder().start().await.unwrap();
    let hosts =
        ["sts.aliyuncs.com", "sts.cn-hangzhou.aliyuncs.com", "sts.localhost:1", "127.0.0.1:9000", "emulator"];
    for (index, host) in hosts.iter().enumerate() {
        let reply = post(&emulator, host, "AssumeRole", &format!("nonce-{index}")).await;
        assert_eq!(reply.status, 200, "{host}: {}", reply.text());
        assert!(body(&reply)["Credentials"]["SecurityToken"].is_string(), "{host}");
        assert_eq!(reply.header("server"), None, "{host}: no reply of OSS");
    }
    let query = sts_call("GET", USER, "by-query", "GetCallerIdentity", &[]);
    let reply = request("GET", &format!("/?{query}")).send(emulator.address()).await;
    assert_eq!(body(&reply)["Arn"], "acs:ram::1234567890123456:user/app");
    let by_header = request("POST", "/")
        .header("x-acs-action", "GetCallerIdentity")
        .header("x-acs-version", "2015-04-01");
    let reply =
        by_header.header("authorization", "ACS3-HMAC-SHA256 x").body("").send(emulator.address()).await;
    assert_eq!((reply.status, &body(&reply)["Code"]), (400, &json!("IncompleteSignature")));
    emulator.stop().await;
}

#[tokio::test]
async fn requests_of_oss_stay_with_oss() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let form = ("content-type", "application/x-www-form-urlencoded");
    let list = request("GET", "/?prefix=open&Action=x").sign().send(address).await;
    assert_eq!((list.status, list.element("Name").as_deref()), (200, Some(OPEN)));
    let put = request("PUT", &format!("/{OPEN}/k"))
        .header(form.0, form.1)
        .body("Action=AssumeRole")
        .send(address)
        .await;
    assert_eq!(put.status, 200);
    let target = format!("/{OPEN}/k?Action=AssumeRole&Version=2015-04-01");
    assert_eq!(request("GET", &target).send(address).await.text(), "Action=AssumeRole");
    let posted = request("POST", &format!("/{OPEN}"))
        .header(form.0, form.1)
        .body("Action=AssumeRole")
        .send(address)
        .await;
    assert_eq!(posted.header("server"), Some("AliyunOSS"));
    emulator.stop().await;
}

#[tokio::test]
async fn faults_and_the_journal_know_the_actions() {
    let emulator = builder().start().await.unwrap();
    for (operation, code) in [("AssumeRole", "One"), ("Sts", "Two"), ("AssumeRoleWithOIDC", "Three")] {
        let rule = json!({ "operation": operation, "times": 1,
            "action": { "type": "status", "status": 503, "code": code } });
        assert_eq!(admin(&emulator, "POST", "/faults", &rule.to_string()).await.0, 200);
    }
    let mut statuses = Vec::new();
    for (action, nonce) in
        [("GetCallerIdentity", "a"), ("AssumeRole", "b"), ("AssumeRole", "c"), ("Nonsense", "d")]
    {
        statuses.push(post(&emulator, "sts.aliyuncs.com", action, nonce).await.status);
    }
    assert_eq!(statuses, [503, 503, 200, 404], "the group strikes any action, names only their own");
    let (_, journal) = admin(&emulator, "GET", "/journal", "").await;
    let seen: Vec<_> =
        journal["requests"].as_array().unwrap().iter().map(|r| (&r["operation"], &r["status"])).collect();
    let expected = [("GetCallerIdentity", 503), ("AssumeRole", 503), ("AssumeRole", 200), ("Sts", 404)];
    assert_eq!(
        seen,
        expected.map(|(operation, status)| (json!(operation), json!(status))).each_ref().map(|(a, b)| (a, b))
    );
    emulator.stop().await;
}

#[tokio::test]
async fn a_reset_forgets_nonces_and_sessions() {
    let emulator = builder().start().await.unwrap();
    let call = || post(&emulator, "sts.aliyuncs.com", "GetCallerIdentity", "once");
    assert_eq!(call().await.status, 200);
    assert_eq!(body(&call().await)["Code"], "SignatureNonceUsed");
    admin(&emulator, "POST", "/reset", "").await;
    assert_eq!(call().await.status, 200);
    emulator.stop().await;
}

#[tokio::test]
async fn the_health_is_told_to_anyone_but_takes_no_key() {
    let emulator = builder().start().await.unwrap();
    for method in ["GET", "HEAD"] {
        assert_eq!(request(method, "/_health").send(emulator.address()).await.status, 200, "{method}");
    }
    let reply = request("GET", "/_health").header("host", "emulator:9000").send(emulator.address()).await;
    assert_eq!(reply.text(), r#"{"status":"ok"}"#);
    let key = request("GET", "/_health")
        .header("host", &format!("{OPEN}.localhost"))
        .send(emulator.address())
        .await;
    assert_eq!((key.status, key.element("Code").as_deref()), (404, Some("NoSuchKey")));
    assert_eq!(request("PUT", "/_health").sign().send(emulator.address()).await.status, 400);
    emulator.stop().await;
}
