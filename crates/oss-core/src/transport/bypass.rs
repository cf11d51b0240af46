//! Hosts that are reached without a proxy: the `NO_PROXY` of curl, Go and others, which no document defines.

use std::net::IpAddr;

/// A list of hosts.
#[derive(Clone, Debug, Default)]
pub(super) struct Bypass(Vec<Rule>);

#[derive(Clone, Debug)]
struct Rule {
    what: What,
    /// Only this port.
    port: Option<u16>,
}

#[derive(Clone, Debug)]
enum What {
    /// `*`
    All,
    /// A name, and all names below it.
    Name(String),
    /// An address, and how many of its leading bits count.
    Network(IpAddr, u32),
}

impl Bypass {
    /// Reads names (`example.com`, `.example.com`, `*.example.com`), addresses, networks (`10.0.0.0/8`) and `*`, each with a
    /// port or without, between commas or blanks.
    pub(super) fn parse(text: &str) -> Self {
        let words = text.split(|c: char| c == ',' || c.is_whitespace());
        Self(words.filter(|word| !word.is_empty()).map(Rule::parse).collect())
    }

    pub(super) fn covers(&self, host: &str, port: u16) -> bool {
        self.0.iter().any(|rule| rule.port.is_none_or(|only| only == port) && rule.what.covers(host))
    }
}

impl Rule {
    fn parse(word: &str) -> Self {
        if let Some(what) = What::network(word) {
            return Self { what, port: None };
        }
        let (name, port) = match word.rsplit_once(':').map(|(name, port)| (name, port.parse())) {
            Some((name, Ok(port))) => (name, Some(port)),
            _ => (word, None),
        };
        let what = What::network(name).unwrap_or_else(|| {
            let name = name.strip_prefix('*').unwrap_or(name).trim_matches('.');
            if name.is_empty() { What::All } else { What::Name(name.to_ascii_lowercase()) }
        });
        Self { what, port }
    }
}

impl What {
    fn network(text: &str) -> Option<Self> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse().ok()?)),
            None => (text, None),
        };
        let address = address.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(address);
        let address: IpAddr = address.parse().ok()?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        Some(Self::Network(address, bits.unwrap_or(width).min(width)))
    }

    fn covers(&self, host: &str) -> bool {
        match self {
            Self::All => true,
            Self::Name(name) => {
                let below = host.len().checked_sub(name.len()).and_then(|at| host.split_at_checked(at));
                below.is_some_and(|(before, rest)| {
                    rest.eq_ignore_ascii_case(name) && (before.is_empty() || before.ends_with('.'))
                })
            }
            Self::Network(address, bits) => match (address, host.parse()) {
                (IpAddr::V4(network), Ok(IpAddr::V4(ip))) => {
                    let differs = u32::from(*network) ^ u32::from(ip);
                    differs.checked_shr(32 - bits).unwrap_or_default() == 0
                }
                (IpAddr::V6(network), Ok(IpAddr::V6(ip))) => {
                    let differs = u128::from(*network) ^ u128::from(ip);
                    differs.checked_shr(128 - bits).unwrap_or_default() == 0
                }
                _ => false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_covers_what_it_names() {
        for (list, covered, others) in [
            ("", &[][..], &["example.com"][..]),
            ("*", &["example.com", "127.0.0.1"], &[]),
            ("example.com", &["example.com", "a.Example.COM"], &["badexample.com", "example.com.cn"]),
            (".example.com, other.org", &["example.com", "a.example.com", "other.org"], &["example.org"]),
            ("*.example.com", &["a.example.com"], &["example.org"]),
            ("example.com:81", &[], &["example.com"]),
            ("example.com:80", &["example.com"], &[]),
            ("127.0.0.1 ::1", &["127.0.0.1", "::1"], &["127.0.0.2", "localhost"]),
            ("10.0.0.0/8,fd00::/8", &["10.9.8.7", "fd12::1"], &["11.0.0.1", "fe80::1"]),
            ("0.0.0.0/0", &["8.8.8.8"], &["example.com"]),
        ] {
            let bypass = Bypass::parse(list);
            for host in covered {
                assert!(bypass.covers(host, 80), "{list}: {host}");
            }
            for host in others {
                assert!(!bypass.covers(host, 80), "{list}: {host}");
            }
        }
    }
}
