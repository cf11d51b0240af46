//! Cross-origin resource sharing: which scripts of other origins browsers may let read replies.

use super::fields;
use crate::error::ServiceError;
use crate::ram::pattern;
use crate::xml::{self, Element, malformed};

/// The name of the document.
pub(crate) const DOCUMENT: &str = "cors";
/// The root of the document.
pub(crate) const ROOT: &str = "CORSConfiguration";
const MAX_RULES: usize = 10;
const MAX_AGE: u32 = 999_999_999;
const METHODS: [&str; 5] = ["GET", "PUT", "DELETE", "POST", "HEAD"];

/// The `CORSConfiguration` of a bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cors {
    rules: Vec<Rule>,
    /// Whether replies say that they differ by origin, also those to requests of no other origin.
    pub(crate) varies: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    origins: Vec<String>,
    methods: Vec<String>,
    headers: Vec<String>,
    exposed: Vec<String>,
    max_age: Option<u32>,
}

/// What a browser asks for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wish<'a> {
    /// Where the script comes from.
    pub(crate) origin: &'a str,
    /// The method that it uses or wants to use.
    pub(crate) method: &'a str,
    /// The headers that it wants to send, as `Access-Control-Request-Headers` lists them.
    pub(crate) headers: &'a str,
}

impl Cors {
    /// Reads the document from its text.
    pub(crate) fn parse(text: &str) -> Result<Self, ServiceError> {
        Self::read(&xml::parse(text.as_bytes(), ROOT)?)
    }

    /// Reads the document and checks it.
    pub(crate) fn read(document: &Element) -> Result<Self, ServiceError> {
        fields::only(document, &["CORSRule", "ResponseVary"])?;
        let rules = document.children("CORSRule").map(Rule::read).collect::<Result<Vec<_>, _>>()?;
        match rules.len() {
            0 => Err(malformed()),
            1..=MAX_RULES => {
                Ok(Self { rules, varies: fields::boolean(document, "ResponseVary")?.unwrap_or(false) })
            }
            _ => Err(ServiceError::new(400, "CORSRuleBeyondLimit", "The CORS Rules num is beyond limit.")),
        }
    }

    /// The headers that let a browser do what it asks for, by the first rule that covers it.
    pub(crate) fn headers(&self, wish: &Wish<'_>) -> Option<Vec<(&'static str, String)>> {
        Some(self.rules.iter().find(|rule| rule.covers(wish))?.reply(wish))
    }
}

impl Rule {
    fn read(element: &Element) -> Result<Self, ServiceError> {
        let names = ["AllowedOrigin", "AllowedMethod", "AllowedHeader", "ExposeHeader", "MaxAgeSeconds"];
        fields::only(element, &names)?;
        let rule = Self {
            origins: fields::texts(element, "AllowedOrigin"),
            methods: fields::texts(element, "AllowedMethod"),
            headers: fields::texts(element, "AllowedHeader"),
            exposed: fields::texts(element, "ExposeHeader"),
            max_age: fields::value(element, "MaxAgeSeconds")?,
        };
        let is_filled = |list: &[String]| !list.is_empty() && !list.iter().any(String::is_empty);
        let stars = |text: &String| text.matches('*').count();
        let is_valid = is_filled(&rule.origins)
            && is_filled(&rule.methods)
            && rule.methods.iter().all(|method| METHODS.contains(&method.as_str()))
            && rule.origins.iter().chain(&rule.headers).all(|pattern| stars(pattern) <= 1)
            && rule.exposed.iter().all(|name| stars(name) == 0)
            && rule.max_age.is_none_or(|seconds| seconds <= MAX_AGE);
        if is_valid { Ok(rule) } else { Err(malformed()) }
    }

    fn covers(&self, wish: &Wish<'_>) -> bool {
        // `?` is no wildcard here, but neither can it stand in an origin or in the name of a header.
        let allows = |list: &[String], text: &str| {
            let text = text.to_ascii_lowercase();
            list.iter().any(|pattern| pattern::matches(&pattern.to_ascii_lowercase(), &text))
        };
        allows(&self.origins, wish.origin)
            && self.methods.iter().any(|method| method == wish.method)
            && named(wish.headers).all(|name| allows(&self.headers, name))
    }

    fn reply(&self, wish: &Wish<'_>) -> Vec<(&'static str, String)> {
        let any = self.origins.iter().any(|origin| origin == "*");
        let origin = if any { "*" } else { wish.origin };
        let mut headers = vec![
            ("access-control-allow-origin", origin.to_owned()),
            ("access-control-allow-methods", self.methods.join(", ")),
        ];
        let asked = named(wish.headers).collect::<Vec<_>>().join(", ");
        if !asked.is_empty() {
            headers.push(("access-control-allow-headers", asked));
        }
        if !self.exposed.is_empty() {
            headers.push(("access-control-expose-headers", self.exposed.join(", ")));
        }
        if let Some(seconds) = self.max_age {
            headers.push(("access-control-max-age", seconds.to_string()));
        }
        headers
    }
}

fn named(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim).filter(|name| !name.is_empty())
}
