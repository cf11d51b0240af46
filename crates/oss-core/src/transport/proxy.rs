//! Proxies: how they are written, and which one a request takes.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use reqwest::Url;

use super::bypass::Bypass;
use crate::error::Error;

/// What a proxy speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Scheme {
    /// HTTP, in clear text up to the proxy.
    Http,
    /// HTTP over TLS up to the proxy.
    Https,
    /// SOCKS5 with names that we look up.
    Socks5,
    /// SOCKS5 with names that the proxy looks up.
    Socks5h,
}

/// One proxy. Shown without its password.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Proxy {
    scheme: Scheme,
    /// An IPv6 address has no brackets.
    host: String,
    port: u16,
    user: Option<(String, String)>,
}

impl Proxy {
    /// Reads `[scheme://][user[:password]@]host[:port]`, the name and the password percent-encoded. Schemes are `http` (the
    /// default, port 80), `https` (443), `socks5`, and `socks5h` or `socks` (1080).
    pub fn parse(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        let with_scheme = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
        // The text itself may hold a password, so no error repeats it.
        let url = Url::parse(&with_scheme).map_err(|e| Error::input(format!("proxy is not a URL: {e}")))?;
        let (scheme, port) = match url.scheme() {
            "http" => (Scheme::Http, 80),
            "https" => (Scheme::Https, 443),
            "socks5" => (Scheme::Socks5, 1080),
            "socks5h" | "socks" => (Scheme::Socks5h, 1080),
            other => {
                return Err(Error::input(format!(
                    "proxy must be an http, https, socks5 or socks5h URL, but its protocol is {other}"
                )));
            }
        };
        let host = url.host_str().unwrap_or_default();
        let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        if host.is_empty() {
            return Err(Error::input("proxy has no host"));
        }
        let decoded = |part: &str| percent_decode_str(part).decode_utf8_lossy().into_owned();
        let has_user = !url.username().is_empty() || url.password().is_some();
        Ok(Self {
            scheme,
            host: host.to_ascii_lowercase(),
            port: url.port().unwrap_or(port),
            user: has_user.then(|| (decoded(url.username()), decoded(url.password().unwrap_or_default()))),
        })
    }

    pub(crate) fn scheme(&self) -> Scheme {
        self.scheme
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn user(&self) -> Option<(&str, &str)> {
        self.user.as_ref().map(|(user, password)| (user.as_str(), password.as_str()))
    }

    /// Whether it takes plain HTTP requests that name the whole URL, and no tunnel.
    pub(crate) fn forwards_http(&self) -> bool {
        matches!(self.scheme, Scheme::Http | Scheme::Https)
    }

    /// The value of `Proxy-Authorization`.
    pub(crate) fn basic(&self) -> Option<String> {
        let (user, password) = self.user()?;
        Some(format!("Basic {}", STANDARD.encode(format!("{user}:{password}"))))
    }

    /// The whole URL, password included, for a library that connects by itself.
    pub(crate) fn url(&self) -> String {
        let address = self.address();
        match (self.user(), address.split_once("://")) {
            (Some((user, password)), Some((scheme, rest))) => {
                let [user, password] =
                    [user, password].map(|part| utf8_percent_encode(part, NON_ALPHANUMERIC).to_string());
                format!("{scheme}://{user}:{password}@{rest}")
            }
            _ => address,
        }
    }

    fn address(&self) -> String {
        let scheme = match self.scheme {
            Scheme::Http => "http",
            Scheme::Https => "https",
            Scheme::Socks5 => "socks5",
            Scheme::Socks5h => "socks5h",
        };
        match self.host.parse() {
            Ok(IpAddr::V6(ip)) => format!("{scheme}://[{ip}]:{}", self.port),
            _ => format!("{scheme}://{}:{}", self.host, self.port),
        }
    }
}

impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let address = self.address();
        match (self.user(), address.split_once("://")) {
            (Some((user, _)), Some((scheme, rest))) => write!(f, "{scheme}://{user}@{rest}"),
            _ => f.write_str(&address),
        }
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Proxy({self})")
    }
}

/// Proxies as a caller or an environment names them.
#[derive(Default)]
pub struct ProxyOptions {
    /// For plain HTTP.
    pub http: Option<String>,
    /// For HTTPS.
    pub https: Option<String>,
    /// Hosts that are reached without one: `NO_PROXY`.
    pub bypass: String,
}

impl fmt::Debug for ProxyOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProxyOptions").field("bypass", &self.bypass).finish_non_exhaustive()
    }
}

/// Which proxy a request takes; none by default.
#[derive(Clone, Debug, Default)]
pub struct Proxies {
    http: Option<Arc<Proxy>>,
    https: Option<Arc<Proxy>>,
    bypass: Bypass,
}

impl Proxies {
    /// Reads what a caller or an environment says.
    pub fn new(options: &ProxyOptions) -> Result<Self, Error> {
        let read = |text: &Option<String>| {
            text.as_deref()
                .filter(|text| !text.is_empty())
                .map(|text| Proxy::parse(text).map(Arc::new))
                .transpose()
        };
        Ok(Self {
            http: read(&options.http)?,
            https: read(&options.https)?,
            bypass: Bypass::parse(&options.bypass),
        })
    }

    /// The proxy for requests to a host.
    pub(crate) fn of(&self, secure: bool, host: &str, port: u16) -> Option<&Arc<Proxy>> {
        let proxy = if secure { &self.https } else { &self.http };
        proxy.as_ref().filter(|_| !self.bypass.covers(host, port))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_read_and_shown_without_its_password() {
        for (text, shown, basic) in [
            ("http://127.0.0.1:3128", "http://127.0.0.1:3128", None),
            ("proxy:3128", "http://proxy:3128", None),
            ("https://Proxy.example.com/", "https://proxy.example.com:443", None),
            ("http://user:p%40ss%3A@proxy", "http://user@proxy:80", Some("Basic dXNlcjpwQHNzOg==")),
            ("socks5://user@[::1]", "socks5://user@[::1]:1080", Some("Basic dXNlcjo=")),
            ("socks://proxy", "socks5h://proxy:1080", None),
        ] {
            let proxy = Proxy::parse(text).unwrap();
            assert_eq!(proxy.to_string(), shown);
            assert_eq!(format!("{proxy:?}"), format!("Proxy({shown})"));
            assert_eq!(proxy.basic().as_deref(), basic);
        }
    }

    #[test]
    fn what_is_no_proxy_is_refused_without_repeating_it() {
        for text in [
            "ftp://user:hidden@proxy",
            "socks4://user:hidden@proxy",
            "http://user:hidden@",
            "http://a:hidden@b:port",
        ] {
            let error = Proxy::parse(text).unwrap_err();
            assert!(error.is_input() && !error.to_string().contains("hidden"), "{error}");
        }
    }

    #[test]
    fn the_scheme_and_the_list_of_exceptions_choose() {
        let proxies = Proxies::new(&ProxyOptions {
            http: Some("http://plain:1".into()),
            https: Some("http://secure:1".into()),
            bypass: "internal.example.com".into(),
        })
        .unwrap();
        let of = |secure, host| proxies.of(secure, host, 80).map(ToString::to_string);
        assert_eq!(of(false, "b.example.com").as_deref(), Some("http://plain:1"));
        assert_eq!(of(true, "b.example.com").as_deref(), Some("http://secure:1"));
        assert_eq!(of(true, "b.internal.example.com"), None);
        assert!(Proxies::default().of(true, "b.example.com", 443).is_none());
    }
}
