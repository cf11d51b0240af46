//! Parsed forms of documents, made when a request first asks for them and kept until the document changes.

use std::sync::{Arc, RwLock};

use super::cors::{self, Cors};
use super::public_access;
use super::referer::{self, Referers};
use super::website::{self, Website};
use crate::ram::Policy;
use crate::storage::Bucket;
use crate::sync::{read, write};

/// The name of the document that holds the policy.
pub(crate) const POLICY: &str = "policy";

/// The parsed forms of one bucket's documents.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    policy: Parsed<Policy>,
    policy_without_public: Parsed<Policy>,
    blocks_public_access: Parsed<bool>,
    referers: Parsed<Referers>,
    cors: Parsed<Cors>,
    website: Parsed<Website>,
}

impl Bucket {
    /// Who may do what, beside the policies of senders.
    pub(crate) fn policy(&self) -> Option<Arc<Policy>> {
        self.rules.policy.of(self.document(POLICY)?, Policy::parse_bucket)
    }

    /// What of the policy counts: the statements that open the bucket to the public do not when that is blocked.
    pub(crate) fn effective_policy(&self) -> Option<Arc<Policy>> {
        if !self.blocks_public_access() {
            return self.policy();
        }
        let parse = |text: &str| Policy::parse_bucket(text).map(Policy::without_public);
        self.rules.policy_without_public.of(self.document(POLICY)?, parse)
    }

    /// Whether nothing may open the bucket to the public.
    pub(crate) fn blocks_public_access(&self) -> bool {
        let document = self.document(public_access::DOCUMENT);
        let blocks = document.and_then(|text| self.rules.blocks_public_access.of(text, public_access::parse));
        blocks.is_some_and(|blocks| *blocks)
    }

    /// From which pages objects may be asked for.
    pub(crate) fn referers(&self) -> Option<Arc<Referers>> {
        self.rules.referers.of(self.document(referer::DOCUMENT)?, Referers::parse)
    }

    /// Which scripts of other origins browsers may let read replies.
    pub(crate) fn cors(&self) -> Option<Arc<Cors>> {
        self.rules.cors.of(self.document(cors::DOCUMENT)?, Cors::parse)
    }

    /// The pages and routing rules of a static website.
    pub(crate) fn website(&self) -> Option<Arc<Website>> {
        self.rules.website.of(self.document(website::DOCUMENT)?, Website::parse)
    }
}

/// The parsed form of a document, with the text that it was made of.
#[derive(Debug)]
struct Parsed<T>(RwLock<Option<(Arc<str>, Arc<T>)>>);

impl<T> Default for Parsed<T> {
    fn default() -> Self {
        Self(RwLock::new(None))
    }
}

impl<T> Parsed<T> {
    /// The parsed form of `document`, which was checked when it was stored.
    fn of<E>(&self, document: Arc<str>, parse: impl FnOnce(&str) -> Result<T, E>) -> Option<Arc<T>> {
        if let Some((text, parsed)) = &*read(&self.0)
            && Arc::ptr_eq(text, &document)
        {
            return Some(Arc::clone(parsed));
        }
        let parsed = Arc::new(parse(&document).ok()?);
        *write(&self.0) = Some((document, Arc::clone(&parsed)));
        Some(parsed)
    }
}
