//! What one policy says about one access.

use super::{
    Access, pattern,
    policy::{Actions, Effect, Policy, Statement},
    principal::Principal,
};

/// The answer of a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// A statement allows it and none denies it.
    Allow,
    /// A statement denies it, which no other statement can undo.
    Deny,
    /// No statement speaks of it.
    None,
}

/// Evaluates a policy: an explicit deny wins over any allow.
pub fn evaluate(policy: &Policy, access: &Access<'_>) -> Decision {
    decide(policy.statements.iter().filter(|s| s.covers(access)))
}

/// Evaluates several policies as if they were one.
pub(super) fn evaluate_all<'p>(
    policies: impl IntoIterator<Item = &'p Policy>,
    access: &Access<'_>,
) -> Decision {
    decide(policies.into_iter().flat_map(|p| &p.statements).filter(|s| s.covers(access)))
}

/// Evaluates those statements of a bucket policy that speak of `principal`.
pub(super) fn evaluate_for(policy: &Policy, principal: &Principal, access: &Access<'_>) -> Decision {
    decide(policy.statements.iter().filter(|s| principal.is_named_by(&s.principals) && s.covers(access)))
}

/// The outcome of the statements that apply.
pub(super) fn decide<'s>(applying: impl Iterator<Item = &'s Statement>) -> Decision {
    let mut decision = Decision::None;
    for statement in applying {
        match statement.effect {
            Effect::Deny => return Decision::Deny,
            Effect::Allow => decision = Decision::Allow,
        }
    }
    decision
}

impl Statement {
    fn covers(&self, access: &Access<'_>) -> bool {
        self.names_action(access.action)
            && self.resources.iter().any(|r| pattern::matches(r, &access.resource))
            && self.conditions.iter().all(|c| c.holds(access.context))
    }

    /// Names are compared with regard to case (a guess; the documentation does not say).
    pub(super) fn names_action(&self, action: &str) -> bool {
        let named = |patterns: &[String]| patterns.iter().any(|p| pattern::matches(p, action));
        match &self.actions {
            Actions::Listed(patterns) => named(patterns),
            Actions::AllBut(patterns) => !named(patterns),
        }
    }
}
