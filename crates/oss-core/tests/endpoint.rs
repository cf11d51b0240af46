//! Where requests go, for each shape of endpoint.

use oss_core::sign::SignatureVersion::{V1, V4};
use oss_core::{Endpoint, EndpointOptions};

#[cfg(test)]
fn options(endpoint: &str) -> EndpointOptions {
    EndpointOptions { endpoint: Some(endpoint.to_owned()), ..EndpointOptions::default() }
}

#[cfg(test)]
fn region(region: &str) -> EndpointOptions {
    EndpointOptions { region: Some(region.to_owned()), ..EndpointOptions::default() }
}

/// URL and `Host` of an object.
#[cfg(test)]
fn located(options: &EndpointOptions, bucket: Option<&str>, object: Option<&str>) -> (String, String) {
    let location = Endpoint::new(options).unwrap().locate(bucket, object);
    let scheme = if location.secure { "https" } else { "http" };
    (format!("{scheme}://{}{}", location.authority, location.path), location.host)
}

#[test]
fn hosts_of_regions() {
    let host = |options: &EndpointOptions| Endpoint::new(options).unwrap().host().to_owned();
    assert_eq!(host(&EndpointOptions::default()), "oss-cn-hangzhou.aliyuncs.com");
    assert_eq!(host(&region("oss-us-west-1")), "oss-us-west-1.aliyuncs.com");
    let internal = |name: &str| EndpointOptions { internal: true, ..region(name) };
    assert_eq!(host(&internal("oss-us-west-1")), "oss-us-west-1-internal.aliyuncs.com");
    assert_eq!(host(&internal("vpc100-oss-cn-beijing")), "vpc100-oss-cn-beijing.aliyuncs.com");
    assert_eq!(host(&region("cn-hangzhou")), "cn-hangzhou.aliyuncs.com");
    assert!(
        Endpoint::new(&EndpointOptions { secure: true, ..region("oss-cn-hangzhou") }).unwrap().is_secure()
    );
}

#[test]
fn the_bucket_is_in_the_host_in_the_path_or_in_neither() {
    let base = options("https://oss-cn-hangzhou.aliyuncs.com");
    let path_style = EndpointOptions { path_style: true, ..base.clone() };
    let cname = EndpointOptions { cname: true, ..options("http://files.example.com") };
    let (b, k) = (Some("b"), Some("k"));
    let at = |url: &str, host: &str| (url.to_owned(), host.to_owned());
    assert_eq!(
        located(&base, b, k),
        at("https://b.oss-cn-hangzhou.aliyuncs.com/k", "b.oss-cn-hangzhou.aliyuncs.com")
    );
    assert_eq!(
        located(&base, None, None),
        at("https://oss-cn-hangzhou.aliyuncs.com/", "oss-cn-hangzhou.aliyuncs.com")
    );
    assert_eq!(
        located(&base, Some(""), None),
        at("https://oss-cn-hangzhou.aliyuncs.com/", "oss-cn-hangzhou.aliyuncs.com")
    );
    assert_eq!(
        located(&path_style, b, k),
        at("https://oss-cn-hangzhou.aliyuncs.com/b/k", "oss-cn-hangzhou.aliyuncs.com")
    );
    assert_eq!(
        located(&path_style, b, None),
        at("https://oss-cn-hangzhou.aliyuncs.com/b/", "oss-cn-hangzhou.aliyuncs.com")
    );
    assert_eq!(located(&cname, b, k), at("http://files.example.com/k", "files.example.com"));
}

#[test]
fn an_ip_address_is_told_the_real_host() {
    let ip = EndpointOptions {
        region: Some("oss-cn-beijing".into()),
        internal: true,
        ..options("http://127.0.0.1:9000")
    };
    let url = "http://127.0.0.1:9000/k".to_owned();
    assert_eq!(
        located(&ip, Some("b"), Some("k")),
        (url, "b.oss-cn-beijing-internal.aliyuncs.com".to_owned())
    );
    let root = "http://127.0.0.1:9000/".to_owned();
    assert_eq!(located(&ip, None, None), (root.clone(), ".oss-cn-beijing-internal.aliyuncs.com".to_owned()));
    let default = options("127.0.0.1:9000");
    assert_eq!(located(&default, None, None), (root, ".oss-cn-hangzhou.aliyuncs.com".to_owned()));
    assert!(Endpoint::new(&default).unwrap().is_ip());
    assert!(!Endpoint::new(&options("300.0.0.1")).unwrap().is_ip());
}

#[test]
fn endpoints_in_every_spelling() {
    for (given, secure, expected) in [
        ("localhost:9000", false, "http://b.localhost:9000/k"),
        ("localhost:9000", true, "https://b.localhost:9000/k"),
        ("http://localhost", true, "http://b.localhost/k"),
        ("HTTPS://Files.Example.COM/", false, "https://b.files.example.com/k"),
        ("http://example.com:80", false, "http://b.example.com/k"),
        ("https://example.com:443", false, "https://b.example.com/k"),
        ("http://example.com:443/some/path", false, "http://b.example.com:443/k"),
        ("example.com", true, "https://b.example.com/k"),
    ] {
        let options = EndpointOptions { secure, ..options(given) };
        assert_eq!(located(&options, Some("b"), Some("k")).0, expected, "{given}");
    }
}

#[test]
fn keys_go_out_as_given() {
    let path =
        |key: &str| Endpoint::new(&EndpointOptions::default()).unwrap().locate(Some("b"), Some(key)).path;
    assert_eq!(path("a/../b/./c"), "/a/../b/./c");
    assert_eq!(path("//a//b/"), "///a//b/");
    assert_eq!(path("目录/a b+c%d?e#f.txt"), "/%E7%9B%AE%E5%BD%95/a%20b%2Bc%25d%3Fe%23f.txt");
    assert_eq!(path("it's!(*)~😀\u{0}\r\n"), "/it%27s!(*)~%F0%9F%98%80%00%0D%0A");
}

#[test]
fn what_ali_oss_refuses_is_refused_in_its_words() {
    for (given, message) in [
        ("http://bad_host!", "The endpoint must be conform to the specifications"),
        ("http://a b", "The endpoint must be conform to the specifications"),
        ("http://user@host", "The endpoint must be conform to the specifications"),
        ("http://", "The endpoint must be conform to the specifications"),
        ("/path", "The endpoint must be conform to the specifications"),
        ("http://host:99999", "The endpoint must be conform to the specifications"),
        ("ftp://host", "Endpoint protocol must be http or https."),
        ("mailto:someone", "Endpoint protocol must be http or https."),
    ] {
        let error = Endpoint::new(&options(given)).unwrap_err();
        assert!(error.is_input());
        assert_eq!(error.to_string(), message, "{given}");
    }
    let error = Endpoint::new(&region("oss-cn-hangzhou.evil")).unwrap_err();
    assert_eq!(error.to_string(), "The region must be conform to the specifications");
    let error = Endpoint::new(&region("")).unwrap_err();
    assert_eq!(error.to_string(), "require options.endpoint or options.region");
    assert!(Endpoint::new(&EndpointOptions { region: Some(String::new()), ..options("localhost") }).is_ok());
}

#[test]
fn v4_is_chosen_only_where_it_is_certain() {
    let plain = options("http://oss-cn-beijing.aliyuncs.com");
    let with_region = |name: &str| EndpointOptions { region: Some(name.into()), ..plain.clone() };
    let v4 = [
        EndpointOptions::default(),
        region("oss-ap-southeast-1"),
        EndpointOptions { internal: true, ..region("oss-ap-southeast-1") },
        plain.clone(),
        with_region("oss-cn-beijing"),
        with_region("cn-beijing"),
        with_region("oss-cn-beijing-internal"),
        EndpointOptions { path_style: true, ..plain.clone() },
        EndpointOptions { cname: true, ..options("https://b.oss-cn-beijing.aliyuncs.com") },
    ];
    for options in v4 {
        assert_eq!(Endpoint::new(&options).unwrap().auto_version(), V4, "{options:?}");
    }
    let v1 = [
        with_region("oss-cn-hangzhou"),
        options("https://b.oss-cn-beijing.aliyuncs.com"),
        options("http://oss-accelerate.aliyuncs.com"),
        options("http://127.0.0.1"),
        options("http://localhost:9000"),
        region("vpc100-oss-cn-beijing"),
        region("oss-cn-hzfinance"),
        region("cn-hangzhou"),
        EndpointOptions { cname: true, ..options("https://files.example.com") },
    ];
    for options in v1 {
        assert_eq!(Endpoint::new(&options).unwrap().auto_version(), V1, "{options:?}");
    }
}

#[test]
fn the_signing_region_is_the_callers_or_the_hosts() {
    let of = |options: &EndpointOptions| Endpoint::new(options).unwrap().signing_region().to_owned();
    assert_eq!(of(&EndpointOptions::default()), "cn-hangzhou");
    assert_eq!(of(&region("oss-cn-beijing")), "cn-beijing");
    assert_eq!(of(&options("http://oss-cn-beijing-internal.aliyuncs.com")), "cn-beijing");
    assert_eq!(of(&options("http://localhost:9000")), "cn-hangzhou");
    let given = EndpointOptions {
        region: Some("oss-us-east-1".into()),
        ..options("http://oss-cn-beijing.aliyuncs.com")
    };
    assert_eq!(of(&given), "us-east-1");
    let cloud_box = EndpointOptions { cloud_box_id: Some("cb-123".into()), ..region("oss-cn-beijing") };
    assert_eq!(of(&cloud_box), "cb-123");
}
