//! The `WebsiteConfiguration` of a bucket.

use super::condition::Condition;
use super::redirect::{Kind, Redirect};
use crate::error::ServiceError;
use crate::request::RequestHead;
use crate::rules::fields;
use crate::xml::{self, Element, malformed};

/// The name of the document.
pub(crate) const DOCUMENT: &str = "website";
/// The root of the document.
pub(crate) const ROOT: &str = "WebsiteConfiguration";
const MAX_RULES: usize = 20;

/// What a website is made of; one of its parts at least is there.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Website {
    index: Option<Index>,
    /// What visitors get instead of `NoSuchKey`.
    pub(crate) error_page: Option<ErrorPage>,
    rules: Vec<Rule>,
}

/// The page of a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Index {
    /// Its name, such as `index.html`.
    suffix: String,
    /// Whether directories below the root have one of their own; otherwise the root's stands for them.
    in_subdirectories: bool,
    missing: Missing,
}

/// What to do when there is no object of a key that does not end in a slash, but an index page below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    /// Type 0: send the visitor to the key with a slash behind.
    Redirect,
    /// Type 1: nothing.
    Refuse,
    /// Type 2: answer with the index page.
    Answer,
}

/// The page of missing objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ErrorPage {
    /// Its key.
    pub(crate) key: String,
    /// The status that it is answered with: 404, unless told otherwise, or 200.
    pub(crate) status: u16,
}

#[derive(Debug, Clone, PartialEq)]
struct Rule {
    number: u32,
    condition: Condition,
    redirect: Redirect,
}

impl Website {
    /// Reads the document from its text.
    pub(crate) fn parse(text: &str) -> Result<Self, ServiceError> {
        Self::read(&xml::parse(text.as_bytes(), ROOT)?)
    }

    /// Reads the document and checks it.
    pub(crate) fn read(document: &Element) -> Result<Self, ServiceError> {
        fields::only(document, &["IndexDocument", "ErrorDocument", "RoutingRules"])?;
        let rules = document.child("RoutingRules");
        if let Some(rules) = rules {
            fields::only(rules, &["RoutingRule"])?;
        }
        let website = Self {
            index: document.child("IndexDocument").map(Index::read).transpose()?,
            error_page: document.child("ErrorDocument").map(ErrorPage::read).transpose()?,
            rules: rules
                .map_or(Ok(Vec::new()), |rules| rules.children("RoutingRule").map(Rule::read).collect())?,
        };
        let numbers = || website.rules.iter().map(|rule| rule.number);
        let repeated =
            numbers().enumerate().any(|(at, number)| numbers().take(at).any(|earlier| earlier == number));
        let is_empty = website.index.is_none() && website.error_page.is_none() && website.rules.is_empty();
        if is_empty || repeated || website.rules.len() > MAX_RULES { Err(malformed()) } else { Ok(website) }
    }

    /// Where the rule of the lowest number that fits sends a visitor of `key`: of the rules that ask for the status
    /// that the visit would end with, or of those that do not ask, when it is not known yet.
    pub(crate) fn redirect(
        &self,
        key: &str,
        head: &RequestHead,
        status: Option<u16>,
    ) -> Option<(&Redirect, &str)> {
        let fitting = self.rules.iter().filter(|rule| rule.condition.holds(key, head, status));
        let rule = fitting.min_by_key(|rule| rule.number)?;
        Some((&rule.redirect, rule.condition.prefix()))
    }

    /// The key that is looked up for a visited one: index pages for the root and for directories.
    pub(crate) fn page(&self, key: &str) -> Option<String> {
        let Index { suffix, in_subdirectories, .. } = self.index.as_ref()?;
        let is_directory = key.is_empty() || key.ends_with('/');
        is_directory.then(|| if *in_subdirectories { format!("{key}{suffix}") } else { suffix.clone() })
    }

    /// What to do when a key is missing but this other one is there: the index page below it.
    pub(crate) fn below(&self, key: &str) -> Option<(Missing, String)> {
        let index = self.index.as_ref().filter(|index| index.in_subdirectories && !key.ends_with('/'))?;
        Some((index.missing, format!("{key}/{}", index.suffix)))
    }
}

impl Index {
    fn read(element: &Element) -> Result<Self, ServiceError> {
        fields::only(element, &["Suffix", "SupportSubDir", "Type"])?;
        let suffix = fields::text(element, "Suffix")?.ok_or_else(malformed)?;
        let missing = match fields::value(element, "Type")?.unwrap_or(0_u8) {
            0 => Missing::Redirect,
            1 => Missing::Refuse,
            2 => Missing::Answer,
            _ => return Err(malformed()),
        };
        let in_subdirectories = fields::boolean(element, "SupportSubDir")?.unwrap_or(false);
        if suffix.contains('/') {
            Err(malformed())
        } else {
            Ok(Self { suffix: suffix.to_owned(), in_subdirectories, missing })
        }
    }
}

impl ErrorPage {
    fn read(element: &Element) -> Result<Self, ServiceError> {
        fields::only(element, &["Key", "HttpStatus"])?;
        let key = fields::text(element, "Key")?.ok_or_else(malformed)?.to_owned();
        let status = fields::value(element, "HttpStatus")?.unwrap_or(404);
        if matches!(status, 200 | 404) { Ok(Self { key, status }) } else { Err(malformed()) }
    }
}

impl Rule {
    fn read(element: &Element) -> Result<Self, ServiceError> {
        fields::only(element, &["RuleNumber", "Condition", "Redirect"])?;
        let need = |name| element.child(name).ok_or_else(malformed);
        let rule = Self {
            number: fields::value(element, "RuleNumber")?
                .filter(|number| *number > 0)
                .ok_or_else(malformed)?,
            condition: Condition::read(need("Condition")?)?,
            redirect: Redirect::read(need("Redirect")?)?,
        };
        // What is fetched from elsewhere is what is missing here.
        let is_mirror = matches!(rule.redirect.kind, Kind::Mirror(_));
        if is_mirror && rule.condition.status != Some(404) { Err(malformed()) } else { Ok(rule) }
    }
}
