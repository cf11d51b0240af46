//! Where a routing rule sends a visitor.

use crate::error::ServiceError;
use crate::rules::fields;
use crate::xml::{Element, malformed};

/// What the names of all elements about mirrors begin with.
const MIRROR: &str = "Mirror";
/// The others.
const ELEMENTS: [&str; 8] = [
    "EnableReplacePrefix",
    "HostName",
    "HttpRedirectCode",
    "PassQueryString",
    "Protocol",
    "RedirectType",
    "ReplaceKeyPrefixWith",
    "ReplaceKeyWith",
];

/// The `Redirect` of a rule.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Redirect {
    /// In which way.
    pub(crate) kind: Kind,
    /// Whether the query goes along.
    pub(crate) passes_query: bool,
    rewrite: Rewrite,
}

/// The ways of sending a visitor elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    /// `Internal`: to another object of the bucket, without the visitor's knowledge.
    Internal,
    /// `External` and `AliCDN`: by a redirect to another host.
    External {
        /// `http` or `https`; the visitor's own unless told otherwise.
        protocol: Option<String>,
        /// The other host.
        host: String,
        /// 301, unless told otherwise, 302 or 307.
        status: u16,
    },
    /// `Mirror`: nowhere, but the object is fetched from an origin and kept. The elements whose names begin so.
    Mirror(Vec<Element>),
}

/// How the key changes on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Rewrite {
    Keep,
    /// To this, with the old key for every `${key}`.
    Key(String),
    /// This instead of the prefix of the rule's condition.
    Prefix(String),
}

impl Redirect {
    pub(super) fn read(element: &Element) -> Result<Self, ServiceError> {
        let is_known = |name: &str| name.starts_with(MIRROR) || ELEMENTS.contains(&name);
        if !element.children.iter().all(|child| is_known(&child.name)) {
            return Err(malformed());
        }
        let kind = match fields::text(element, "RedirectType")?.ok_or_else(malformed)? {
            "Internal" => Kind::Internal,
            "External" | "AliCDN" => external(element)?,
            "Mirror" => mirror(element)?,
            _ => return Err(malformed()),
        };
        Ok(Self {
            kind,
            passes_query: fields::boolean(element, "PassQueryString")?.unwrap_or(false),
            rewrite: Rewrite::read(element)?,
        })
    }

    /// The key that the visitor of `key` is sent to, by a rule for keys that begin with `prefix`.
    pub(crate) fn key(&self, key: &str, prefix: &str) -> String {
        match &self.rewrite {
            Rewrite::Keep => key.to_owned(),
            Rewrite::Key(template) => template.replace("${key}", key),
            Rewrite::Prefix(with) => format!("{with}{}", key.strip_prefix(prefix).unwrap_or(key)),
        }
    }
}

impl Rewrite {
    fn read(element: &Element) -> Result<Self, ServiceError> {
        let key = fields::owned(element, "ReplaceKeyWith")?;
        let prefix = fields::owned(element, "ReplaceKeyPrefixWith")?;
        match (key, prefix, fields::boolean(element, "EnableReplacePrefix")?) {
            (Some(_), Some(_), _) | (Some(_), _, Some(true)) => Err(malformed()),
            (Some(key), ..) => Ok(Self::Key(key)),
            (None, prefix, Some(true)) => Ok(Self::Prefix(prefix.unwrap_or_default())),
            (None, Some(prefix), None) => Ok(Self::Prefix(prefix)),
            (None, ..) => Ok(Self::Keep),
        }
    }
}

fn external(element: &Element) -> Result<Kind, ServiceError> {
    let protocol = fields::text(element, "Protocol")?;
    let status = fields::value(element, "HttpRedirectCode")?.unwrap_or(301);
    if !matches!(protocol, None | Some("http" | "https")) || !matches!(status, 301 | 302 | 307) {
        return Err(malformed());
    }
    Ok(Kind::External {
        protocol: protocol.map(str::to_owned),
        host: fields::text(element, "HostName")?.ok_or_else(malformed)?.to_owned(),
        status,
    })
}

fn mirror(element: &Element) -> Result<Kind, ServiceError> {
    let url = fields::text(element, "MirrorURL")?.ok_or_else(malformed)?;
    let is_http = url.starts_with("http://") || url.starts_with("https://");
    if !is_http || !url.ends_with('/') {
        return Err(malformed());
    }
    let settings = element.children.iter().filter(|child| child.name.starts_with(MIRROR));
    Ok(Kind::Mirror(settings.cloned().collect()))
}
