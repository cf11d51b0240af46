//! Live channels without streams, and playlists of segments that were uploaded.

use std::net::SocketAddr;

use crate::support::{OPEN, Reply, builder, request};

fn configuration(rest: &str) -> String {
    format!("<LiveChannelConfiguration>{rest}</LiveChannelConfiguration>")
}

const HLS: &str = "<Target><Type>HLS</Type></Target>";

async fn put(address: SocketAddr, channel: &str, rest: &str) -> Reply {
    let path = format!("/{OPEN}/{channel}?live=");
    request("PUT", &path).body(configuration(rest)).sign().send(address).await
}

async fn call(address: SocketAddr, method: &str, target: &str) -> Reply {
    request(method, &format!("/{OPEN}{target}")).sign().send(address).await
}

fn error(reply: &Reply) -> (u16, String, String) {
    let element = |name| reply.element(name).unwrap_or_default();
    (reply.status, element("Code"), element("EC"))
}

#[tokio::test]
async fn a_channel_is_put_read_disabled_and_deleted() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let target = "<Target><Type>HLS</Type><FragDuration>10</FragDuration><FragCount>5</FragCount>\
                  <PlaylistName>p.m3u8</PlaylistName></Target>";
    let snapshot = "<Snapshot><RoleName>r</RoleName><DestBucket>b</DestBucket><NotifyTopic>t</NotifyTopic>\
                    <Interval>1</Interval></Snapshot>";
    let made = put(address, "ch", &format!("<Description>d &amp; e</Description>{target}{snapshot}")).await;
    assert_eq!(made.status, 200, "{}", made.text());
    let host = format!("{OPEN}.oss-cn-hangzhou.aliyuncs.com");
    assert_eq!(made.elements("Url"), [format!("rtmp://{host}/live/ch"), format!("http://{host}/ch/p.m3u8")]);

    let info = call(address, "GET", "/ch?live=").await;
    let expected = "<LiveChannelConfiguration>\n  <Description>d &amp; e</Description>\n  <Status>enabled</Status>\n  \
                    <Target>\n    <Type>HLS</Type>\n    <FragDuration>10</FragDuration>\n    <FragCount>5</FragCount>\n    \
                    <PlaylistName>p.m3u8</PlaylistName>\n  </Target>\n  <Snapshot>\n    <RoleName>r</RoleName>\n    \
                    <DestBucket>b</DestBucket>\n    <NotifyTopic>t</NotifyTopic>\n    <Interval>1</Interval>\n  \
                    </Snapshot>\n</LiveChannelConfiguration>\n";
    assert!(info.text().ends_with(expected), "{}", info.text());
    let stat = call(address, "GET", "/ch?live=&comp=stat").await;
    assert_eq!(stat.element("Status").as_deref(), Some("Idle"));
    let history = call(address, "GET", "/ch?live=&comp=history").await;
    assert!(history.text().contains("<LiveChannelHistory></LiveChannelHistory>"), "{}", history.text());

    let disabled = call(address, "PUT", "/ch?live=&status=disabled").await;
    assert_eq!((disabled.status, disabled.body.len()), (200, 0));
    assert_eq!(call(address, "GET", "/ch?live").await.element("Status").as_deref(), Some("disabled"));
    assert_eq!(
        call(address, "GET", "/ch?live&comp=stat").await.element("Status").as_deref(),
        Some("Disabled")
    );
    assert_eq!(error(&call(address, "PUT", "/ch?live&status=off").await).1, "InvalidArgument");
    assert_eq!(error(&call(address, "PUT", "/ch?status=disabled").await).1, "MissingArgument");

    assert_eq!(
        error(&call(address, "DELETE", "").await),
        (409, "BucketNotEmpty".into(), "0015-00000301".into())
    );
    assert_eq!(call(address, "DELETE", "/ch?live=").await.status, 204);
    for target in ["/ch?live", "/ch?live&comp=stat", "/ch?live&comp=history"] {
        let gone = call(address, "GET", target).await;
        assert_eq!(error(&gone), (404, "NoSuchLiveChannel".into(), String::new()), "{target}");
    }
    let stranger = request("GET", &format!("/{OPEN}/ch?live")).send(address).await;
    assert_eq!((stranger.status, stranger.element("Code").as_deref()), (403, Some("AccessDenied")));
    emulator.stop().await;
}

#[tokio::test]
async fn defaults_and_limits() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    assert_eq!(put(address, &"c".repeat(63), HLS).await.status, 200);
    let info = call(address, "GET", &format!("/{}?live", "c".repeat(63))).await;
    for (name, value) in
        [("Status", "enabled"), ("FragDuration", "5"), ("FragCount", "3"), ("PlaylistName", "playlist.m3u8")]
    {
        assert_eq!(info.element(name).as_deref(), Some(value), "{name}");
    }
    let with = |rest: &str| format!("<Target><Type>HLS</Type>{rest}</Target>");
    let long = format!("<Description>{}</Description>{HLS}", "d".repeat(129));
    let far = with(&format!("<PlaylistName>{}.m3u8</PlaylistName>", "p".repeat(124)));
    for (channel, rest, code, ec) in [
        ("c".repeat(64), HLS.to_owned(), "InvalidChannelName", "0017-00000258"),
        ("a/b".into(), HLS.into(), "InvalidChannelName", ""),
        ("c".into(), long, "InvalidArgument", "0044-00000001"),
        (
            "c".into(),
            with("<FragDuration>abc</FragDuration><FragCount>3</FragCount>"),
            "InvalidArgument",
            "0044-00000014",
        ),
        (
            "c".into(),
            with("<FragDuration>2</FragDuration><FragCount>101</FragCount>"),
            "InvalidArgument",
            "0044-00000015",
        ),
        ("c".into(), with("<FragDuration>2</FragDuration>"), "InvalidArgument", "0044-00000015"),
        (
            "c".into(),
            with("<PlaylistName>my/playlist.m3u8</PlaylistName>"),
            "InvalidArgument",
            "0044-00000016",
        ),
        ("c".into(), far, "InvalidArgument", "0044-00000017"),
        ("c".into(), with("<PlaylistName>abc.text</PlaylistName>"), "InvalidArgument", "0044-00000018"),
        ("c".into(), "<Target><Type>DASH</Type></Target>".into(), "InvalidArgument", ""),
        ("c".into(), format!("<Status>on</Status>{HLS}"), "InvalidArgument", ""),
        ("c".into(), String::new(), "MalformedXML", "0016-00000608"),
    ] {
        let reply = put(address, &channel, &rest).await;
        assert_eq!(error(&reply), (400, code.to_owned(), ec.to_owned()), "{rest}");
    }
    emulator.stop().await;
}

#[tokio::test]
async fn channels_are_listed_in_pages() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    for name in ["a-1", "a-2", "b-1", "a-3"] {
        put(address, name, HLS).await;
    }
    let names = |reply: &Reply| reply.elements("Name");
    let all = call(address, "GET", "?live=").await;
    assert_eq!(
        (names(&all), all.element("MaxKeys").as_deref()),
        (vec!["a-1".into(), "a-2".into(), "a-3".into(), "b-1".into()], Some("100"))
    );
    assert_eq!(all.element("NextMarker"), None);
    let first = call(address, "GET", "?live&prefix=a&max-keys=2").await;
    assert_eq!(
        (names(&first), first.element("IsTruncated").as_deref()),
        (vec!["a-1".into(), "a-2".into()], Some("true"))
    );
    let marker = first.element("NextMarker").unwrap();
    let second = call(address, "GET", &format!("?live&prefix=a&max-keys=2&marker={marker}")).await;
    assert_eq!(
        (names(&second), second.element("IsTruncated").as_deref()),
        (vec!["a-3".into()], Some("false"))
    );
    assert_eq!(call(address, "GET", "?live&max-keys=0").await.status, 400);
    emulator.stop().await;
}

#[tokio::test]
async fn playlists_hold_the_segments_of_a_time() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    put(address, "ch", HLS).await;
    for name in ["1472020031000", "1472020038120", "1472020040000", "1472020300000"] {
        request("PUT", &format!("/{OPEN}/ch/{name}.ts")).body("ts").send(address).await;
    }
    let time = "startTime=1472020031&endTime=1472020226";
    let expected = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-TARGETDURATION:8\n\
                    #EXTINF:7.120,\n1472020031000.ts\n#EXTINF:1.880,\n1472020038120.ts\n#EXTINF:5.000,\n1472020040000.ts\n\
                    #EXT-X-ENDLIST\n";
    let seen = call(address, "GET", &format!("/ch?vod&{time}")).await;
    assert_eq!((seen.status, seen.text().as_str()), (200, expected));
    assert_eq!(seen.header("content-type"), Some("application/x-mpegURL"));
    let posted = call(address, "POST", &format!("/ch/vod.m3u8?{time}&vod=")).await;
    assert_eq!((posted.status, posted.body.len()), (200, 0), "{}", posted.text());
    let kept = call(address, "GET", "/ch/vod.m3u8").await;
    assert_eq!((kept.text().as_str(), kept.header("etag")), (expected, posted.header("etag")));

    for (target, status, code, ec) in [
        ("/ch?vod&startTime=abc&endTime=2", 400, "InvalidArgument", "0044-00000304"),
        ("/ch?vod&startTime=1", 400, "InvalidArgument", "0044-00000305"),
        ("/ch?vod&startTime=2&endTime=1", 400, "InvalidArgument", "0044-00000306"),
        ("/ch?vod&startTime=1&endTime=86402", 400, "InvalidArgument", "0044-00000307"),
        ("/ch?vod&startTime=1&endTime=2", 400, "InvalidArgument", "0044-00000308"),
        ("/none?vod&startTime=1&endTime=2", 404, "NoSuchLiveChannel", ""),
    ] {
        let reply = call(address, "GET", target).await;
        assert_eq!(error(&reply), (status, code.to_owned(), ec.to_owned()), "{target}");
    }
    let nameless = call(address, "POST", &format!("/ch/vod.txt?vod&{time}")).await;
    assert_eq!(error(&nameless), (400, "InvalidArgument".into(), "0044-00000018".into()));
    emulator.stop().await;
}
