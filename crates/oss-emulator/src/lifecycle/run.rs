//! What is due at a midnight.

use time::{Duration, OffsetDateTime};

use super::check::coldness;
use super::{Rule, When};
use crate::model::StorageClass;
use crate::storage::{Fate, Found, Object, ObjectType, State, Sweeper, Upload};

/// The last midnight in UTC, when the service begins with the rules.
pub(crate) fn midnight(now: OffsetDateTime) -> OffsetDateTime {
    now.replace_time(time::Time::MIDNIGHT)
}

/// The rules of a bucket at a midnight.
#[derive(Debug)]
pub(crate) struct Matcher {
    /// Those in force.
    rules: Vec<Rule>,
    midnight: OffsetDateTime,
    /// For so long objects are held back by a retention policy.
    retention: Option<Duration>,
}

impl Matcher {
    pub(crate) fn new(rules: Vec<Rule>, midnight: OffsetDateTime, retention: Option<Duration>) -> Self {
        let rules = rules.into_iter().filter(|rule| rule.enabled).collect();
        Self { rules, midnight, retention }
    }

    fn current(&self, key: &str, object: &Object) -> Fate {
        let due = |when: When| when.is_due(object.last_modified, self.midnight);
        if self.matching(key, object).any(|rule| rule.actions.expiration.is_some_and(due)) {
            return if self.is_held_back(object) { Fate::Keep } else { Fate::Expire };
        }
        let transitions = self.matching(key, object).flat_map(|rule| &rule.actions.transitions);
        transition(object, transitions.filter(|(when, _)| due(*when)).map(|(_, class)| *class))
    }

    fn noncurrent(&self, key: &str, object: &Object, since: OffsetDateTime) -> Fate {
        let due = |days: i64| When::Days(days).is_due(since, self.midnight);
        if self.matching(key, object).any(|rule| rule.actions.noncurrent_expiration.is_some_and(due)) {
            return if self.is_held_back(object) { Fate::Keep } else { Fate::Remove };
        }
        let transitions = self.matching(key, object).flat_map(|rule| &rule.actions.noncurrent_transitions);
        transition(object, transitions.filter(|(days, _)| due(*days)).map(|(_, class)| *class))
    }

    fn matching<'m>(&'m self, key: &'m str, object: &'m Object) -> impl Iterator<Item = &'m Rule> {
        let size = object.content.length();
        self.rules.iter().filter(move |rule| rule.filter.matches(key, &object.attributes, size))
    }

    /// Rules for what has neither tags nor size.
    fn by_prefix<'m>(&'m self, key: &'m str) -> impl Iterator<Item = &'m Rule> {
        self.rules.iter().filter(|rule| rule.filter.tags.is_empty() && key.starts_with(&rule.filter.prefix))
    }

    fn is_held_back(&self, object: &Object) -> bool {
        self.retention.is_some_and(|retention| self.midnight < object.last_modified + retention)
    }
}

impl Sweeper for Matcher {
    fn version(&self, key: &str, found: &Found<'_>) -> Fate {
        match (&found.version.state, found.superseded) {
            (State::Object(object), None) => self.current(key, object),
            (State::Object(object), Some(since)) => self.noncurrent(key, object, since),
            (State::DeleteMarker(_), None) if found.alone => {
                let removes = self.by_prefix(key).any(|rule| rule.actions.removes_lone_markers);
                if removes { Fate::Remove } else { Fate::Keep }
            }
            (State::DeleteMarker(_), None) => Fate::Keep,
            (State::DeleteMarker(_), Some(since)) => {
                let due = |days: i64| When::Days(days).is_due(since, self.midnight);
                let expires =
                    self.by_prefix(key).any(|rule| rule.actions.noncurrent_expiration.is_some_and(due));
                if expires { Fate::Remove } else { Fate::Keep }
            }
        }
    }

    fn aborts(&self, key: &str, upload: &Upload) -> bool {
        let due = |when: When| when.is_due(upload.initiated, self.midnight);
        self.by_prefix(key).any(|rule| rule.actions.abort_uploads.is_some_and(due))
    }
}

/// To the coldest class that is due; links have none, and nothing gets warmer.
fn transition(object: &Object, due: impl Iterator<Item = StorageClass>) -> Fate {
    if matches!(object.kind, ObjectType::Symlink { .. }) {
        return Fate::Keep;
    }
    let current = coldness(object.attributes.storage_class);
    match due.max_by_key(|class| coldness(*class)) {
        Some(class) if coldness(class) > current => Fate::Store(class),
        _ => Fate::Keep,
    }
}
