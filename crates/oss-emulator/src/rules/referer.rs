//! Hotlink protection: from which pages objects may be asked for without an `Authorization` header.

use super::fields;
use crate::error::ServiceError;
use crate::ram::pattern;
use crate::request::{Address, RequestHead};
use crate::storage::Bucket;
use crate::xml::{self, Element, malformed};

/// The name of the document.
pub(crate) const DOCUMENT: &str = "referer";
/// The root of the document.
pub(crate) const ROOT: &str = "RefererConfiguration";

/// The `RefererConfiguration` of a bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Referers {
    allow_empty: bool,
    /// Whether the query of a page is left out of the comparison; yes unless told otherwise, by the older ones of the
    /// pages about PutBucketReferer (the newer ones say no).
    truncates_query: bool,
    /// Whether its path is left out as well; no unless told otherwise.
    truncates_path: bool,
    allowed: Vec<String>,
    refused: Vec<String>,
}

/// Refuses a request for an object that comes from a page that is not allowed. Requests with an `Authorization` header
/// are not looked at: hotlinks are anonymous or signed in the URL (documentation: "Hotlink protection").
pub(crate) fn check(head: &RequestHead, address: &Address, bucket: &Bucket) -> Result<(), ServiceError> {
    if address.object.is_none() || head.headers.contains_key("authorization") {
        return Ok(());
    }
    match bucket.referers() {
        Some(referers) if !referers.allow(head.header("referer").unwrap_or_default().trim()) => {
            Err(ServiceError::new(403, "AccessDenied", "You are denied by bucket referer policy."))
        }
        _ => Ok(()),
    }
}

impl Referers {
    /// Reads the document from its text.
    pub(crate) fn parse(text: &str) -> Result<Self, ServiceError> {
        Self::read(&xml::parse(text.as_bytes(), ROOT)?)
    }

    /// Reads the document. `AllowEmptyReferer` and `RefererList` must be there; a path can only be left out of the
    /// comparison together with the query.
    pub(crate) fn read(document: &Element) -> Result<Self, ServiceError> {
        fields::only(
            document,
            &[
                "AllowEmptyReferer",
                "AllowTruncateQueryString",
                "TruncatePath",
                "RefererList",
                "RefererBlacklist",
            ],
        )?;
        let list = |name| {
            let list = document.child(name);
            list.map(|list| fields::only(list, &["Referer"]).map(|()| fields::texts(list, "Referer")))
                .transpose()
        };
        let referers = Self {
            allow_empty: fields::boolean(document, "AllowEmptyReferer")?.ok_or_else(malformed)?,
            truncates_query: fields::boolean(document, "AllowTruncateQueryString")?.unwrap_or(true),
            truncates_path: fields::boolean(document, "TruncatePath")?.unwrap_or(false),
            allowed: list("RefererList")?.ok_or_else(malformed)?,
            refused: list("RefererBlacklist")?.unwrap_or_default(),
        };
        if referers.truncates_path && !referers.truncates_query { Err(malformed()) } else { Ok(referers) }
    }

    /// Whether a page may show objects. Without any list nothing is looked at, not even whether there is a page. Pages
    /// that are refused go before those that are allowed; without a list of the latter all others are.
    fn allow(&self, page: &str) -> bool {
        if self.allowed.is_empty() && self.refused.is_empty() {
            return true;
        }
        if page.is_empty() {
            return self.allow_empty;
        }
        let page = self.truncated(page);
        let is_in = |list: &[String]| list.iter().any(|pattern| matches(pattern, page));
        !is_in(&self.refused) && (self.allowed.is_empty() || is_in(&self.allowed))
    }

    fn truncated<'p>(&self, page: &'p str) -> &'p str {
        if !self.truncates_query {
            return page;
        }
        let page = page.split(['?', '#']).next().unwrap_or_default();
        if !self.truncates_path {
            return page;
        }
        let host = page.find("://").map_or(0, |at| at + 3);
        let path = page.get(host..).and_then(|rest| rest.find('/')).map(|at| host + at + 1);
        path.and_then(|end| page.get(..end)).unwrap_or(page)
    }
}

/// Whether a page begins with a pattern (documentation: "How to configure hotlink protection"); a pattern without a
/// scheme is compared with what follows the scheme of the page, which is a guess.
fn matches(pattern: &str, page: &str) -> bool {
    let page =
        if pattern.contains("://") { page } else { page.split_once("://").map_or(page, |(_, rest)| rest) };
    pattern::matches(&format!("{pattern}*"), page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn referers(inside: &str) -> Referers {
        Referers::parse(&format!("<RefererConfiguration>{inside}</RefererConfiguration>")).unwrap()
    }

    #[test]
    fn pages_are_judged_by_both_lists() {
        let list = |name: &str, pattern: &str| format!("<{name}><Referer>{pattern}</Referer></{name}>");
        let strict = "<AllowEmptyReferer>false</AllowEmptyReferer>";
        let lax = "<AllowEmptyReferer>true</AllowEmptyReferer>";
        let none = "<RefererList/>";
        let one = list("RefererList", "http://www.example.com");
        for (document, page, allowed) in [
            (format!("{strict}{none}"), "", true),
            (format!("{strict}{none}"), "http://anywhere.example", true),
            (format!("{strict}{one}"), "", false),
            (format!("{lax}{one}"), "", true),
            (format!("{strict}{one}"), "http://www.example.com", true),
            (format!("{strict}{one}"), "http://www.example.com/page?x=y", true),
            (format!("{strict}{one}"), "https://www.example.com/", false),
            (format!("{strict}{one}"), "http://other.example.com/", false),
            (format!("{lax}{}", list("RefererList", "www.example.com")), "https://www.example.com/a", true),
            (
                format!("{lax}{}", list("RefererList", "http://*.example.com")),
                "http://a.b.example.com/",
                true,
            ),
            (format!("{lax}{}", list("RefererList", "http://www.?.com/")), "http://www.a.com/", true),
            (format!("{lax}{}", list("RefererList", "http://www.?.com/")), "http://www.ab.com/", false),
            (format!("{lax}{}", list("RefererList", "http://a.com/?p=1")), "http://a.com/?p=1", false),
            (
                format!(
                    "{lax}<AllowTruncateQueryString>false</AllowTruncateQueryString>{}",
                    list("RefererList", "http://a.com/?p=1")
                ),
                "http://a.com/xp=1",
                true,
            ),
            (
                format!(
                    "{lax}<TruncatePath>true</TruncatePath>{none}{}",
                    list("RefererBlacklist", "http://a.com/x")
                ),
                "http://a.com/x/y",
                true,
            ),
            (format!("{lax}{none}{}", list("RefererBlacklist", "http://a.com/x")), "http://a.com/x/y", false),
            (format!("{lax}{none}{}", list("RefererBlacklist", "*.bad.com")), "http://a.bad.com/", false),
            (format!("{lax}{none}{}", list("RefererBlacklist", "*.bad.com")), "http://a.good.com/", true),
            (format!("{strict}{none}{}", list("RefererBlacklist", "*.bad.com")), "", false),
            (
                format!("{lax}{one}{}", list("RefererBlacklist", "http://www.example.com/x")),
                "http://www.example.com/x",
                false,
            ),
        ] {
            assert_eq!(referers(&document).allow(page), allowed, "{document} for {page:?}");
        }
    }
}
