//! Static websites.

use std::net::SocketAddr;

use oss_emulator::Emulator;

use crate::support::{OPEN, Reply, builder, request};

const INDEX: &str = "<IndexDocument><Suffix>index.html</Suffix></IndexDocument>";
const ERROR: &str = "<ErrorDocument><Key>error.html</Key></ErrorDocument>";

/// An emulator whose open bucket has the configuration and these objects, each holding its own key.
async fn site(inside: &str, keys: &[&str]) -> Emulator {
    let emulator = builder().start().await.unwrap();
    let put = put(emulator.address(), inside).await;
    assert_eq!(put.status, 200, "{}", put.text());
    for key in keys {
        request("PUT", &format!("/{OPEN}/{key}")).body(key).send(emulator.address()).await;
    }
    emulator
}

async fn put(address: SocketAddr, inside: &str) -> Reply {
    let document = format!("<WebsiteConfiguration>{inside}</WebsiteConfiguration>");
    request("PUT", &format!("/{OPEN}?website")).body(document).sign().send(address).await
}

async fn visit(address: SocketAddr, target: &str) -> Reply {
    request("GET", target).header("host", &format!("{OPEN}.localhost")).send(address).await
}

fn rule(number: u32, condition: &str, redirect: &str) -> String {
    format!(
        "<RoutingRule><RuleNumber>{number}</RuleNumber><Condition>{condition}</Condition>\
         <Redirect>{redirect}</Redirect></RoutingRule>"
    )
}

fn rules(rules: &[String]) -> String {
    format!("<RoutingRules>{}</RoutingRules>", rules.concat())
}

#[tokio::test]
async fn a_configuration_is_read_back_and_removed() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let path = format!("/{OPEN}?website");
    let get = || request("GET", &path).sign().send(address);
    let missing = get().await;
    let code = missing.element("Code");
    assert_eq!((missing.status, code.as_deref()), (404, Some("NoSuchWebsiteConfiguration")));
    let message = "The specified bucket does not have a website configuration.";
    assert_eq!(missing.element("Message").as_deref(), Some(message));
    let mirror = rule(
        1,
        "<KeyPrefixEquals>abc/</KeyPrefixEquals><HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals>",
        "<RedirectType>Mirror</RedirectType><PassQueryString>true</PassQueryString>\
         <MirrorURL>http://www.test.com/</MirrorURL><MirrorHeaders><PassAll>true</PassAll><Pass>a</Pass><Pass>b</Pass>\
         <Set><Key>k</Key><Value>v</Value></Set></MirrorHeaders>",
    );
    let inside = format!(
        "<IndexDocument><Suffix>index.html</Suffix><SupportSubDir>true</SupportSubDir><Type>0</Type></IndexDocument>\
         <ErrorDocument><Key>error.html</Key><HttpStatus>404</HttpStatus></ErrorDocument>{}",
        rules(&[mirror])
    );
    assert_eq!(put(address, &inside).await.status, 200);
    let flat: String = get().await.text().lines().skip(1).map(str::trim).collect();
    assert_eq!(flat, format!("<WebsiteConfiguration>{inside}</WebsiteConfiguration>"));
    for _ in 0..2 {
        assert_eq!(request("DELETE", &path).sign().send(address).await.status, 204);
    }
    assert_eq!(get().await.status, 404);
    emulator.stop().await;
}

#[tokio::test]
async fn requests_that_need_an_origin_are_refused_by_name() {
    let missing = "<HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals>";
    let mirror = "<RedirectType>Mirror</RedirectType><MirrorURL>http://origin.example/</MirrorURL>";
    let emulator = site(&rules(&[rule(1, missing, mirror)]), &["k"]).await;
    let address = emulator.address();
    assert_eq!(visit(address, "/k").await.text(), "k");
    let signed =
        async |method, target: &str| request(method, &format!("/{OPEN}{target}")).sign().send(address).await;
    assert_eq!(signed("GET", "/k").await.text(), "k");
    for refused in [visit(address, "/none").await, signed("GET", "/none").await] {
        assert_eq!((refused.status, refused.element("Code").as_deref()), (501, Some("NotImplemented")));
        assert!(refused.element("Message").unwrap().contains("Mirror"));
    }
    // Nothing is fetched for them.
    let head = request("HEAD", &format!("/{OPEN}/none")).send(address).await;
    assert_eq!((head.status, signed("HEAD", "/none").await.status), (404, 404));
    emulator.stop().await;
}

#[tokio::test]
async fn wrong_configurations_are_refused() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let external = "<RedirectType>External</RedirectType><HostName>h.example</HostName>";
    let twice = [rule(1, "", external), rule(1, "", external)];
    let many: Vec<String> = (1..=21).map(|number| rule(number, "", external)).collect();
    for inside in [
        String::new(),
        "<IndexDocument><Suffix></Suffix></IndexDocument>".into(),
        "<IndexDocument><Suffix>a/index.html</Suffix></IndexDocument>".into(),
        "<IndexDocument><Suffix>i</Suffix><Type>3</Type></IndexDocument>".into(),
        "<IndexDocument><Suffix>i</Suffix><SupportSubDir>maybe</SupportSubDir></IndexDocument>".into(),
        "<ErrorDocument><HttpStatus>404</HttpStatus></ErrorDocument>".into(),
        "<ErrorDocument><Key>e</Key><HttpStatus>403</HttpStatus></ErrorDocument>".into(),
        rules(&twice),
        rules(&many),
        rules(&[rule(0, "", external)]),
        rules(&[rule(1, "", "<RedirectType>Elsewhere</RedirectType>")]),
        rules(&[rule(1, "", "<RedirectType>External</RedirectType>")]),
        rules(&[rule(1, "", &format!("{external}<HttpRedirectCode>303</HttpRedirectCode>"))]),
        rules(&[rule(1, "", &format!("{external}<Protocol>ftp</Protocol>"))]),
        rules(&[rule(
            1,
            "",
            &format!(
                "{external}<ReplaceKeyWith>a</ReplaceKeyWith><ReplaceKeyPrefixWith>b</ReplaceKeyPrefixWith>"
            ),
        )]),
        rules(&[rule(
            1,
            "",
            &format!(
                "{external}<ReplaceKeyWith>a</ReplaceKeyWith><EnableReplacePrefix>true</EnableReplacePrefix>"
            ),
        )]),
        rules(&[rule(1, "", "<RedirectType>Mirror</RedirectType><MirrorURL>http://h.example/</MirrorURL>")]),
        rules(&[rule(
            1,
            "<HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals>",
            "<RedirectType>Mirror</RedirectType><MirrorURL>http://h.example</MirrorURL>",
        )]),
        rules(&[rule(1, "<IncludeHeader><Key>host</Key></IncludeHeader>", external)]),
        rules(&[rule(1, "<Other>1</Other>", external)]),
    ] {
        let refused = put(address, &inside).await;
        assert_eq!(
            (refused.status, refused.element("Code").as_deref()),
            (400, Some("MalformedXML")),
            "{inside}"
        );
    }
    emulator.stop().await;
}

#[tokio::test]
async fn anonymous_visitors_of_the_root_see_the_index_page() {
    let emulator = site(INDEX, &["index.html", "dir/index.html", "k"]).await;
    let address = emulator.address();
    for target in ["/", "/?utm_source=x", "/dir/", "/none/"] {
        let reply = visit(address, target).await;
        assert_eq!((reply.status, reply.text().as_str()), (200, "index.html"), "{target}");
    }
    let path_style = request("GET", &format!("/{OPEN}/")).send(address).await;
    assert_eq!((path_style.status, path_style.text().as_str()), (200, "index.html"));
    let head = request("HEAD", &format!("/{OPEN}")).send(address).await;
    assert_eq!((head.status, head.header("content-length")), (200, Some("10")));
    assert_eq!(visit(address, "/k").await.text(), "k");
    let listing = visit(address, "/?prefix=k").await;
    assert_eq!((listing.status, listing.element("Code").as_deref()), (403, Some("AccessDenied")));
    let signed = request("GET", &format!("/{OPEN}")).sign().send(address).await;
    assert_eq!(signed.elements("Key"), ["dir/index.html", "index.html", "k"], "signed requests list");
    let signed = request("GET", &format!("/{OPEN}")).sign_url().send(address).await;
    assert_eq!(signed.elements("Key").len(), 3, "those signed in the URL too");
    let acl = request("GET", &format!("/{OPEN}?acl")).send(address).await;
    assert_eq!(acl.status, 403);
    request("DELETE", &format!("/{OPEN}/index.html")).send(address).await;
    let missing = visit(address, "/").await;
    assert_eq!((missing.status, missing.element("Key").as_deref()), (404, Some("index.html")));
    emulator.stop().await;
}

#[tokio::test]
async fn pages_of_private_buckets_stay_private() {
    let emulator = site(&format!("{INDEX}{ERROR}"), &["index.html", "error.html"]).await;
    let address = emulator.address();
    let acl = request("PUT", &format!("/{OPEN}?acl")).header("x-oss-acl", "private").body("").sign();
    assert_eq!(acl.send(address).await.status, 200);
    for target in ["/", "/index.html", "/none"] {
        let reply = visit(address, target).await;
        assert_eq!((reply.status, reply.element("Code").as_deref()), (403, Some("AccessDenied")), "{target}");
    }
    emulator.stop().await;
}

#[tokio::test]
async fn directories_may_have_index_pages_of_their_own() {
    let keys = ["index.html", "error.html", "abc/index.html", "dir/index.html"];
    let index = |kind: u8| {
        format!(
            "<IndexDocument><Suffix>index.html</Suffix><SupportSubDir>true</SupportSubDir><Type>{kind}</Type>\
             </IndexDocument>{ERROR}"
        )
    };
    for (kind, status, text, location) in
        [(0, 302, "", Some("/abc/")), (1, 404, "error.html", None), (2, 200, "abc/index.html", None)]
    {
        let emulator = site(&index(kind), &keys).await;
        let address = emulator.address();
        let below = visit(address, "/abc").await;
        let seen = (below.status, below.text(), below.header("location"));
        assert_eq!(seen, (status, text.to_owned(), location), "type {kind}");
        assert_eq!(visit(address, "/dir/").await.text(), "dir/index.html", "type {kind}");
        let missing = visit(address, "/none/").await;
        assert_eq!((missing.status, missing.text().as_str()), (404, "error.html"), "type {kind}");
        if kind == 0 {
            let path_style = request("GET", &format!("/{OPEN}/abc")).send(address).await;
            assert_eq!(path_style.header("location"), Some(format!("/{OPEN}/abc/").as_str()));
        }
        emulator.stop().await;
    }
}

#[tokio::test]
async fn missing_objects_are_answered_with_the_error_page() {
    let emulator = site(ERROR, &["error.html"]).await;
    let address = emulator.address();
    let missing = visit(address, "/none").await;
    assert_eq!((missing.status, missing.text().as_str()), (404, "error.html"));
    let head = request("HEAD", &format!("/{OPEN}/none")).send(address).await;
    assert_eq!(
        (head.status, head.header("content-length"), head.header("x-oss-err")),
        (404, Some("10"), None)
    );
    let signed = request("GET", &format!("/{OPEN}/none")).sign().send(address).await;
    assert_eq!((signed.status, signed.element("Code").as_deref()), (404, Some("NoSuchKey")));
    let write = request("PUT", &format!("/{OPEN}/none?acl"))
        .header("x-oss-object-acl", "private")
        .send(address)
        .await;
    assert_eq!((write.status, write.element("Code").as_deref()), (403, Some("AccessDenied")));
    let fine = "<ErrorDocument><Key>error.html</Key><HttpStatus>200</HttpStatus></ErrorDocument>";
    put(address, fine).await;
    let missing = visit(address, "/none").await;
    assert_eq!((missing.status, missing.text().as_str()), (200, "error.html"));
    put(address, "<ErrorDocument><Key>gone.html</Key></ErrorDocument>").await;
    let missing = visit(address, "/none").await;
    assert_eq!((missing.status, missing.element("Key").as_deref()), (404, Some("none")));
    emulator.stop().await;
}

#[tokio::test]
async fn routing_rules_send_visitors_elsewhere() {
    let missing = "<HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals>";
    let to = |host: &str, more: &str| {
        format!("<RedirectType>External</RedirectType><HostName>{host}</HostName>{more}")
    };
    let prefix = |prefix: &str| format!("<KeyPrefixEquals>{prefix}</KeyPrefixEquals>");
    let header = |test: &str| format!("<IncludeHeader><Key>X-Test</Key>{test}</IncludeHeader>");
    let all = [
        rule(9, missing, &to("last.example", "<HttpRedirectCode>301</HttpRedirectCode>")),
        rule(
            1,
            &prefix("old/"),
            &to("a.example", "<Protocol>https</Protocol><ReplaceKeyPrefixWith>new/</ReplaceKeyPrefixWith>"),
        ),
        rule(2, &prefix("cut/"), &to("b.example", "<EnableReplacePrefix>true</EnableReplacePrefix>")),
        rule(
            3,
            "<KeySuffixEquals>.txt</KeySuffixEquals>",
            &to(
                "c.example",
                "<ReplaceKeyWith>p/${key}.s</ReplaceKeyWith><PassQueryString>true</PassQueryString>",
            ),
        ),
        rule(4, &header("<Equals>one</Equals>"), &to("d.example", "")),
        rule(
            5,
            &header("<StartsWith>be</StartsWith><EndsWith>end</EndsWith>"),
            &to("e.example", "<HttpRedirectCode>302</HttpRedirectCode>"),
        ),
        rule(6, &prefix("alias/"), "<RedirectType>Internal</RedirectType><ReplaceKeyWith>k</ReplaceKeyWith>"),
        rule(
            7,
            &format!("{}{missing}", prefix("img/")),
            "<RedirectType>AliCDN</RedirectType><HostName>f.example</HostName><HttpRedirectCode>307</HttpRedirectCode>",
        ),
    ];
    let emulator = site(&rules(&all), &["k", "img/there"]).await;
    let address = emulator.address();
    for (target, test, status, location) in [
        ("/old/a%20b?x=y", "", 301, Some("https://a.example/new/a%20b")),
        ("/cut/x/y", "", 301, Some("http://b.example/x/y")),
        ("/dir/f.txt?x=%20y", "", 301, Some("http://c.example/p/dir/f.txt.s?x=%20y")),
        ("/old/f.txt", "", 301, Some("https://a.example/new/f.txt")),
        ("/k", "one", 301, Some("http://d.example/k")),
        ("/k", "begin and end", 302, Some("http://e.example/k")),
        ("/k", "begin", 200, None),
        ("/alias/any", "", 200, None),
        ("/img/there", "", 200, None),
        ("/img/none", "", 307, Some("http://f.example/img/none")),
        ("/none", "", 301, Some("http://last.example/none")),
    ] {
        let call = request("GET", target).header("host", &format!("{OPEN}.localhost")).header("x-test", test);
        let reply = call.send(address).await;
        assert_eq!((reply.status, reply.header("location")), (status, location), "{target} with {test:?}");
    }
    assert_eq!(visit(address, "/alias/any").await.text(), "k");
    let signed = request("GET", &format!("/{OPEN}/old/x")).sign().send(address).await;
    assert_eq!((signed.status, signed.element("Code").as_deref()), (404, Some("NoSuchKey")));
    emulator.stop().await;
}
