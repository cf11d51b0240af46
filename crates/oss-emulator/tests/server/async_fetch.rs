//! Objects that the emulator fetches by itself, from loopback addresses.

use oss_emulator::Emulator;
use serde_json::json;

use crate::receiver::{Receiver, base64, reply};
use crate::support::{OPEN, Reply, builder, request};

async fn order(emulator: &Emulator, elements: &str) -> Reply {
    let body = format!("<AsyncFetchTaskConfiguration>{elements}</AsyncFetchTaskConfiguration>");
    request("POST", &format!("/{OPEN}?asyncFetch=")).body(body).sign().send(emulator.address()).await
}

async fn state(emulator: &Emulator, id: &str) -> Reply {
    let call = request("GET", &format!("/{OPEN}?asyncFetch=")).header("x-oss-task-id", id);
    call.sign().send(emulator.address()).await
}

/// Asks until the task no longer runs.
async fn outcome(emulator: &Emulator, ordered: &Reply) -> (String, Reply) {
    let id = ordered.element("TaskId").unwrap_or_else(|| panic!("{}", ordered.text()));
    loop {
        let info = state(emulator, &id).await;
        let word = info.element("State").unwrap();
        if word != "Running" {
            return (word, info);
        }
    }
}

#[tokio::test]
async fn an_object_is_fetched_stored_and_reported() {
    let emulator = builder().start().await.unwrap();
    let source = "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 5\r\n\r\nhello";
    let mut source = Receiver::start(source).await;
    let mut told = Receiver::json("{}").await;
    let callback = base64(&json!({ "callbackUrl": told.url("/"), "callbackBody": "${object} ${size}" }));
    let elements = format!(
        "<Url>{}</Url><Object>a/b</Object><Host>origin.example.com</Host><ContentMD5>XUFAKrxLKna5cZ2REBfFkg==</ContentMD5>\
         <Callback>{callback}</Callback><StorageClass>IA</StorageClass><IgnoreSameKey>false</IgnoreSameKey>",
        source.url("/x?y=1")
    );
    let ordered = order(&emulator, &elements).await;
    assert!(ordered.text().contains("<AsyncFetchTaskResult>"), "{}", ordered.text());
    let (word, info) = outcome(&emulator, &ordered).await;
    assert_eq!(
        (word.as_str(), info.element("ErrorMsg").as_deref()),
        ("Success", Some("")),
        "{}",
        info.text()
    );
    for (name, value) in [("Object", "a/b"), ("Host", "origin.example.com"), ("IgnoreSameKey", "false")] {
        assert_eq!(info.element(name).as_deref(), Some(value));
    }
    let asked = source.next().await;
    assert_eq!(
        (asked.line.as_str(), asked.header("host")),
        ("GET /x?y=1 HTTP/1.1", Some("origin.example.com"))
    );
    assert_eq!(told.next().await.body, "a%2Fb 5");
    let get = request("GET", &format!("/{OPEN}/a/b")).send(emulator.address()).await;
    assert_eq!((get.text().as_str(), get.header("content-type")), ("hello", Some("text/plain")));
    assert_eq!(get.header("x-oss-storage-class"), Some("IA"));
    emulator.stop().await;
}

#[tokio::test]
async fn failures_are_told_by_the_task() {
    let emulator = builder().start().await.unwrap();
    let (good, bad) = (Receiver::json("x").await, Receiver::start(reply("404 Not Found", "")).await);
    let callback = base64(&json!({ "callbackUrl": bad.url("/"), "callbackBody": "x" }));
    for (elements, expected, reason) in [
        (format!("<Url>{}</Url>", bad.url("/")), "Failed", "404"),
        ("<Url>http://source.example.com/</Url>".into(), "Failed", "loopback"),
        (format!("<Url>{}</Url><ContentMD5>x</ContentMD5>", good.url("/")), "Failed", "MD5"),
        (
            format!("<Url>{}</Url><Callback>{callback}</Callback>", good.url("/")),
            "FetchSuccessCallbackFailed",
            "Error status : 404.",
        ),
    ] {
        let ordered = order(&emulator, &format!("{elements}<Object>k</Object>")).await;
        let (word, info) = outcome(&emulator, &ordered).await;
        assert_eq!(word, expected);
        assert!(info.element("ErrorMsg").unwrap().contains(reason), "{}", info.text());
    }
    let exists = order(&emulator, &format!("<Url>{}</Url><Object>k</Object>", good.url("/"))).await;
    assert_eq!((exists.status, exists.element("Code").as_deref()), (400, Some("ObjectAlreadyExists")));
    let nothing = order(&emulator, "<Object>k</Object>").await;
    assert_eq!((nothing.status, nothing.element("Code").as_deref()), (400, Some("MalformedXML")));
    emulator.stop().await;
}

#[tokio::test]
async fn a_task_ends_with_the_emulator() {
    let emulator = builder().start().await.unwrap();
    let mut silent = Receiver::start("").await;
    let ordered = order(&emulator, &format!("<Url>{}</Url><Object>k</Object>", silent.url("/"))).await;
    let id = ordered.element("TaskId").unwrap();
    silent.next().await;
    assert_eq!(state(&emulator, &id).await.element("State").as_deref(), Some("Running"));
    emulator.stop().await;
    silent.left().await;
}
