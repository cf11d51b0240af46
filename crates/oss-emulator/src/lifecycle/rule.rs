//! One rule.

use time::{Duration, OffsetDateTime};

use crate::model::StorageClass;
use crate::storage::{Attributes, Tag};

/// What happens to which objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rule {
    /// Unique in its bucket.
    pub(crate) id: String,
    /// Whether it is in force.
    pub(crate) enabled: bool,
    /// To which objects it applies.
    pub(crate) filter: Filter,
    /// What it does.
    pub(crate) actions: Actions,
}

/// All of it must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filter {
    /// What the key begins with.
    pub(crate) prefix: String,
    /// Tags that the object has.
    pub(crate) tags: Vec<Tag>,
    /// What the object must not be.
    pub(crate) not: Vec<Not>,
    /// It has more bytes than this.
    pub(crate) larger_than: Option<u64>,
    /// It has fewer bytes than this.
    pub(crate) smaller_than: Option<u64>,
}

/// An exception: objects for which all of it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Not {
    /// What the key begins with.
    pub(crate) prefix: String,
    /// A tag that the object has.
    pub(crate) tag: Option<Tag>,
}

/// At least one of them is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Actions {
    /// When current objects go.
    pub(crate) expiration: Option<When>,
    /// Whether delete markers go that have no other version behind them.
    pub(crate) removes_lone_markers: bool,
    /// When current objects change their storage class.
    pub(crate) transitions: Vec<(When, StorageClass)>,
    /// So many days after they ceased to be current, versions go.
    pub(crate) noncurrent_expiration: Option<i64>,
    /// So many days after they ceased to be current, versions change their storage class.
    pub(crate) noncurrent_transitions: Vec<(i64, StorageClass)>,
    /// When unfinished uploads go.
    pub(crate) abort_uploads: Option<When>,
}

/// When something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// So many days after it was stored.
    Days(i64),
    /// At once, if it was stored before then, which is a midnight.
    Before(OffsetDateTime),
}

impl When {
    /// Whether what was stored `at` is due at some midnight.
    pub(crate) fn is_due(self, at: OffsetDateTime, midnight: OffsetDateTime) -> bool {
        match self {
            Self::Days(days) => at.checked_add(Duration::days(days)).is_some_and(|due| due <= midnight),
            Self::Before(date) => at < date,
        }
    }
}

impl Filter {
    /// Whether it lets an object of that key pass.
    pub(crate) fn matches(&self, key: &str, attributes: &Attributes, size: u64) -> bool {
        let has = |tag: &Tag| attributes.tags.contains(tag);
        let excepted = |not: &Not| key.starts_with(&not.prefix) && not.tag.as_ref().is_none_or(has);
        key.starts_with(&self.prefix)
            && self.tags.iter().all(has)
            && !self.not.iter().any(excepted)
            && self.larger_than.is_none_or(|bound| size > bound)
            && self.smaller_than.is_none_or(|bound| size < bound)
    }
}
