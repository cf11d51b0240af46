//! Upload callbacks: what the client's server gets, and what the client gets of its answer.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::receiver::{Receiver, base64, reply};
use crate::support::{OPEN, Reply, builder, request};

/// The same text that a unit test compares with a signature of OpenSSL: what is signed is path, query and body.
const SIGNATURE: &str = "E+hUnHR6FyjuSBewb/4pc2k8pR+MmYZ630g7uvTiK/VYLvU063kQrscdK+UmLaG8xq9r/7h8saSlJKInQacgVgHIBMhFTvZDLUKEhfXySnX9Vw6WpJdm7Wf46LyNdzIMEohTO8q49JYjtejEYiR0EQtZuDxuPLhDFNo0LKJ2xzk=";

async fn put(address: std::net::SocketAddr, callback: &Value) -> Reply {
    request("PUT", &format!("/{OPEN}/a%20b.txt"))
        .header("content-type", "text/plain")
        .header("x-oss-callback", &base64(callback))
        .body("hello")
        .send(address)
        .await
}

#[tokio::test]
async fn the_receiver_is_told_and_its_answer_is_the_clients() {
    let emulator = builder().start().await.unwrap();
    let mut receiver = Receiver::json("{\"a\":\"b\"}").await;
    let body = "b=${bucket}&o=${object}&e=${etag}&s=${size}&m=${mimeType}&c=${crc64}&d=${contentMd5}&r=${reqId}\
                &i=${clientIp}&op=${operation}&v=${vpcId}&h=${imageInfo.height}&my=${x:my_var}";
    let callback = json!({ "callbackUrl": receiver.url("/cb?id=1"), "callbackBody": body });
    let put = request("PUT", &format!("/{OPEN}/a%20b.txt"))
        .header("content-type", "text/plain")
        .header("x-oss-callback", &base64(&callback))
        .header("x-oss-callback-var", &base64(&json!({ "x:my_var": "for/callback" })))
        .body("hello")
        .sign()
        .send(emulator.address())
        .await;
    assert_eq!((put.status, put.text().as_str()), (200, "{\"a\":\"b\"}"));
    assert_eq!(put.header("content-type"), Some("application/json"));
    assert_eq!(put.header("etag"), Some("\"5D41402ABC4B2A76B9719D911017C592\""));

    let told = receiver.next().await;
    assert_eq!(told.line, "POST /cb?id=1 HTTP/1.1");
    let id = put.header("x-oss-request-id").unwrap();
    let expected = format!(
        "b={OPEN}&o=a%20b.txt&e=5D41402ABC4B2A76B9719D911017C592&s=5&m=text%2Fplain&c=11177612005948864433\
         &d=XUFAKrxLKna5cZ2REBfFkg%3D%3D&r={id}&i=127.0.0.1&op=PutObject&v=&h=&my=for%2Fcallback"
    );
    assert_eq!(told.body, expected);
    let host = receiver.address.to_string();
    let account = "1234567890123456";
    for (name, value) in [
        ("host", host.as_str()),
        ("connection", "close"),
        ("content-type", "application/x-www-form-urlencoded"),
        ("user-agent", "aliyun-oss-callback"),
        ("x-oss-bucket", OPEN),
        ("x-oss-owner", account),
        ("x-oss-requester", account),
        ("x-oss-request-id", id),
        ("x-oss-signature-version", "1.0"),
        ("x-oss-tag", "CALLBACK"),
    ] {
        assert_eq!(told.header(name), Some(value), "{name}");
    }
    emulator.stop().await;
}

#[tokio::test]
async fn json_bodies_hosts_and_headers_are_the_clients_choice() {
    let emulator = builder().start().await.unwrap();
    let mut receiver = Receiver::json("[]").await;
    let png = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[0, 0, 0, 4, 0, 0, 0, 3]].concat();
    let callback = json!({
        "callbackUrl": receiver.address.to_string(),
        "callbackHost": "app.example.com",
        "callbackBody": "{\"m\":${mimeType},\"s\":${size},\"i\":[${imageInfo.width},${imageInfo.height},${imageInfo.format}]}",
        "callbackBodyType": "application/json",
        "callbackSNI": true,
        "additionalHeaders": { "X-Trace": "7" },
    });
    let path =
        format!("/{OPEN}/p.png?callback={}", base64(&callback).replace('=', "%3D").replace('+', "%2B"));
    let put =
        request("PUT", &path).header("content-type", "image/png").body(png).send(emulator.address()).await;
    assert_eq!((put.status, put.text().as_str()), (200, "[]"));
    let told = receiver.next().await;
    assert_eq!(told.line, "POST / HTTP/1.1");
    assert_eq!(told.body, "{\"m\":\"image/png\",\"s\":24,\"i\":[4,3,\"png\"]}");
    assert_eq!(told.header("host"), Some("app.example.com"));
    assert_eq!(told.header("content-type"), Some("application/json"));
    assert_eq!(
        (told.header("x-trace"), told.header("x-oss-additional-headers")),
        (Some("7"), Some("x-trace"))
    );
    emulator.stop().await;
}

#[tokio::test]
async fn a_completed_upload_calls_back_instead_of_its_document() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let mut receiver = Receiver::json("{}").await;
    let begun = request("POST", &format!("/{OPEN}/k?uploads")).send(address).await;
    let id = begun.element("UploadId").unwrap();
    request("PUT", &format!("/{OPEN}/k?partNumber=1&uploadId={id}")).body("part").send(address).await;
    let callback = json!({ "callbackUrl": receiver.url("/"), "callbackBody": "${operation} ${size}" });
    let done = request("POST", &format!("/{OPEN}/k?uploadId={id}"))
        .header("x-oss-callback", &base64(&callback))
        .header("x-oss-complete-all", "yes")
        .body("")
        .send(address)
        .await;
    assert_eq!((done.status, done.text().as_str()), (200, "{}"));
    assert_eq!(done.header("content-type"), Some("application/json"));
    assert!(done.header("etag").unwrap().ends_with("-1\""));
    assert_eq!(receiver.next().await.body, "CompleteMultipartUpload 4");
    emulator.stop().await;
}

#[tokio::test]
async fn the_signature_is_over_decoded_path_query_and_body() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let mut receiver = Receiver::json("{}").await;
    let callback = json!({
        "callbackUrl": receiver.url("/a%20b.php?id=1&index=2"),
        "callbackBody": "bucket=yonghu-test",
    });
    assert_eq!(put(address, &callback).await.status, 200);
    let told = receiver.next().await;
    assert_eq!(told.header("authorization"), Some(SIGNATURE));
    let url = STANDARD.decode(told.header("x-oss-pub-key-url").unwrap()).unwrap();
    assert_eq!(String::from_utf8(url).unwrap(), format!("http://{address}/callback_pub_key_v1.pem"));
    let key = request("GET", "/callback_pub_key_v1.pem").send(address).await;
    assert_eq!(key.status, 200);
    assert!(key.text().starts_with("-----BEGIN PUBLIC KEY-----\n"));
    assert_eq!(request("PUT", "/callback_pub_key_v1.pem").body("x").send(address).await.status, 405);
    emulator.stop().await;
}

#[tokio::test]
async fn a_failed_callback_is_a_203_and_the_object_stays() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let closed = {
        let receiver = Receiver::json("{}").await;
        receiver.url("/")
    };
    let connect = "Error status : -1.OSS can not connect to your callbackUrl, please check it.";
    let elsewhere = format!(
        "{connect} (this emulator sends requests to loopback addresses alone, not to \"callback.example.com\")"
    );
    let encrypted = format!(
        "{connect} (this emulator sends requests over plain HTTP alone, not to \"https://localhost/\")"
    );
    for (answer, url, message, ec) in [
        (reply("301 Moved", ""), "", "Error status : 301.", "0007-00000203"),
        (reply("200 OK", "OK"), "", "Response body is not valid json format.", "0007-00000205"),
        (reply("200 OK", ""), "", "Response body is not valid json format.", "0007-00000205"),
        (
            "HTTP/1.1 200 OK\r\n\r\n{}".into(),
            "",
            "Error status : 400.User server missing content-length.",
            "0007-00000203",
        ),
        (
            "HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n{}".into(),
            "",
            "Error status : 400.User server return invalid conent-length value.",
            "0007-00000203",
        ),
        (
            "HTTP/1.1 200 OK\r\ncontent-length: 1048577\r\n\r\n{}".into(),
            "",
            "Error status : 400.User server return too long content-length value.",
            "0007-00000203",
        ),
        (String::new(), closed.as_str(), connect, "0007-00000203"),
        (String::new(), "http://callback.example.com/", &elsewhere, "0007-00000203"),
        (String::new(), "https://localhost/", &encrypted, "0007-00000203"),
    ] {
        let receiver = Receiver::start(answer).await;
        let url = if url.is_empty() { receiver.url("/") } else { url.to_owned() };
        let reply = put(address, &json!({ "callbackUrl": url, "callbackBody": "x" })).await;
        assert_eq!((reply.status, reply.element("Code").as_deref()), (203, Some("CallbackFailed")), "{url}");
        assert_eq!(reply.element("Message").as_deref(), Some(message));
        assert_eq!((reply.element("EC").as_deref(), reply.header("x-oss-ec")), (Some(ec), Some(ec)));
        let path = format!("/{OPEN}/a%20b.txt");
        assert_eq!(request("GET", &path).send(address).await.body, b"hello");
        request("DELETE", &path).send(address).await;
    }
    emulator.stop().await;
}

#[tokio::test]
async fn a_receiver_has_five_seconds() {
    let emulator = builder().start().await.unwrap();
    let receiver = Receiver::start("").await;
    let began = oss_emulator::clock::Stopwatch::start();
    let reply =
        put(emulator.address(), &json!({ "callbackUrl": receiver.url("/"), "callbackBody": "x" })).await;
    assert!((5..8).contains(&began.elapsed().as_secs()), "{:?}", began.elapsed());
    assert_eq!((reply.status, reply.element("Message").as_deref()), (203, Some("Cost too long time.")));
    assert_eq!(reply.element("EC").as_deref(), Some("0007-00000202"));
    emulator.stop().await;
}

#[tokio::test]
async fn urls_are_tried_in_order_until_one_succeeds() {
    let emulator = builder().start().await.unwrap();
    let (mut wrong, mut right, mut last) = (
        Receiver::start(reply("500 No", "{}")).await,
        Receiver::json("{\"n\":2}").await,
        Receiver::json("{}").await,
    );
    let urls = [wrong.url("/1"), right.url("/2"), last.url("/3")].join(";");
    let answer = put(emulator.address(), &json!({ "callbackUrl": urls, "callbackBody": "x" })).await;
    assert_eq!((answer.status, answer.text().as_str()), (200, "{\"n\":2}"));
    assert_eq!(wrong.next().await.line, "POST /1 HTTP/1.1");
    assert_eq!(right.next().await.line, "POST /2 HTTP/1.1");
    assert!(wrong.is_idle() && last.is_idle());
    emulator.stop().await;
}

#[tokio::test]
async fn callbacks_that_cannot_be_sent_are_refused_before_anything_is_stored() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let of = |json: Value| base64(&json);
    let url = "http://localhost/";
    let six = ["http://localhost/"; 6].join(";");
    for (callback, variables, message, ec) in [
        ("x".repeat(5 * 1024 + 1), None, "The length of callback exceed max value.", Some("0007-00000001")),
        ("x123-*&".into(), None, "The callback configuration is not base64 encoded.", Some("0007-00000002")),
        (STANDARD.encode("{"), None, "The callback configuration is not json format.", Some("0007-00000003")),
        (of(json!([1])), None, "The callback configuration is not json format.", Some("0007-00000003")),
        (
            of(json!({ "callbackUrl": "localhost:test", "callbackBody": "x" })),
            None,
            "The callback url configuration is invalid.",
            Some("0007-00000004"),
        ),
        (
            of(json!({ "callbackUrl": six, "callbackBody": "x" })),
            None,
            "The number of callback url exceed max value.",
            Some("0007-00000005"),
        ),
        (
            of(json!({ "callbackUrl": url, "callbackBody": "x", "callbackHost": 1 })),
            None,
            "The callback host configuration is invalid.",
            None,
        ),
        (of(json!({ "callbackUrl": url })), None, "The callback body is empty.", Some("0007-00000011")),
        (of(json!({ "callbackUrl": url, "callbackBody": [1] })), None, "The callback body is invalid.", None),
        (
            of(json!({ "callbackUrl": url, "callbackBody": "x", "callbackBodyType": 1 })),
            None,
            "The callback body type configuration is invalid.",
            Some("0007-00000012"),
        ),
        (
            of(json!({ "callbackUrl": url, "callbackBody": "x", "callbackBodyType": "text/plain" })),
            None,
            "The body type of callback is not supported.",
            None,
        ),
        (
            of(json!({ "callbackUrl": url, "callbackBody": "x", "additionalHeaders": { "x-oss-a": "b" } })),
            None,
            "The callback additional headers are invalid.",
            Some("0007-00000026"),
        ),
        (
            of(json!({ "callbackUrl": url, "callbackBody": "x" })),
            Some(of(json!({ "my_var": "no x:" }))),
            "The callback var is not expecten json.",
            Some("0007-00000103"),
        ),
        (
            of(json!({ "callbackUrl": url, "callbackBody": "x" })),
            Some("x".repeat(5 * 1024 + 1)),
            "The length of callback var exceed max value.",
            Some("0007-00000101"),
        ),
    ] {
        let mut put = request("PUT", &format!("/{OPEN}/k")).header("x-oss-callback", &callback).body("x");
        if let Some(variables) = &variables {
            put = put.header("x-oss-callback-var", variables);
        }
        let reply = put.send(address).await;
        assert_eq!(
            (reply.status, reply.element("Code").as_deref()),
            (400, Some("InvalidArgument")),
            "{message}"
        );
        assert_eq!(
            (reply.element("Message").as_deref(), reply.element("EC").as_deref()),
            (Some(message), ec)
        );
    }
    let both =
        request("PUT", &format!("/{OPEN}/k?callback=e30%3D")).header("x-oss-callback", "e30=").body("x");
    let both = both.send(address).await;
    assert_eq!((both.status, both.element("EC").as_deref()), (400, Some("0007-00000027")));
    assert_eq!(request("HEAD", &format!("/{OPEN}/k")).send(address).await.status, 404);
    let none = put(address, &json!({ "callbackUrl": "", "callbackBody": "x" })).await;
    assert_eq!((none.status, none.body.len()), (200, 0), "without a URL there is no callback");
    emulator.stop().await;
}
