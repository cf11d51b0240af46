//! Reads from `Host` and path what a request is about.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use crate::callback::PUBLIC_KEY_PATH;
use crate::error::ServiceError;
use crate::request::Address;

/// Where a request goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Destination {
    /// The token service.
    Sts,
    /// The public key of callbacks.
    CallbackKey,
    /// The object service.
    Oss(Place),
}

/// A place in the object service.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// Bucket and key.
    pub(crate) address: Address,
    /// The region that the host name states, as in `oss-cn-hangzhou`; `None` for hosts that state none.
    pub(crate) location: Option<String>,
    /// Whether the host name is a custom domain of the bucket.
    pub(crate) custom_domain: bool,
    /// Whether it is an endpoint of transfer acceleration.
    pub(crate) accelerated: bool,
}

/// What a host name says.
#[derive(Debug, Default, PartialEq, Eq)]
struct HostName<'h> {
    bucket: Option<&'h str>,
    location: Option<String>,
    custom_domain: bool,
}

/// Routes by host name first, and by the first path segment when the host names no bucket: `localhost`, an IP
/// address, a service host (ali-oss's `sldEnable`), or a name that nobody bound, such as that of a container.
pub(crate) fn route(
    host: &str,
    raw_path: &str,
    domains: &HashMap<String, String>,
) -> Result<Destination, ServiceError> {
    let host = without_port(host);
    if is_sts(host) {
        return Ok(Destination::Sts);
    }
    let name = read_host(host, domains);
    if name.bucket.is_none() && raw_path == PUBLIC_KEY_PATH {
        return Ok(Destination::CallbackKey);
    }
    let path = raw_path.strip_prefix('/').unwrap_or(raw_path);
    let (bucket, raw_key) = match name.bucket {
        Some(bucket) => (Some(bucket.to_owned()), path),
        None => in_path(path),
    };
    let object = if raw_key.is_empty() { None } else { Some(decode_key(raw_key)?) };
    Ok(Destination::Oss(Place {
        address: Address { bucket, object },
        location: name.location,
        custom_domain: name.custom_domain,
        accelerated: is_accelerated(host),
    }))
}

/// The region that a host of the service states, such as `cn-hangzhou`; `None` for hosts that state none.
pub(crate) fn region_of(host: &str) -> Option<String> {
    let location = read_service_host(without_port(host).strip_suffix(".aliyuncs.com")?)?.location?;
    Some(location.strip_prefix("oss-").unwrap_or(&location).to_owned())
}

/// The host without its port; IPv6 addresses stand in brackets.
pub(crate) fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

fn is_sts(host: &str) -> bool {
    let name = host.strip_suffix(".aliyuncs.com").or_else(|| host.strip_suffix(".localhost"));
    name.is_some_and(|name| {
        let first = name.split('.').next().unwrap_or_default();
        first == "sts" || first == "sts-vpc"
    })
}

/// `oss-accelerate.aliyuncs.com`, `oss-accelerate-overseas.aliyuncs.com`, with or without a bucket.
fn is_accelerated(host: &str) -> bool {
    let name = host.strip_suffix(".aliyuncs.com").unwrap_or_default();
    name.rsplit('.').next().is_some_and(|endpoint| endpoint.starts_with("oss-accelerate"))
}

fn read_host<'h>(host: &'h str, domains: &'h HashMap<String, String>) -> HostName<'h> {
    if let Some(bucket) = domains.get(host) {
        return HostName { bucket: Some(bucket), custom_domain: true, ..HostName::default() };
    }
    if let Some(bucket) = host.strip_suffix(".localhost") {
        return HostName { bucket: Some(bucket), ..HostName::default() };
    }
    host.strip_suffix(".aliyuncs.com").and_then(read_service_host).unwrap_or_default()
}

/// Reads `[bucket.]oss-<region>[-internal]`, `[bucket.]oss`, `[bucket.]<region>.oss` and
/// `[bucket.]<cloud box>.<region>.oss-cloudbox`; `None` for other products of the cloud.
fn read_service_host(name: &str) -> Option<HostName<'_>> {
    let (rest, endpoint) =
        name.rsplit_once('.').map_or((None, name), |(rest, endpoint)| (Some(rest), endpoint));
    if endpoint.starts_with("oss-cloudbox") {
        let (rest, region) = rest?.rsplit_once('.')?;
        let bucket = rest.rsplit_once('.').map(|(bucket, _)| bucket);
        return Some(HostName { bucket, location: Some(format!("oss-{region}")), custom_domain: false });
    }
    if endpoint == "oss"
        && let Some((bucket, region)) = rest.and_then(|rest| rest.rsplit_once('.'))
    {
        return Some(HostName {
            bucket: Some(bucket),
            location: Some(format!("oss-{region}")),
            custom_domain: false,
        });
    }
    let location = match coverage_of(endpoint)? {
        Coverage::AllRegions => None,
        Coverage::Location(location) => Some(location),
    };
    // ali-oss names no bucket by `.oss-cn-hangzhou.aliyuncs.com` when its endpoint is an IP address.
    let bucket = rest.filter(|name| !name.is_empty());
    Some(HostName { bucket, location, custom_domain: false })
}

/// What an endpoint label stands for; `None` when it is no endpoint of OSS.
fn coverage_of(endpoint: &str) -> Option<Coverage> {
    // vpc100-oss-cn-hangzhou is an old name of the internal endpoint.
    let endpoint = endpoint.find("-oss-").map_or(endpoint, |at| endpoint.get(at + 1..).unwrap_or(endpoint));
    if endpoint == "oss" || endpoint.starts_with("oss-accelerate") {
        return Some(Coverage::AllRegions);
    }
    let region = endpoint.starts_with("oss-").then_some(endpoint)?;
    Some(Coverage::Location(region.strip_suffix("-internal").unwrap_or(region).to_owned()))
}

/// The regions that an endpoint serves.
enum Coverage {
    AllRegions,
    Location(String),
}

fn in_path(path: &str) -> (Option<String>, &str) {
    if path.is_empty() {
        return (None, "");
    }
    let (bucket, key) = path.split_once('/').unwrap_or((path, ""));
    (Some(percent_decode_str(bucket).decode_utf8_lossy().into_owned()), key)
}

fn decode_key(raw: &str) -> Result<String, ServiceError> {
    percent_decode_str(raw)
        .decode_utf8()
        .map(std::borrow::Cow::into_owned)
        .map_err(|_| ServiceError::new(400, "InvalidObjectName", "The specified object is not valid."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(host: &str, path: &str) -> (Option<String>, Option<String>, Option<String>) {
        let domains = HashMap::from([("files.example.com".to_owned(), "bound".to_owned())]);
        match route(host, path, &domains).unwrap() {
            Destination::Sts => (Some("(sts)".into()), None, None),
            Destination::CallbackKey => (Some("(key)".into()), None, None),
            Destination::Oss(place) => (place.address.bucket, place.address.object, place.location),
        }
    }

    #[test]
    fn hosts_and_paths_name_bucket_key_and_region() {
        let hangzhou = Some("oss-cn-hangzhou");
        for (host, path, bucket, object, location) in [
            ("b.oss-cn-hangzhou.aliyuncs.com", "/a%20b/c", Some("b"), Some("a b/c"), hangzhou),
            ("b.oss-cn-hangzhou.aliyuncs.com:8080", "/", Some("b"), None, hangzhou),
            ("b.oss-cn-hangzhou-internal.aliyuncs.com", "//x", Some("b"), Some("/x"), hangzhou),
            ("b.vpc100-oss-cn-hangzhou.aliyuncs.com", "/", Some("b"), None, hangzhou),
            ("oss-cn-hangzhou.aliyuncs.com", "/", None, None, hangzhou),
            (".oss-cn-hangzhou.aliyuncs.com", "/", None, None, hangzhou),
            ("oss-cn-hangzhou.aliyuncs.com", "/b/k", Some("b"), Some("k"), hangzhou),
            ("b.oss-accelerate.aliyuncs.com", "/k", Some("b"), Some("k"), None),
            ("b.oss.aliyuncs.com", "/k", Some("b"), Some("k"), None),
            ("b.cn-hangzhou.oss.aliyuncs.com", "/k", Some("b"), Some("k"), hangzhou),
            ("b.cb-1.cn-hangzhou.oss-cloudbox.aliyuncs.com", "/k", Some("b"), Some("k"), hangzhou),
            ("cb-1.cn-hangzhou.oss-cloudbox.aliyuncs.com", "/", None, None, hangzhou),
            ("b.localhost:1", "/k", Some("b"), Some("k"), None),
            ("localhost:1", "/b/k/../l", Some("b"), Some("k/../l"), None),
            ("localhost:1", "/b", Some("b"), None, None),
            ("localhost", "/b/", Some("b"), None, None),
            ("127.0.0.1:1", "/b/k", Some("b"), Some("k"), None),
            ("[::1]:1", "/b/k", Some("b"), Some("k"), None),
            ("files.example.com", "/k", Some("bound"), Some("k"), None),
            ("oss-emulator:9000", "/b/k", Some("b"), Some("k"), None),
            ("127.0.0.1:1", "/callback_pub_key_v1.pem", Some("(key)"), None, None),
            ("b.localhost", "/callback_pub_key_v1.pem", Some("b"), Some("callback_pub_key_v1.pem"), None),
            ("sts.aliyuncs.com", "/", Some("(sts)"), None, None),
            ("sts.cn-hangzhou.aliyuncs.com", "/", Some("(sts)"), None, None),
            ("sts-vpc.cn-hangzhou.aliyuncs.com", "/", Some("(sts)"), None, None),
            ("sts.localhost:1", "/", Some("(sts)"), None, None),
        ] {
            let expected = (bucket.map(String::from), object.map(String::from), location.map(String::from));
            assert_eq!(place(host, path), expected, "{host} {path}");
        }
    }

    #[test]
    fn a_key_that_is_no_utf8_is_refused() {
        let error = route("localhost", "/b/%ff", &HashMap::new()).unwrap_err();
        assert_eq!(error.code, "InvalidObjectName");
    }
}
