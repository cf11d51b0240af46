//! Requests as they go on the wire: which headers, whose wins, what the query looks like.

use http::Method;
use oss_core::error::HeaderFault;
use oss_core::request::{RequestContext, UrlV1, UrlV4, VersionChoice, WireRequest, build, object_url};
use oss_core::request::{request_url, signed_url_v1, signed_url_v4};
use oss_core::sign::{SignatureVersion, Signer};
use oss_core::{BodyInfo, Credential, Endpoint, EndpointOptions, Error, Operation};

const NOW_MS: i64 = 1_795_437_296_123;

#[cfg(test)]
fn context(version: SignatureVersion) -> RequestContext {
    RequestContext {
        endpoint: Endpoint::new(&EndpointOptions::default()).unwrap(),
        signer: Signer::new(Credential {
            access_key_id: "fake-id".into(),
            access_key_secret: "fake-secret".into(),
            security_token: None,
        })
        .into(),
        version: VersionChoice::Is(version),
        user_agent: "agent/1".into(),
        utf8_headers: false,
        request_pay: false,
    }
}

#[cfg(test)]
fn operation(method: Method, headers: &[(&str, &str)]) -> Operation {
    let mut operation = Operation::new(method);
    operation.bucket = Some("b".into());
    operation.object = Some("k.txt".into());
    operation.headers = headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    operation
}

#[cfg(test)]
fn v1(method: Method, headers: &[(&str, &str)], body: &BodyInfo) -> WireRequest {
    build(&context(SignatureVersion::V1), &operation(method, headers), body, NOW_MS).unwrap()
}

#[cfg(test)]
fn header<'a>(request: &'a WireRequest, name: &str) -> Option<&'a str> {
    let mut values = request.headers.iter().filter(|(known, _)| known == name);
    let value = values.next().map(|(_, value)| value.to_str().unwrap());
    assert!(values.next().is_none(), "{name} is there twice");
    value
}

#[test]
fn a_header_of_the_caller_wins_only_in_another_spelling() {
    let same = v1(Method::GET, &[("x-oss-date", "theirs"), ("User-Agent", "theirs")], &BodyInfo::none());
    assert_eq!(header(&same, "x-oss-date"), Some("Mon, 23 Nov 2026 12:34:56 GMT"));
    assert_eq!(header(&same, "user-agent"), Some("agent/1"));
    let other = v1(Method::GET, &[("X-Oss-Date", "theirs"), ("user-agent", "theirs")], &BodyInfo::none());
    assert_eq!(header(&other, "x-oss-date"), Some("theirs"));
    assert_eq!(header(&other, "user-agent"), Some("theirs"));
    assert_ne!(header(&same, "authorization"), header(&other, "authorization"));
}

#[test]
fn nobody_else_signs() {
    let request = v1(Method::GET, &[("Authorization", "theirs")], &BodyInfo::none());
    assert!(header(&request, "authorization").unwrap().starts_with("OSS fake-id:"));
}

#[test]
fn content_types_come_from_the_caller_or_the_key() {
    let none = BodyInfo::none();
    assert_eq!(header(&v1(Method::HEAD, &[], &none), "content-type"), Some("text/plain"));
    for name in ["Content-Type", "content-type"] {
        assert_eq!(header(&v1(Method::PUT, &[(name, "a/b")], &none), "content-type"), Some("a/b"));
        assert_eq!(header(&v1(Method::PUT, &[(name, "")], &none), "content-type"), Some("text/plain"));
    }
    // The table's type is set behind a spelling that ali-oss does not look for, and so replaces it.
    let odd = v1(Method::PUT, &[("CONTENT-TYPE", "a/b")], &none);
    assert_eq!(header(&odd, "content-type"), Some("text/plain"));
    let mut unknown = operation(Method::PUT, &[("content-type", "")]);
    unknown.object = Some("k".into());
    let unknown = build(&context(SignatureVersion::V1), &unknown, &none, NOW_MS).unwrap();
    assert_eq!(header(&unknown, "content-type"), None);
}

#[test]
fn bodies_are_framed_once() {
    let lies = [("Content-Length", "1"), ("content-length", "2"), ("Transfer-Encoding", "chunked")];
    let sized = v1(Method::PUT, &lies, &BodyInfo::sized(5));
    assert_eq!(header(&sized, "content-length"), Some("5"));
    assert_eq!(header(&sized, "transfer-encoding"), None);

    let empty = v1(Method::PUT, &[], &BodyInfo::sized(0));
    assert_eq!(header(&empty, "content-length"), Some("0"));

    let unknown = BodyInfo { present: true, ..BodyInfo::default() };
    let stream = v1(Method::PUT, &[("Transfer-Encoding", "chunked")], &unknown);
    assert_eq!(header(&stream, "transfer-encoding"), Some("chunked"));
    assert_eq!(header(&stream, "content-length"), None);

    for (method, expected) in
        [(Method::PUT, Some("0")), (Method::POST, Some("0")), (Method::GET, None), (Method::DELETE, None)]
    {
        let request = v1(method, &[], &BodyInfo::none());
        assert_eq!(header(&request, "content-length"), expected, "{}", request.method);
    }
}

#[test]
fn a_given_md5_is_kept() {
    let body = BodyInfo { md5: Some("ours".into()), ..BodyInfo::sized(1) };
    assert_eq!(header(&v1(Method::PUT, &[], &body), "content-md5"), Some("ours"));
    let given = v1(Method::PUT, &[("Content-MD5", "theirs")], &body);
    assert_eq!(header(&given, "content-md5"), Some("theirs"));
}

#[test]
fn tokens_and_payers_are_sent_and_signed() {
    let plain = context(SignatureVersion::V1);
    let mut context = plain.clone();
    let credential =
        Credential { security_token: Some("fake-token".into()), ..plain.signer.credential().clone() };
    context.signer = Signer::new(credential).into();
    context.request_pay = true;
    let operation = operation(Method::GET, &[]);
    let request = build(&context, &operation, &BodyInfo::none(), NOW_MS).unwrap();
    assert_eq!(header(&request, "x-oss-security-token"), Some("fake-token"));
    assert_eq!(header(&request, "x-oss-request-payer"), Some("requester"));
    let unsigned = build(&plain, &operation, &BodyInfo::none(), NOW_MS).unwrap();
    assert_ne!(header(&request, "authorization"), header(&unsigned, "authorization"));
}

#[test]
fn v4_says_so() {
    let operation = operation(Method::GET, &[]);
    let request = build(&context(SignatureVersion::V4), &operation, &BodyInfo::none(), NOW_MS).unwrap();
    assert_eq!(header(&request, "x-oss-date"), Some("20261123T123456Z"));
    assert_eq!(header(&request, "x-oss-content-sha256"), Some("UNSIGNED-PAYLOAD"));
    let expected =
        "OSS4-HMAC-SHA256 Credential=fake-id/20261123/cn-hangzhou/oss/aliyun_v4_request,Signature=";
    assert!(header(&request, "authorization").unwrap().starts_with(expected));
}

#[test]
fn the_query_comes_before_the_subresources() {
    let mut operation = operation(Method::GET, &[]);
    let own = |pairs: &[(&str, Option<&str>)]| {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), value.map(str::to_owned))).collect::<Vec<_>>()
    };
    operation.query = own(&[("prefix", Some("it's a/b")), ("both", Some("query")), ("z", None)]);
    operation.subresources = own(&[("acl", None), ("both", Some("sub"))]);
    let request = build(&context(SignatureVersion::V1), &operation, &BodyInfo::none(), NOW_MS).unwrap();
    assert_eq!(request.target, "/k.txt?prefix=it%27s%20a%2Fb&both=sub&z=&acl=");
    assert_eq!(request.url, format!("http://b.oss-cn-hangzhou.aliyuncs.com{}", request.target));
}

#[test]
fn v1_signs_the_subresources_and_v4_the_whole_query() {
    let with = |version, query: &str| {
        let mut operation = operation(Method::GET, &[]);
        operation.query = vec![("prefix".into(), Some(query.into()))];
        let request = build(&context(version), &operation, &BodyInfo::none(), NOW_MS).unwrap();
        header(&request, "authorization").unwrap().to_owned()
    };
    assert_eq!(with(SignatureVersion::V1, "a"), with(SignatureVersion::V1, "b"));
    assert_ne!(with(SignatureVersion::V4, "a"), with(SignatureVersion::V4, "b"));
}

#[test]
fn what_cannot_be_sent_is_refused() {
    let refused = |operation: &Operation| -> Error {
        build(&context(SignatureVersion::V4), operation, &BodyInfo::none(), NOW_MS).unwrap_err()
    };
    let error = refused(&operation(Method::PUT, &[("X-Oss-Meta-Name", "中")]));
    assert_eq!(error.header(), Some(("x-oss-meta-name", HeaderFault::Value)));

    let mut split = operation(Method::GET, &[]);
    split.bucket = Some("b/../c\r\n".into());
    assert_eq!(refused(&split).to_string(), "The bucket must be conform to the specifications");

    let mut additional = operation(Method::GET, &[]);
    additional.additional_headers = vec!["Cache-Control".into()];
    let expected = "Can't find additional header cache-control in request headers.";
    assert_eq!(refused(&additional).to_string(), expected);

    let mut homeless = operation(Method::GET, &[]);
    homeless.bucket = None;
    let expected = "Please ensure that bucketName is passed into getCanonicalRequest.";
    assert_eq!(refused(&homeless).to_string(), expected);
}

#[test]
fn a_host_of_the_caller_is_sent_but_not_to_an_ip_address() {
    let operation = operation(Method::GET, &[("Host", "example.com")]);
    let mut context = context(SignatureVersion::V1);
    let request = build(&context, &operation, &BodyInfo::none(), NOW_MS).unwrap();
    assert_eq!(request.host, "example.com");
    assert_eq!(header(&request, "host"), None);
    let ip = EndpointOptions { endpoint: Some("127.0.0.1:1".into()), ..EndpointOptions::default() };
    context.endpoint = Endpoint::new(&ip).unwrap();
    let request = build(&context, &operation, &BodyInfo::none(), NOW_MS).unwrap();
    assert_eq!(request.host, "b.oss-cn-hangzhou.aliyuncs.com");
    assert_eq!(request.authority, "127.0.0.1:1");
}

#[test]
fn a_url_names_the_token_once_and_before_the_callback() {
    let mut context = context(SignatureVersion::V1);
    let credential =
        Credential { security_token: Some("fake-token".into()), ..context.signer.credential().clone() };
    context.signer = Signer::new(credential).into();
    let url = UrlV1 {
        method: "PUT",
        bucket: Some("b"),
        object: "k",
        expires: "1795439096",
        headers: &[],
        subresources: &[("security-token", Some("theirs")), ("Expires", Some("theirs"))],
        callback: &[("callback", Some("e30="))],
    };
    let url = signed_url_v1(&context, &url).unwrap();
    assert!(url.ends_with("&security-token=fake-token&callback=e30%3D"), "{url}");
    assert_eq!(url.matches("Expires=").count(), 1);
}

#[test]
fn a_list_goes_out_whole_and_its_first_item_is_signed() {
    let context = context(SignatureVersion::V1);
    let url = |subresources| {
        let url = UrlV1 {
            method: "GET",
            bucket: Some("b"),
            object: "k",
            expires: "1795439096",
            headers: &[],
            subresources,
            callback: &[],
        };
        signed_url_v1(&context, &url).unwrap()
    };
    let both = url(&[("a", Some("b")), ("a", Some("c"))]);
    assert!(both.ends_with("&a=b&a=c"), "{both}");
    let signature =
        |url: &str| url.split("Signature=").nth(1).unwrap().split('&').next().unwrap().to_string();
    assert_eq!(signature(&both), signature(&url(&[("a", Some("b"))])));
}

#[test]
fn a_request_that_cannot_be_built_has_a_url_all_the_same() {
    let mut operation = operation(Method::PUT, &[("x-oss-meta-a", "\u{4e2d}")]);
    operation.query = vec![("a".into(), Some("b".into()))];
    let context = context(SignatureVersion::V4);
    assert!(build(&context, &operation, &BodyInfo::none(), NOW_MS).is_err());
    operation.headers.clear();
    let built = build(&context, &operation, &BodyInfo::none(), NOW_MS).unwrap();
    assert_eq!(request_url(&context, &operation), built.url);
}

#[test]
fn urls_keep_the_port_that_was_given() {
    let mut context = context(SignatureVersion::V1);
    let options =
        EndpointOptions { endpoint: Some("https://example.com:443".into()), ..EndpointOptions::default() };
    context.endpoint = Endpoint::new(&options).unwrap();
    let url = object_url(&context.endpoint, Some("b"), Some("it's"), &[("q", Some("'"))], &[("acl", None)]);
    assert_eq!(url, "https://b.example.com:443/it's?q='&acl=");
    let request = build(&context, &operation(Method::GET, &[]), &BodyInfo::none(), NOW_MS).unwrap();
    assert_eq!(request.authority, "b.example.com");
    assert_eq!(request.url, "https://b.example.com/k.txt");
}

#[test]
fn urls_escape_the_apostrophe_in_the_path_alone() {
    let context = context(SignatureVersion::V1);
    let v1 = UrlV1 {
        method: "GET",
        bucket: Some("b"),
        object: "it's",
        expires: "1795439096",
        headers: &[],
        subresources: &[("response-content-disposition", Some("it's")), ("acl", None)],
        callback: &[],
    };
    let url = signed_url_v1(&context, &v1).unwrap();
    assert!(url.starts_with("http://b.oss-cn-hangzhou.aliyuncs.com/it%27s?OSSAccessKeyId=fake-id&Expires="));
    assert!(url.ends_with("&response-content-disposition=it's&acl="));

    let v4 = UrlV4 {
        method: "GET",
        bucket: Some("b"),
        object: Some("/it's"),
        expires: "60",
        headers: &[],
        query: &[("x-oss-date", Some("theirs")), ("k", Some("it's"))],
        additional_headers: &[],
    };
    let url = signed_url_v4(&context, &v4, NOW_MS).unwrap();
    assert!(
        url.starts_with("http://b.oss-cn-hangzhou.aliyuncs.com//it%27s?x-oss-date=20261123T123456Z&k=it's&")
    );
}
