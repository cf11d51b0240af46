//! Walks keys in byte order, rolled up at a delimiter.

use std::collections::BTreeMap;
use std::collections::btree_map::Range;
use std::ops::Bound;

/// Which keys to walk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Path<'a> {
    /// Only keys that begin with this.
    pub(super) prefix: &'a str,
    /// Keys with this behind the prefix become one common prefix; empty for none.
    pub(super) delimiter: &'a str,
    /// Only what comes after this.
    pub(super) after: &'a str,
    /// Whether a key equal to `after` counts too.
    pub(super) inclusive: bool,
}

/// A stop on the way.
#[derive(Debug)]
pub(super) enum Step<'m, V> {
    /// A key.
    Key(&'m str, &'m V),
    /// A common prefix.
    Prefix(&'m str),
}

/// The steps along a path, past the values that do not count.
///
/// A common prefix equal to `after` has been listed already and is passed over; one that only contains `after` is
/// listed again, since what is left of it has not been seen (a guess: the service documents neither).
pub(super) fn walk<'m, V>(
    map: &'m BTreeMap<String, V>,
    path: Path<'_>,
    counts: impl Fn(&V) -> bool,
) -> impl Iterator<Item = Step<'m, V>> {
    let mut range = start(map, &path);
    std::iter::from_fn(move || {
        loop {
            let (key, value) = range.next().filter(|(key, _)| key.starts_with(path.prefix))?;
            if !counts(value) {
                continue;
            }
            let Some(common) = common_prefix(key, path.prefix, path.delimiter) else {
                return Some(Step::Key(key, value));
            };
            range = match after_prefix(common) {
                Some(next) => map.range(next..),
                None => Range::default(),
            };
            if common != path.after {
                return Some(Step::Prefix(common));
            }
        }
    })
}

fn start<'m, V>(map: &'m BTreeMap<String, V>, path: &Path<'_>) -> Range<'m, String, V> {
    let from = if path.after < path.prefix || path.after.is_empty() {
        Bound::Included(path.prefix)
    } else if path.inclusive {
        Bound::Included(path.after)
    } else {
        Bound::Excluded(path.after)
    };
    map.range::<str, _>((from, Bound::Unbounded))
}

/// The part of the key up to and with the first delimiter behind the prefix.
fn common_prefix<'k>(key: &'k str, prefix: &str, delimiter: &str) -> Option<&'k str> {
    if delimiter.is_empty() {
        return None;
    }
    let rest = key.get(prefix.len()..)?;
    let end = prefix.len() + rest.find(delimiter)? + delimiter.len();
    key.get(..end)
}

/// What comes behind every key that begins with `prefix`: the prefix with its last character moved on by one. `None`
/// when nothing does.
fn after_prefix(prefix: &str) -> Option<String> {
    let mut next = prefix.to_owned();
    while let Some(last) = next.pop() {
        // Scalar values order as their UTF-8 bytes do; the surrogates are no characters.
        let successor = if last == '\u{d7ff}' { Some('\u{e000}') } else { char::from_u32(last as u32 + 1) };
        if let Some(successor) = successor {
            next.push(successor);
            return Some(next);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_behind_a_prefix() {
        for (prefix, next) in [
            ("a/", Some("a0")),
            ("a\u{d7ff}", Some("a\u{e000}")),
            ("a\u{10ffff}", Some("b")),
            ("\u{10ffff}", None),
        ] {
            assert_eq!(after_prefix(prefix).as_deref(), next);
        }
    }
}
