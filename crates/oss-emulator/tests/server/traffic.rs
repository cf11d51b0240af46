//! The speed that a request sets itself.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use oss_emulator::clock::Stopwatch;

use crate::support::{OPEN, Reply, Request, builder, request};

/// Half a second's worth of bytes at the slowest speed.
const LENGTH: usize = 51_200;
const SLOWEST: &str = "819200";

/// How long a request takes.
async fn timed(call: Request, address: std::net::SocketAddr) -> (Reply, Duration) {
    let watch = Stopwatch::start();
    let reply = call.send(address).await;
    (reply, watch.elapsed())
}

#[tokio::test]
async fn bodies_pass_no_faster_than_the_limit_either_way() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let path = format!("/{OPEN}/k");
    let limited = format!("{path}?x-oss-traffic-limit={SLOWEST}");
    let body = "x".repeat(LENGTH);
    let copied = format!("/{OPEN}/copy");
    let form = format!(
        "--x\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nform\r\n--x\r\nContent-Disposition: form-data; \
         name=\"x-oss-traffic-limit\"\r\n\r\n{SLOWEST}\r\n--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n\
         {body}\r\n--x--\r\n"
    );
    for (name, call) in [
        ("put", request("PUT", &path).header("x-oss-traffic-limit", SLOWEST).body(&body)),
        ("put by URL", request("PUT", &limited).body(&body)),
        ("get", request("GET", &path).header("x-oss-traffic-limit", SLOWEST)),
        ("get by URL", request("GET", &limited)),
        (
            "copy",
            request("PUT", &copied)
                .header("x-oss-copy-source", &path)
                .header("x-oss-traffic-limit", SLOWEST)
                .body(""),
        ),
        (
            "form",
            request("POST", &format!("/{OPEN}"))
                .header("content-type", "multipart/form-data; boundary=x")
                .body(&form),
        ),
    ] {
        let (reply, elapsed) = timed(call, address).await;
        assert!(reply.status < 300, "{name}: {reply:?}");
        assert!(elapsed >= Duration::from_millis(400), "{name} took {elapsed:?}");
        if name.starts_with("get") {
            assert_eq!(reply.body.len(), LENGTH);
        }
    }
    let (reply, elapsed) =
        timed(request("GET", &path).header("x-oss-traffic-limit", "838860800"), address).await;
    assert_eq!(reply.text(), body);
    assert!(elapsed < Duration::from_millis(400), "{elapsed:?}");
    emulator.stop().await;
}

#[tokio::test]
async fn limits_out_of_range_or_given_twice_are_refused() {
    let emulator = builder().start().await.unwrap();
    let path = format!("/{OPEN}/k");
    for wrong in ["819199", "838860801", "abc", ""] {
        let reply = request("PUT", &path)
            .header("x-oss-traffic-limit", wrong)
            .body("x")
            .send(emulator.address())
            .await;
        assert_eq!((reply.status, reply.element("EC").as_deref()), (400, Some("0004-00000502")), "{wrong}");
        assert_eq!(reply.element("ArgumentValue").as_deref(), Some(wrong));
    }
    let both = request("HEAD", &format!("{path}?x-oss-traffic-limit=819200"))
        .header("x-oss-traffic-limit", "819200");
    let both = both.send(emulator.address()).await;
    assert_eq!((both.status, both.header("x-oss-ec")), (400, Some("0004-00000501")));
    let document = STANDARD.decode(both.header("x-oss-err").unwrap()).unwrap();
    assert!(String::from_utf8(document).unwrap().contains("<Code>InvalidArgument</Code>"));
    emulator.stop().await;
}
