//! Hotlink protection.

use crate::support::{OPEN, builder, request};

#[tokio::test]
async fn a_configuration_is_read_back_as_it_was_put() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let path = format!("/{OPEN}?referer");
    let get = || request("GET", &path).sign().send(address);
    let before = get().await;
    assert_eq!((before.status, before.element("AllowEmptyReferer").as_deref()), (200, Some("true")));
    assert_eq!((before.element("RefererList").as_deref(), before.elements("Referer").len()), (Some(""), 0));
    let document = "<RefererConfiguration><AllowEmptyReferer>false</AllowEmptyReferer>\
        <AllowTruncateQueryString>true</AllowTruncateQueryString><TruncatePath>true</TruncatePath>\
        <RefererList><Referer> http://www.aliyun.com</Referer><Referer>https://www.?.aliyuncs.com</Referer>\
        </RefererList><RefererBlacklist><Referer>http://*.bad.com</Referer></RefererBlacklist></RefererConfiguration>";
    assert_eq!(request("PUT", &path).body(document).sign().send(address).await.status, 200);
    let after = get().await;
    let flat: String = after.text().lines().skip(1).map(str::trim).collect();
    assert_eq!(flat, document.replace("> http", ">http"));
    for document in [
        "<RefererConfiguration><RefererList/></RefererConfiguration>",
        "<RefererConfiguration><AllowEmptyReferer>true</AllowEmptyReferer></RefererConfiguration>",
        "<RefererConfiguration><AllowEmptyReferer>maybe</AllowEmptyReferer><RefererList/></RefererConfiguration>",
        "<RefererConfiguration><AllowEmptyReferer>true</AllowEmptyReferer><RefererList/><Other/></RefererConfiguration>",
        "<RefererConfiguration><AllowEmptyReferer>true</AllowEmptyReferer><AllowTruncateQueryString>false\
         </AllowTruncateQueryString><TruncatePath>true</TruncatePath><RefererList/></RefererConfiguration>",
    ] {
        let refused = request("PUT", &path).body(document).sign().send(address).await;
        let code = refused.element("Code");
        assert_eq!((refused.status, code.as_deref()), (400, Some("MalformedXML")), "{document}");
    }
    assert_eq!(get().await.body, after.body, "what was refused changed nothing");
    emulator.stop().await;
}

#[tokio::test]
async fn hotlinks_are_refused_unless_signed_in_a_header() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let path = format!("/{OPEN}/k");
    request("PUT", &path).body("x").sign().send(address).await;
    let document = "<RefererConfiguration><AllowEmptyReferer>false</AllowEmptyReferer>\
        <RefererList><Referer>http://www.example.com</Referer></RefererList></RefererConfiguration>";
    let put = request("PUT", &format!("/{OPEN}?referer")).body(document).sign().send(address).await;
    assert_eq!(put.status, 200);
    for in_url in [false, true] {
        for (referer, status) in
            [(None, 403), (Some("http://www.example.com/page"), 200), (Some("http://evil.example/"), 403)]
        {
            let get = request("GET", &path);
            let get = if in_url { get.sign_url() } else { get };
            let get = if let Some(page) = referer { get.header("referer", page) } else { get };
            let reply = get.send(address).await;
            assert_eq!(reply.status, status, "signed: {in_url}, from {referer:?}: {}", reply.text());
            if status == 403 {
                assert_eq!(reply.element("Code").as_deref(), Some("AccessDenied"));
                let message = "You are denied by bucket referer policy.";
                assert_eq!(reply.element("Message").as_deref(), Some(message));
            }
        }
    }
    let signed = request("GET", &path).header("referer", "http://evil.example/").sign().send(address).await;
    assert_eq!(signed.status, 200, "a signature in the header is above suspicion");
    let all = "<RefererConfiguration><AllowEmptyReferer>true</AllowEmptyReferer><RefererList/></RefererConfiguration>";
    request("PUT", &format!("/{OPEN}?referer")).body(all).sign().send(address).await;
    let open = request("GET", &path).header("referer", "http://evil.example/").send(address).await;
    assert_eq!(open.status, 200);
    emulator.stop().await;
}
