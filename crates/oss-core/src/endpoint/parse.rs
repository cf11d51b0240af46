//! The endpoint of a client, checked as ali-oss checks it.

use crate::error::Error;
use crate::sign::SignatureVersion;

use super::region;

/// The region of ali-oss when the caller names neither a region nor an endpoint.
const DEFAULT_REGION: &str = "oss-cn-hangzhou";

const BAD_ENDPOINT: &str = "The endpoint must be conform to the specifications";
const BAD_PROTOCOL: &str = "Endpoint protocol must be http or https.";
const BAD_REGION: &str = "The region must be conform to the specifications";

/// What a caller says about where the service is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct EndpointOptions {
    /// `http://host`, `https://host`, `host` or `host:port`; wins over `region`.
    pub endpoint: Option<String>,
    /// `oss-cn-hangzhou` and the like, as the caller gave it. `None` when the caller gave none: then it is
    /// `oss-cn-hangzhou`, unless the endpoint's host names another.
    pub region: Option<String>,
    /// Use the region's internal network. Only for hosts built from `region`.
    pub internal: bool,
    /// HTTPS, for hosts built from `region` and endpoints that name no protocol.
    pub secure: bool,
    /// The endpoint is a domain bound to one bucket: no bucket in the host.
    pub cname: bool,
    /// The bucket goes into the path (`sldEnable`).
    pub path_style: bool,
    /// Signs as CloudBox: this is the region, `oss-cloudbox` the product.
    pub cloud_box_id: Option<String>,
}

/// Where requests go. Made once per change of options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    pub(super) secure: bool,
    /// Host name in lower case, with a port unless it is the scheme's own.
    pub(super) host: String,
    /// The same with the port as it was given: ali-oss keeps it in the URLs it returns.
    pub(super) url_host: String,
    pub(super) hostname_len: usize,
    pub(super) cname: bool,
    pub(super) path_style: bool,
    /// `Some` when the host is an IPv4 address: what follows the bucket in the `Host` header.
    pub(super) host_of_ip: Option<String>,
    pub(super) cloud_box_id: Option<String>,
    pub(super) signing_region: String,
    pub(super) auto_version: SignatureVersion,
}

impl Endpoint {
    /// Checks the options and works out the host.
    ///
    /// Messages are ali-oss's. Unlike it, `host:port` without a protocol is accepted.
    pub fn new(options: &EndpointOptions) -> Result<Self, Error> {
        let given = options.region.as_deref();
        let region = given.unwrap_or(DEFAULT_REGION);
        let parsed = match options.endpoint.as_deref().filter(|text| !text.is_empty()) {
            Some(text) => parse(text, options.secure)?,
            None if region.is_empty() => {
                return Err(Error::input("require options.endpoint or options.region"));
            }
            None => {
                let hostname = region_host(region, options.internal)?;
                Parsed { secure: options.secure, hostname, port: "", is_default_port: true }
            }
        };
        let hostname = parsed.hostname.as_str();
        let host_of_ip = if is_ipv4(hostname) { Some(region_host(region, options.internal)?) } else { None };
        let url_host = match parsed.port {
            "" => hostname.to_owned(),
            port => [hostname, ":", port].concat(),
        };
        let host = if parsed.is_default_port { hostname.to_owned() } else { url_host.clone() };
        let of_host = region::of_host(hostname, options.cname || options.path_style);
        let given = given.map(region::standard).filter(|region| !region.is_empty());
        let certain = of_host.is_some() && given.is_none_or(|given| of_host == Some(given));
        let signing_region = match &options.cloud_box_id {
            Some(id) => id.clone(),
            None => given.or(of_host).unwrap_or(region::standard(DEFAULT_REGION)).to_owned(),
        };
        Ok(Self {
            secure: parsed.secure,
            host,
            url_host,
            hostname_len: hostname.len(),
            cname: options.cname,
            path_style: options.path_style,
            host_of_ip,
            cloud_box_id: options.cloud_box_id.clone(),
            signing_region,
            auto_version: if certain { SignatureVersion::V4 } else { SignatureVersion::V1 },
        })
    }

    /// Whether requests go over HTTPS.
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// Host name in lower case, with a port unless it is the scheme's own; no bucket in it.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// [`host`](Self::host) without its port.
    pub fn hostname(&self) -> &str {
        self.host.get(..self.hostname_len).unwrap_or_default()
    }

    /// Whether the host is an IPv4 address, for which ali-oss refuses to make object URLs.
    pub fn is_ip(&self) -> bool {
        self.host_of_ip.is_some()
    }

    /// Whether the host is a domain bound to one bucket.
    pub fn is_cname(&self) -> bool {
        self.cname
    }
}

struct Parsed<'a> {
    secure: bool,
    hostname: String,
    port: &'a str,
    is_default_port: bool,
}

/// Splits an endpoint; a path behind the host counts for nothing.
fn parse(text: &str, secure: bool) -> Result<Parsed<'_>, Error> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b':' | b'/' | b'-');
    if !text.bytes().all(allowed) {
        return Err(Error::input(BAD_ENDPOINT));
    }
    let (secure, rest) = match text.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => (false, rest),
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => (true, rest),
        Some(_) => return Err(Error::input(BAD_PROTOCOL)),
        None => (secure, text),
    };
    let authority = rest.split('/').next().unwrap_or_default();
    let (hostname, port) = authority.split_once(':').unwrap_or((authority, ""));
    if hostname.is_empty() || port.contains(':') {
        return Err(Error::input(BAD_ENDPOINT));
    }
    // A word before a colon is a protocol to ali-oss.
    if port.bytes().any(|byte| !byte.is_ascii_digit()) {
        return Err(Error::input(BAD_PROTOCOL));
    }
    let is_default_port = match port {
        "" => true,
        _ => match port.parse::<u16>() {
            Ok(port) => port == if secure { 443 } else { 80 },
            Err(_) => return Err(Error::input(BAD_ENDPOINT)),
        },
    };
    Ok(Parsed { secure, hostname: hostname.to_ascii_lowercase(), port, is_default_port })
}

/// The host of a region (`setRegion`): the classic VPC hosts `vpc100-oss-cn-*` have no internal twin.
fn region_host(region: &str, internal: bool) -> Result<String, Error> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if region.is_empty() || !region.bytes().all(allowed) {
        return Err(Error::input(BAD_REGION));
    }
    let internal = internal && !region.starts_with("vpc100-oss-cn-");
    let suffix = if internal { "-internal.aliyuncs.com" } else { ".aliyuncs.com" };
    Ok(region.to_ascii_lowercase() + suffix)
}

/// Whether a host is what ali-oss takes for an IPv4 address; leading zeros are fine with it.
fn is_ipv4(host: &str) -> bool {
    let octet = |part: &str| {
        (1..=3).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && part.parse::<u8>().is_ok()
    };
    host.split('.').count() == 4 && host.split('.').all(octet)
}
