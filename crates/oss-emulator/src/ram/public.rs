//! Whether a bucket policy opens its bucket to the public.

use super::condition::Condition;
use super::policy::{Effect, Policy, Statement};

impl Policy {
    /// Whether a statement allows something to everybody, without a condition that narrows it to known addresses,
    /// networks or keys.
    pub fn is_public(&self) -> bool {
        self.statements.iter().any(Statement::is_public)
    }

    /// The policy without those statements.
    #[must_use]
    pub fn without_public(mut self) -> Self {
        self.statements.retain(|statement| !statement.is_public());
        self
    }
}

impl Statement {
    fn is_public(&self) -> bool {
        self.effect == Effect::Allow
            && self.principals.iter().any(|principal| principal == "*")
            && !self.conditions.iter().any(Condition::pins_sender)
    }
}
