//! Policies as data. The grammar is that of "Policy structure and syntax" in the RAM documentation.

use std::fmt;

use super::{condition::Condition, grammar};

/// A RAM policy, session policy, trust policy or bucket policy.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    pub(super) statements: Vec<Statement>,
}

impl Policy {
    /// Parses a policy that says what its holder may do (RAM policies and session policies).
    ///
    /// `Version` must be `"1"`; each statement has `Effect`, `Action` or `NotAction`, `Resource`, and may have `Condition`.
    /// Any other element, `Principal` included, is refused.
    pub fn parse(text: &str) -> Result<Self, PolicyError> {
        grammar::parse(text, grammar::Kind::Identity)
    }

    /// Parses a trust policy: `Principal` in place of `Resource`.
    pub fn parse_trust(text: &str) -> Result<Self, PolicyError> {
        grammar::parse(text, grammar::Kind::Trust)
    }

    /// Parses a bucket policy: `Principal`, one or several ids or `*`, beside `Resource`. `NotPrincipal` is refused.
    pub fn parse_bucket(text: &str) -> Result<Self, PolicyError> {
        grammar::parse(text, grammar::Kind::Bucket)
    }
}

/// One statement.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Statement {
    pub(super) effect: Effect,
    pub(super) principals: Vec<String>,
    pub(super) actions: Actions,
    pub(super) resources: Vec<String>,
    pub(super) conditions: Vec<Condition>,
}

/// `Action` or `NotAction`: patterns of action names.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Actions {
    /// The statement speaks of these.
    Listed(Vec<String>),
    /// The statement speaks of all others.
    AllBut(Vec<String>),
}

/// What a statement does when it applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    Allow,
    Deny,
}

/// Why a text is not a policy: the element, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyError(pub(super) String);

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PolicyError {}
