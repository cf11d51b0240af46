//! Tags of buckets.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};

use crate::support::{OPEN, Reply, builder, request};

fn document(tags: &[(&str, &str)]) -> String {
    let tags = tags.iter().map(|(key, value)| format!("<Tag><Key>{key}</Key><Value>{value}</Value></Tag>"));
    format!("<Tagging><TagSet>{}</TagSet></Tagging>", tags.collect::<String>())
}

fn tags(reply: &Reply) -> Vec<(String, String)> {
    reply.elements("Key").into_iter().zip(reply.elements("Value")).collect()
}

#[tokio::test]
async fn tags_are_set_replaced_and_removed_by_key_or_altogether() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let tagging = |method: &str| request(method, &format!("/{OPEN}?tagging")).sign();
    let none = tagging("GET").send(address).await;
    assert_eq!((none.status, tags(&none)), (200, vec![]));
    assert_eq!(
        none.text(),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Tagging>\n  <TagSet></TagSet>\n</Tagging>\n"
    );
    for list in [&[("old", "1")][..], &[("a", "1"), ("b & c", "2"), ("c", "")]] {
        let put = tagging("PUT").body(document(list).replace('&', "&amp;")).send(address).await;
        assert_eq!((put.status, put.body.len()), (200, 0));
    }
    let all = tagging("GET").send(address).await;
    let expected = [("a", "1"), ("b &amp; c", "2"), ("c", "")].map(|(key, value)| (key.into(), value.into()));
    assert_eq!(tags(&all), expected);
    let some = request("DELETE", &format!("/{OPEN}?tagging=a,c,nope")).sign().send(address).await;
    assert_eq!((some.status, some.body.len()), (204, 0));
    assert_eq!(tags(&tagging("GET").send(address).await), [("b &amp; c".into(), "2".into())]);
    for _ in 0..2 {
        assert_eq!(tagging("DELETE").send(address).await.status, 204);
    }
    assert_eq!(tags(&tagging("GET").send(address).await), []);
    for method in ["GET", "PUT", "DELETE"] {
        let stranger = request(method, &format!("/{OPEN}?tagging")).body("").send(address).await;
        assert_eq!(stranger.element("EC").as_deref(), Some("0003-00000905"), "{method}");
    }
    emulator.stop().await;
}

#[tokio::test]
async fn tags_have_limits() {
    let emulator = builder().start().await.unwrap();
    let (key, value) = ("k".repeat(64), "v".repeat(128));
    let (long_key, long_value) = ("k".repeat(65), "v".repeat(129));
    let many: Vec<String> = (0..21).map(|index| index.to_string()).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|key| (key.as_str(), "")).collect();
    for (list, code) in [
        (&[(&*key, &*value)][..], None),
        (&many[..20], None),
        (&many[..], Some("TooManyTags")),
        (&[("k", "1"), ("k", "2")], Some("RepeatedTags")),
        (&[(&*long_key, "")], Some("InvalidTag")),
        (&[("k", &*long_value)], Some("InvalidTag")),
        (&[("", "v")], Some("InvalidTag")),
        (&[("Aliyun-x", "v")], Some("InvalidTag")),
        (&[("http://x", "v")], Some("InvalidTag")),
    ] {
        let put = request("PUT", &format!("/{OPEN}?tagging")).body(document(list)).sign();
        let reply = put.send(emulator.address()).await;
        assert_eq!(reply.element("Code").as_deref(), code, "{list:?}");
    }
    emulator.stop().await;
}

#[tokio::test]
async fn documents_must_be_whole_and_of_their_kind() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let put = || request("PUT", &format!("/{OPEN}?tagging"));
    let body = document(&[("k", "v")]);
    let digest = |text: &str| STANDARD.encode(Md5::digest(text));
    let right = put().header("content-md5", &digest(&body)).body(&body).sign().send(address).await;
    assert_eq!(right.status, 200);
    let wrong = put().header("content-md5", &digest("other")).body(&body).sign().send(address).await;
    assert_eq!((wrong.status, wrong.element("Code").as_deref()), (400, Some("InvalidDigest")));
    let unframed = put().sign().send(address).await;
    assert_eq!((unframed.status, unframed.element("Code").as_deref()), (411, Some("MissingContentLength")));
    let long = format!("{body}{}", " ".repeat(2 * 1024 * 1024));
    for body in
        ["", "<Tagging/>", "<Tagging><TagSet><Tag/></TagSet></Tagging>", "<Tags><TagSet/></Tags>", &long]
    {
        let reply = put().body(body).sign().send(address).await;
        assert_eq!(reply.element("Code").as_deref(), Some("MalformedXML"), "{body:.40}");
    }
    emulator.stop().await;
}
