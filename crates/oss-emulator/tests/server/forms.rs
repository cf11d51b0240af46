//! Uploads by HTML forms.

use oss_emulator::auth::canonical_v4::Scope;
use oss_emulator::auth::post_policy;
use oss_emulator::ram::demo;
use oss_emulator::{Emulator, config::Config, config::Format};
use serde_json::{Value, json};

use crate::receiver::{Receiver, base64};
use crate::support::{Connection, OPEN, Reply, builder, now, request};

const BOUNDARY: &str = "9431149156168";

/// A form under way.
struct Form {
    bucket: &'static str,
    body: Vec<u8>,
}

/// A form for the bucket that anyone may write.
fn form() -> Form {
    Form { bucket: OPEN, body: Vec::new() }
}

impl Form {
    fn part(mut self, disposition: &str, content: &[u8]) -> Self {
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n");
        self.body.extend([head.as_bytes(), content, b"\r\n"].concat());
        self
    }

    fn field(self, name: &str, value: &str) -> Self {
        self.part(&format!("name=\"{name}\""), value.as_bytes())
    }

    fn file(self, content: &[u8]) -> Self {
        self.part("name=\"file\"; filename=\"C:\\pictures\\a b.jpg\"\r\nContent-Type: image/jpeg", content)
    }

    /// The V1 fields of the demo account for a policy with these conditions.
    fn policy(self, conditions: &Value) -> Self {
        self.signed(&json!({ "expiration": "2999-12-01T12:00:00.000Z", "conditions": conditions }))
    }

    fn signed(self, policy: &Value) -> Self {
        let policy = base64(policy);
        let signature = post_policy::sign_v1(demo::ROOT_ACCESS_KEY_SECRET, &policy);
        self.field("OSSAccessKeyId", demo::ROOT_ACCESS_KEY_ID)
            .field("policy", &policy)
            .field("Signature", &signature)
    }

    fn bytes(mut self) -> Vec<u8> {
        self.body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
        self.body
    }

    async fn send(self, emulator: &Emulator) -> Reply {
        let path = format!("/{}", self.bucket);
        let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
        let call = request("POST", &path).header("content-type", &content_type);
        call.body(self.bytes()).send(emulator.address()).await
    }
}

/// An emulator with a bucket of the demo account that nobody else may use, and [`OPEN`].
async fn start() -> Emulator {
    let config = format!(
        "[[buckets]]\nname = \"private-bucket\"\n[[buckets]]\nname = \"{OPEN}\"\nacl = \"public-read-write\"\n"
    );
    builder().config(Config::parse("test", &config, Format::Toml).unwrap()).start().await.unwrap()
}

fn private() -> Form {
    Form { bucket: "private-bucket", ..form() }
}

fn error(reply: &Reply) -> (u16, String, String) {
    let element = |name| reply.element(name).unwrap_or_default();
    (reply.status, element("Code"), element("EC"))
}

fn expected(status: u16, code: &str, ec: &str) -> (u16, String, String) {
    (status, code.to_owned(), ec.to_owned())
}

#[tokio::test]
async fn a_form_from_anybody_becomes_an_object() {
    let emulator = start().await;
    let posted = form()
        .field("key", "up/${filename}")
        .field("Cache-Control", "no-cache")
        .field("x-oss-meta-uuid", "中")
        .field("x-oss-object-acl", "public-read")
        .field("x-oss-tagging", "a=1")
        .file(b"one\r\n--94311491561\r\ntwo")
        .field("submit", "Upload")
        .send(&emulator)
        .await;
    assert_eq!((posted.status, posted.body.len()), (204, 0), "{posted:?}");
    let get = request("GET", &format!("/{OPEN}/up/a%20b.jpg")).send(emulator.address()).await;
    assert_eq!((get.status, get.text().as_str()), (200, "one\r\n--94311491561\r\ntwo"));
    assert_eq!(get.header("etag"), posted.header("etag"));
    for (name, value) in [
        ("content-type", "image/jpeg"),
        ("cache-control", "no-cache"),
        ("x-oss-object-type", "Normal"),
        ("x-oss-tagging-count", "1"),
    ] {
        assert_eq!(get.header(name), Some(value), "{name}");
    }
    assert!(get.header("x-oss-meta-uuid").is_some());
    emulator.stop().await;
}

#[tokio::test]
async fn signed_forms_write_where_the_sender_may() {
    let emulator = start().await;
    let conditions =
        json!([{ "bucket": "private-bucket" }, ["starts-with", "$key", "user/"], ["eq", "$x:n", "1"]]);
    let v1 = private()
        .field("key", "user/v1")
        .field("x:n", "1")
        .policy(&conditions)
        .file(b"1")
        .send(&emulator)
        .await;
    assert_eq!(v1.status, 204, "{v1:?}");

    let time = now()
        .format(time::macros::format_description!("[year][month][day]T[hour][minute][second]Z"))
        .unwrap();
    let credential = format!("{}/{}/cn-hangzhou/oss/aliyun_v4_request", demo::ROOT_ACCESS_KEY_ID, &time[..8]);
    let scope = [
        ("x-oss-signature-version", "OSS4-HMAC-SHA256"),
        ("x-oss-credential", credential.as_str()),
        ("x-oss-date", time.as_str()),
    ];
    let v4 = |key: &str, listed: usize| {
        let conditions: Vec<_> =
            scope.iter().take(listed).map(|(name, value)| json!({ *name: value })).collect();
        let policy = base64(&json!({ "expiration": "2999-01-01T00:00:00Z", "conditions": conditions }));
        let scope_of_key =
            Scope { date: time[..8].to_owned(), region: "cn-hangzhou".to_owned(), product: "oss".to_owned() };
        let signature = scope_of_key.sign(demo::ROOT_ACCESS_KEY_SECRET, policy.as_bytes());
        let form = private().field("key", key).field("policy", &policy).field("x-oss-signature", &signature);
        scope.iter().fold(form, |form, (name, value)| form.field(name, value)).file(b"4")
    };
    let posted = v4("v4", 3).send(&emulator).await;
    assert_eq!(posted.status, 204, "{posted:?}");
    assert_eq!(error(&v4("v4", 2).send(&emulator).await), expected(400, "InvalidPolicyDocument", ""));
    for (key, content) in [("user/v1", "1"), ("v4", "4")] {
        let get = request("GET", &format!("/private-bucket/{key}")).sign().send(emulator.address()).await;
        assert_eq!(get.text(), content);
    }

    let nobody = private().field("key", "k").file(b"x").send(&emulator).await;
    assert_eq!(error(&nobody), expected(403, "AccessDenied", "0003-00000001"));
    let wrong = private().field("OSSAccessKeyId", demo::ROOT_ACCESS_KEY_ID).field("policy", "e30=");
    let wrong = wrong.field("Signature", "x").field("key", "k").file(b"x").send(&emulator).await;
    assert_eq!(error(&wrong), expected(403, "SignatureDoesNotMatch", "0002-00000040"));
    let half = private().field("OSSAccessKeyId", "x").field("key", "k").file(b"x").send(&emulator).await;
    assert_eq!(half.element("Code").as_deref(), Some("InvalidArgument"));
    emulator.stop().await;
}

#[tokio::test]
async fn policies_are_enforced() {
    let emulator = start().await;
    let policy = |conditions: Value| private().field("key", "k").policy(&conditions);
    let outside = policy(json!([["starts-with", "$key", "user/"]])).file(b"x").send(&emulator).await;
    assert_eq!(error(&outside), expected(403, "AccessDenied", "0006-00000227"));
    assert_eq!(
        outside.element("Message").as_deref(),
        Some("Invalid according to Policy: Policy Condition failed: [\"starts-with\", \"$key\", \"user/\"]")
    );
    let expired = json!({ "expiration": "2014-12-01T12:00:00.000Z", "conditions": [] });
    let expired = private().field("key", "k").signed(&expired).file(b"x").send(&emulator).await;
    assert_eq!(error(&expired), expected(403, "AccessDenied", "0006-00000213"));
    let no_policy = private().field("key", "k").signed(&json!({})).file(b"x").send(&emulator).await;
    assert_eq!(error(&no_policy), expected(400, "InvalidPolicyDocument", "0006-00000209"));
    let range = || policy(json!([["content-length-range", 2, 3]]));
    assert_eq!(
        error(&range().file(b"1").send(&emulator).await),
        expected(400, "EntityTooSmall", "0006-00000004")
    );
    assert_eq!(
        error(&range().file(b"1234").send(&emulator).await),
        expected(400, "EntityTooLarge", "0006-00000003")
    );
    let nothing = request("HEAD", "/private-bucket/k").sign().send(emulator.address()).await;
    assert_eq!(nothing.status, 404);
    assert_eq!(range().file(b"123").send(&emulator).await.status, 204);
    emulator.stop().await;
}

#[tokio::test]
async fn the_form_says_how_success_is_told() {
    let emulator = start().await;
    let with = |name: &str, value: &str| form().field("key", "a&b/中").field(name, value).file(b"hello");
    for (status, expected) in [("200", 200), ("201", 201), ("204", 204), ("404", 204), ("", 204)] {
        let reply = with("success_action_status", status).send(&emulator).await;
        assert_eq!(reply.status, expected, "{status}");
        assert_eq!(reply.header("etag"), Some("\"5D41402ABC4B2A76B9719D911017C592\""));
        if expected == 201 {
            assert!(reply.text().contains("<PostResponse>"), "{}", reply.text());
            let location = format!("http://{OPEN}.oss-cn-hangzhou.aliyuncs.com/a%26b/%E4%B8%AD");
            assert_eq!(reply.element("Location"), Some(location));
            assert_eq!(reply.element("Key").as_deref(), Some("a&amp;b/中"));
        }
    }
    for (url, separator) in [("http://www.example.com/done", '?'), ("http://www.example.com/done?a=b", '&')] {
        let reply = with("success_action_redirect", url).send(&emulator).await;
        let query =
            format!("bucket={OPEN}&key=a%26b%2F%E4%B8%AD&etag=%225D41402ABC4B2A76B9719D911017C592%22");
        assert_eq!(
            (reply.status, reply.header("location")),
            (303, Some(format!("{url}{separator}{query}").as_str()))
        );
    }
    assert_eq!(with("success_action_redirect", "no url").send(&emulator).await.status, 204);
    emulator.stop().await;
}

#[tokio::test]
async fn a_form_may_ask_for_a_callback() {
    let emulator = start().await;
    let mut receiver = Receiver::json("{\"ok\":1}").await;
    let callback =
        json!({ "callbackUrl": receiver.url("/"), "callbackBody": "${operation} ${object} ${x:a}${x:b}" });
    let posted = form()
        .field("key", "k")
        .field("callback", &base64(&callback))
        .field("callback-var", &base64(&json!({ "x:a": "1" })))
        .field("x:b", "2")
        .field("success_action_status", "204")
        .file(b"x")
        .send(&emulator)
        .await;
    assert_eq!((posted.status, posted.text().as_str()), (200, "{\"ok\":1}"));
    assert_eq!(receiver.next().await.body, "PostObject k 12");
    emulator.stop().await;
}

#[tokio::test]
async fn forms_that_are_none_are_refused() {
    let emulator = start().await;
    let file = || form().field("key", "k").file(b"x");
    let big = "x".repeat(2 * 1024 * 1024);
    let heavy = (0..5).fold(form(), |form, n| form.field(&format!("f{n}"), &big));
    for (form, status, code, ec) in [
        (form().field("key", "k"), 400, "IncorrectNumberOfFilesInPOSTRequest", "0006-00000107"),
        (file().file(b"y"), 400, "IncorrectNumberOfFilesInPOSTRequest", "0006-00000107"),
        (form().file(b"x").field("key", "k"), 400, "InvalidArgument", ""),
        (form().field("key", "/k").file(b"x"), 400, "InvalidObjectName", ""),
        (form().field(&"n".repeat(8 * 1024 + 1), "").file(b"x"), 400, "FieldItemTooLong", "0006-00000110"),
        (form().field("f", &(big.clone() + "x")).file(b"x"), 400, "FieldItemTooLong", ""),
        (heavy, 400, "MaxPOSTPreDataLengthExceededError", "0006-00000112"),
        (form().part("nothing", b"x"), 400, "MalformedPOSTRequest", "0006-00000104"),
        (
            form().field("x-oss-forbid-overwrite", "abc").field("key", "k").file(b"x"),
            400,
            "InvalidArgument",
            "0006-00000117",
        ),
        (
            form().field("x-oss-server-side-encryption", "DES").field("key", "k").file(b"x"),
            400,
            "InvalidEncryptionAlgorithmError",
            "0005-00000003",
        ),
        (
            form().field("x-oss-storage-class", "Tape").field("key", "k").file(b"x"),
            400,
            "InvalidArgument",
            "",
        ),
    ] {
        assert_eq!(error(&form.send(&emulator).await), expected(status, code, ec));
    }
    let other = request("POST", &format!("/{OPEN}")).header("content-type", "text/plain").body("x");
    let other = other.send(emulator.address()).await;
    assert_eq!(error(&other), expected(400, "RequestIsNotMultiPartContent", ""));
    let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
    let mut cut = file().bytes();
    cut.truncate(cut.len() - 6);
    let cut = request("POST", &format!("/{OPEN}")).header("content-type", &content_type).body(cut);
    assert_eq!(
        error(&cut.send(emulator.address()).await),
        expected(400, "MalformedPOSTRequest", "0006-00000104")
    );
    assert_eq!(request("HEAD", &format!("/{OPEN}/k")).send(emulator.address()).await.status, 404);

    let twice = || form().field("key", "k").field("x-oss-forbid-overwrite", "true").file(b"x");
    assert_eq!(twice().send(&emulator).await.status, 204);
    assert_eq!(error(&twice().send(&emulator).await), expected(409, "FileAlreadyExists", "0026-00000002"));
    emulator.stop().await;
}

#[tokio::test]
async fn boundaries_are_found_however_the_bytes_arrive() {
    let emulator = start().await;
    let content = format!("\r\n--{}\r\r\n--\r\n", &BOUNDARY[..BOUNDARY.len() - 1]);
    let body = form().field("key", "k").file(content.as_bytes()).field("late", "x").bytes();
    for step in [1, 7, body.len()] {
        let mut connection = Connection::open(emulator.address()).await;
        let head = format!(
            "POST /{OPEN} HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\
             content-type: multipart/form-data; boundary=\"{BOUNDARY}\"\r\n\r\n"
        );
        connection.send(head.as_bytes()).await;
        for piece in body.chunks(step) {
            let chunk = [format!("{:x}\r\n", piece.len()).as_bytes(), piece, b"\r\n"].concat();
            connection.send(&chunk).await;
        }
        connection.send(b"0\r\n\r\n").await;
        assert_eq!(connection.reply(false).await.unwrap().status, 204, "{step} bytes at a time");
        let get = request("GET", &format!("/{OPEN}/k")).send(emulator.address()).await;
        assert_eq!(get.text(), content, "{step} bytes at a time");
    }
    emulator.stop().await;
}

#[tokio::test]
async fn forms_obey_the_referers_and_the_block_of_the_bucket() {
    let emulator = start().await;
    let put = |name: &str, document: &str| {
        request("PUT", &format!("/{OPEN}?{name}")).body(document).sign().send(emulator.address())
    };
    let strict = "<RefererConfiguration><AllowEmptyReferer>false</AllowEmptyReferer><RefererList>\
        <Referer>http://a.example</Referer></RefererList></RefererConfiguration>";
    let send =
        || form().field("key", "k").field("x-oss-object-acl", "public-read").file(b"x").send(&emulator);
    assert_eq!(put("referer", strict).await.status, 200);
    let hotlink = send().await;
    let message = "You are denied by bucket referer policy.";
    assert_eq!((hotlink.status, hotlink.element("Message").as_deref()), (403, Some(message)));
    assert_eq!(put("referer", &strict.replace("false", "true")).await.status, 200);
    assert_eq!(send().await.status, 204);
    let block = "<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>";
    assert_eq!(put("publicAccessBlock", block).await.status, 200);
    assert_eq!(send().await.status, 403, "the bucket is not open to forms of nobody any more");
    let condition = json!([["starts-with", "$key", ""]]);
    let signed = form().field("key", "k").field("x-oss-object-acl", "public-read").policy(&condition);
    let refused = signed.file(b"x").send(&emulator).await;
    let message = "Put public object acl is not allowed.";
    assert_eq!((refused.status, refused.element("Message").as_deref()), (403, Some(message)));
    emulator.stop().await;
}
