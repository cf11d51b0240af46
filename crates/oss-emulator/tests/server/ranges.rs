//! Ranges, in both behaviours.

use crate::support::{OPEN, builder, request};

/// First and last byte of a 206; `None` is the whole object with 200.
type Part = Option<(usize, usize)>;

#[tokio::test]
async fn ranges_are_whole_or_exact_unless_the_standard_is_asked_for() {
    let emulator = builder().start().await.unwrap();
    let body: String = ('a'..='z').cycle().take(1000).collect();
    let path = format!("/{OPEN}/k");
    request("PUT", &path).body(&body).send(emulator.address()).await;
    // What is asked for; what the default gives; what the standard gives.
    let whole: Part = None;
    let cases: [(&str, Part, Result<Part, u16>); 14] = [
        ("bytes=0-9", Some((0, 9)), Ok(Some((0, 9)))),
        ("bytes=999-999", Some((999, 999)), Ok(Some((999, 999)))),
        ("bytes=500-", Some((500, 999)), Ok(Some((500, 999)))),
        ("bytes=-10", Some((990, 999)), Ok(Some((990, 999)))),
        ("bytes=500-2000", whole, Ok(Some((500, 999)))),
        ("bytes=-2000", whole, Ok(Some((0, 999)))),
        ("bytes=1000-", whole, Err(416)),
        ("bytes=1000-2000", whole, Err(416)),
        ("bytes=-0", whole, Err(416)),
        ("bytes=5-2", whole, Ok(whole)),
        ("bytes=a-b", whole, Ok(whole)),
        ("items=0-9", whole, Ok(whole)),
        ("bytes=0-0, 5-9", Some((0, 0)), Ok(Some((0, 0)))),
        ("bytes=", whole, Ok(whole)),
    ];
    for (range, compatible, standard) in cases {
        let plain = request("GET", &path).header("range", range);
        let asked = request("GET", &path).header("range", range).header("x-oss-range-behavior", "standard");
        for (call, expected) in [(plain, Ok(compatible)), (asked, standard)] {
            let reply = call.send(emulator.address()).await;
            match expected {
                Ok(None) => {
                    assert_eq!((reply.status, reply.header("content-range")), (200, None), "{range}");
                    assert_eq!(reply.text(), body);
                }
                Ok(Some((first, last))) => {
                    assert_eq!(reply.status, 206, "{range}");
                    let expected = format!("bytes {first}-{last}/1000");
                    assert_eq!(reply.header("content-range"), Some(expected.as_str()));
                    assert_eq!(reply.text(), body[first..=last], "{range}");
                }
                Err(status) => {
                    assert_eq!(
                        (reply.status, reply.element("Code").as_deref()),
                        (status, Some("InvalidRange"))
                    );
                }
            }
        }
    }
    emulator.stop().await;
}
