//! Whether a bucket policy opens its bucket to the public.

use super::condition::Condition;
use super::policy::{Effect, Policy, Statement};

impl Policy {
    /// Whether a statement allows something to everybody, without a condition that narrows it to known addresses,
    /// networks or keys.
    pub fn is_public(&self) -> bool {
        self.statements.iter().any(Statement::is_public)
    }
}

impl Statement {
    fn is_public(&self) -> bool {
        self.effect == Effect::Allow
            && self.principals.iter().any(|principal| principal == "*")
            && !self.conditions.iter().any(Condition::pins_sender)
    }
}
