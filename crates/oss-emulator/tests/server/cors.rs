//! Cross-origin requests.

use std::net::SocketAddr;

use crate::support::{OPEN, Reply, builder, request};

const RULES: &str = "<CORSConfiguration>\
    <CORSRule><AllowedOrigin>http://a.example</AllowedOrigin><AllowedOrigin>https://*.b.example</AllowedOrigin>\
    <AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod><AllowedHeader>x-oss-*</AllowedHeader>\
    <ExposeHeader>ETag</ExposeHeader><ExposeHeader>x-oss-request-id</ExposeHeader>\
    <MaxAgeSeconds>100</MaxAgeSeconds></CORSRule>\
    <CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>HEAD</AllowedMethod></CORSRule>\
    </CORSConfiguration>";

async fn put(address: SocketAddr, document: &str) -> Reply {
    request("PUT", &format!("/{OPEN}?cors")).body(document).sign().send(address).await
}

/// The headers of a reply that speak of origins.
fn told(reply: &Reply) -> Vec<(&str, &str)> {
    let headers = reply.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    headers.filter(|(name, _)| name.starts_with("access-control-") || *name == "vary").collect()
}

#[tokio::test]
async fn rules_are_read_back_and_removed() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let path = format!("/{OPEN}?cors");
    let get = || request("GET", &path).sign().send(address);
    let missing = get().await;
    assert_eq!((missing.status, missing.element("Code").as_deref()), (404, Some("NoSuchCORSConfiguration")));
    assert_eq!(missing.element("Message").as_deref(), Some("The CORS Configuration does not exist."));
    assert_eq!(put(address, RULES).await.status, 200);
    let flat: String = get().await.text().lines().skip(1).map(str::trim).collect();
    assert_eq!(flat, RULES);
    for _ in 0..2 {
        assert_eq!(request("DELETE", &path).sign().send(address).await.status, 204);
    }
    assert_eq!(get().await.status, 404);
    emulator.stop().await;
}

#[tokio::test]
async fn wrong_rules_are_refused() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let rule = |inside: &str| format!("<CORSRule>{inside}</CORSRule>");
    let good = "<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>";
    let eleven = rule(good).repeat(11);
    let many = put(address, &format!("<CORSConfiguration>{eleven}</CORSConfiguration>")).await;
    assert_eq!((many.status, many.element("Code").as_deref()), (400, Some("CORSRuleBeyondLimit")));
    for rules in [
        String::new(),
        rule("<AllowedOrigin>*</AllowedOrigin>"),
        rule("<AllowedMethod>GET</AllowedMethod>"),
        rule("<AllowedOrigin>*</AllowedOrigin><AllowedMethod>PATCH</AllowedMethod>"),
        rule("<AllowedOrigin>http://*.a.*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"),
        rule(&format!("{good}<AllowedHeader>**</AllowedHeader>")),
        rule(&format!("{good}<ExposeHeader>x-*</ExposeHeader>")),
        rule(&format!("{good}<MaxAgeSeconds>1000000000</MaxAgeSeconds>")),
        rule(&format!("{good}<MaxAgeSeconds>-1</MaxAgeSeconds>")),
        rule(&format!("{good}<Other>1</Other>")),
    ] {
        let refused = put(address, &format!("<CORSConfiguration>{rules}</CORSConfiguration>")).await;
        assert_eq!(
            (refused.status, refused.element("Code").as_deref()),
            (400, Some("MalformedXML")),
            "{rules}"
        );
    }
    emulator.stop().await;
}

#[tokio::test]
async fn preflight_requests_are_answered_by_the_first_rule_that_fits() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let ask = async |target: &str, origin: &str, method: &str, headers: &str| {
        let call = request("OPTIONS", target).header("origin", origin);
        let call = call.header("access-control-request-method", method);
        call.header("access-control-request-headers", headers).send(address).await
    };
    let path = format!("/{OPEN}/no/such/key?uploads");
    let off = ask(&path, "http://a.example", "PUT", "").await;
    assert_eq!((off.status, off.element("Code").as_deref()), (403, Some("AccessForbidden")));
    assert_eq!(off.element("Message").as_deref(), Some("CORSResponse: CORS is not enabled for this bucket."));
    assert_eq!(put(address, RULES).await.status, 200);
    let allowed = ask(&path, "http://a.example", "PUT", "x-oss-date, X-Oss-Meta-A").await;
    assert_eq!((allowed.status, allowed.body.len()), (200, 0));
    assert_eq!(
        told(&allowed),
        [
            ("access-control-allow-origin", "http://a.example"),
            ("access-control-allow-methods", "GET, PUT"),
            ("access-control-allow-headers", "x-oss-date, X-Oss-Meta-A"),
            ("access-control-expose-headers", "ETag, x-oss-request-id"),
            ("access-control-max-age", "100"),
        ]
    );
    let any = ask(&path, "http://elsewhere.example", "HEAD", "").await;
    let expected = [("access-control-allow-origin", "*"), ("access-control-allow-methods", "HEAD")];
    assert_eq!((any.status, told(&any)), (200, expected.to_vec()));
    for (origin, method, headers, status) in [
        ("https://x.b.example", "GET", "", 200),
        ("http://x.b.example", "GET", "", 403),
        ("http://a.example", "DELETE", "", 403),
        ("http://a.example", "GET", "x-oss-date, authorization", 403),
        ("http://a.example.org", "GET", "", 403),
    ] {
        let reply = ask(&format!("/{OPEN}"), origin, method, headers).await;
        assert_eq!(reply.status, status, "{origin} {method} {headers}");
        if status == 403 {
            assert_eq!(reply.element("Code").as_deref(), Some("AccessForbidden"));
            assert!(
                reply
                    .element("Message")
                    .unwrap()
                    .starts_with("CORSResponse: This CORS request is not allowed.")
            );
            assert_eq!(told(&reply), []);
        }
    }
    let missing = ask("/no-such-bucket/k", "http://a.example", "PUT", "").await;
    assert_eq!((missing.status, missing.element("Code").as_deref()), (404, Some("NoSuchBucket")));
    emulator.stop().await;
}

#[tokio::test]
async fn preflight_requests_must_say_what_they_are_about() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let path = format!("/{OPEN}/k");
    for (call, message) in [
        (
            request("OPTIONS", &path).header("access-control-request-method", "PUT"),
            "Insufficient information. Origin request header needed.",
        ),
        (
            request("OPTIONS", &path).header("origin", "http://a.example"),
            "Insufficient information. Request Access-Control-Request-Method header needed.",
        ),
    ] {
        let reply = call.send(address).await;
        assert_eq!((reply.status, reply.element("Code").as_deref()), (400, Some("BadRequest")));
        assert_eq!(reply.element("Message").as_deref(), Some(message));
    }
    emulator.stop().await;
}

#[tokio::test]
async fn replies_and_errors_may_be_read_by_other_origins() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    assert_eq!(put(address, RULES).await.status, 200);
    let call = |method: &str, key: &str, origin: &str| {
        request(method, &format!("/{OPEN}/{key}")).header("origin", origin)
    };
    let origin = Some("http://a.example");
    let allowed = |reply: &Reply| reply.header("access-control-allow-origin").map(str::to_owned);
    let stored = call("PUT", "k", "http://a.example").body("x").send(address).await;
    assert_eq!((stored.status, allowed(&stored).as_deref()), (200, origin));
    let read = call("GET", "k", "http://a.example").send(address).await;
    assert_eq!((read.status, allowed(&read).as_deref(), read.header("vary")), (200, origin, None));
    assert_eq!(read.header("access-control-expose-headers"), Some("ETag, x-oss-request-id"));
    let missing = call("GET", "none", "http://a.example").send(address).await;
    assert_eq!((missing.status, allowed(&missing).as_deref()), (404, origin));
    let forged = call("GET", "k", "http://a.example").header("authorization", "OSS x:y").send(address).await;
    assert_eq!((forged.status, allowed(&forged).as_deref()), (403, origin));
    let other = call("GET", "k", "http://c.example").send(address).await;
    assert_eq!((other.status, told(&other)), (200, vec![]), "it is for the browser to refuse");
    let plain = request("GET", &format!("/{OPEN}/k")).send(address).await;
    assert_eq!((plain.status, told(&plain)), (200, vec![]));
    let deleted = call("DELETE", "k", "http://a.example").send(address).await;
    assert_eq!((deleted.status, told(&deleted)), (204, vec![]));

    let varying = RULES.replace("</CORSConf", "<ResponseVary>true</ResponseVary></CORSConf");
    assert_eq!(put(address, &varying).await.status, 200);
    let plain = request("GET", &format!("/{OPEN}/k")).send(address).await;
    assert_eq!((plain.status, told(&plain)), (404, vec![("vary", "Origin")]));
    emulator.stop().await;
}
