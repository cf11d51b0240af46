//! One page of a listing: keys in byte order, rolled up at a delimiter.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use super::Object;

/// What to list.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ListingQuery<'a> {
    /// Only keys that begin with this.
    pub(crate) prefix: &'a str,
    /// Only what comes after this.
    pub(crate) after: &'a str,
    /// Keys with this behind the prefix become one common prefix; empty for none.
    pub(crate) delimiter: &'a str,
    /// How many keys and common prefixes together.
    pub(crate) limit: usize,
}

/// One page.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// The objects, by key.
    pub(crate) objects: Vec<(String, Arc<Object>)>,
    /// The common prefixes.
    pub(crate) prefixes: Vec<String>,
    /// The last key or common prefix of the page when there is more to come.
    pub(crate) next: Option<String>,
}

/// Reads one page.
///
/// A common prefix equal to `after` has been listed already and is passed over; one that only contains `after` is
/// listed again, since what is left of it has not been seen (a guess: the service documents neither).
pub(super) fn page(objects: &BTreeMap<String, Arc<Object>>, query: &ListingQuery<'_>) -> Listing {
    let mut listing = Listing::default();
    let mut last = None;
    let mut position = start(query);
    while let Some((key, object)) = objects.range::<str, _>((as_bound(&position), Bound::Unbounded)).next() {
        if !key.starts_with(query.prefix) {
            break;
        }
        let common = common_prefix(key, query.prefix, query.delimiter);
        if common.is_some_and(|common| common == query.after) {
            position = after_prefix(query.after);
            continue;
        }
        if listing.objects.len() + listing.prefixes.len() == query.limit {
            listing.next = last;
            break;
        }
        if let Some(common) = common {
            listing.prefixes.push(common.to_owned());
            last = Some(common.to_owned());
            position = after_prefix(common);
        } else {
            listing.objects.push((key.clone(), Arc::clone(object)));
            last = Some(key.clone());
            position = Bound::Excluded(key.clone());
        }
    }
    listing
}

fn start(query: &ListingQuery<'_>) -> Bound<String> {
    if query.after.is_empty() || query.after < query.prefix {
        Bound::Included(query.prefix.to_owned())
    } else {
        Bound::Excluded(query.after.to_owned())
    }
}

fn as_bound(bound: &Bound<String>) -> Bound<&str> {
    match bound {
        Bound::Included(key) => Bound::Included(key),
        Bound::Excluded(key) => Bound::Excluded(key),
        Bound::Unbounded => Bound::Unbounded,
    }
}

/// The part of the key up to and with the first delimiter behind the prefix.
pub(super) fn common_prefix<'k>(key: &'k str, prefix: &str, delimiter: &str) -> Option<&'k str> {
    if delimiter.is_empty() {
        return None;
    }
    let rest = key.get(prefix.len()..)?;
    let end = prefix.len() + rest.find(delimiter)? + delimiter.len();
    key.get(..end)
}

/// Behind every key that begins with `prefix`: the prefix with its last character moved on by one.
fn after_prefix(prefix: &str) -> Bound<String> {
    let mut next = prefix.to_owned();
    while let Some(last) = next.pop() {
        // Scalar values order as their UTF-8 bytes do; the surrogates are no characters.
        let successor = if last == '\u{d7ff}' { Some('\u{e000}') } else { char::from_u32(last as u32 + 1) };
        if let Some(successor) = successor {
            next.push(successor);
            return Bound::Included(next);
        }
    }
    Bound::Unbounded
}
