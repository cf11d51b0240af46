//! Which rules make sense, alone and together.
//!
//! The codes `0014-…` are those of the service's list of error causes, which describes the cases; of the words only
//! those of `0014-00000085` are known, the others are a guess.

use super::read::mixed;
use super::{Rule, When};
use crate::error::ServiceError;
use crate::model::StorageClass;
use crate::operations::invalid_argument;

const MAX_RULES: usize = 1000;
/// In bytes.
const MAX_ID: usize = 255;

/// Rules one by one, and that their ids differ.
pub(crate) fn check_each(rules: &[Rule]) -> Result<(), ServiceError> {
    if rules.len() > MAX_RULES {
        let message = "The number of lifecycle rules exceeds the limit.";
        return Err(invalid_argument(message, "Rule", &rules.len().to_string()).ec("0014-00000014"));
    }
    for (index, rule) in rules.iter().enumerate() {
        if rule.id.len() > MAX_ID {
            return Err(invalid_argument("The ID of a rule is too long.", "ID", &rule.id).ec("0014-00000019"));
        }
        if rules.iter().take(index).any(|earlier| earlier.id == rule.id) {
            return Err(
                invalid_argument("The ID of a rule must be unique.", "ID", &rule.id).ec("0014-00000020")
            );
        }
        check_filter(rule)?;
        check_actions(&[rule])?;
    }
    Ok(())
}

fn check_filter(rule: &Rule) -> Result<(), ServiceError> {
    let filter = &rule.filter;
    if let (Some(larger), Some(smaller)) = (filter.larger_than, filter.smaller_than)
        && larger >= smaller
    {
        let message = "ObjectSizeGreaterThan must be less than ObjectSizeLessThan.";
        return Err(invalid_request(message).ec("0014-00000041"));
    }
    if filter.not.iter().any(|not| !not.prefix.starts_with(&filter.prefix)) {
        return Err(invalid_request("The prefix of Not must begin with that of its rule."));
    }
    // Neither uploads nor delete markers have tags.
    if !filter.tags.is_empty() && (rule.actions.abort_uploads.is_some() || rule.actions.removes_lone_markers)
    {
        let message = "Tag cannot be used with AbortMultipartUpload or ExpiredObjectDeleteMarker.";
        return Err(invalid_request(message));
    }
    Ok(())
}

/// Rules by twos, where both can apply to one object: where one prefix begins with the other and the tags are the same.
pub(crate) fn check_overlaps(rules: &[Rule]) -> Result<(), ServiceError> {
    for (index, one) in rules.iter().enumerate() {
        for other in rules.iter().take(index) {
            let (a, b) = (&one.filter.prefix, &other.filter.prefix);
            let overlap = a.starts_with(b.as_str()) || b.starts_with(a.as_str());
            if !overlap || one.filter.tags != other.filter.tags {
                continue;
            }
            if a == b {
                return Err(invalid_request("Found same prefix in different rules").ec("0014-00000085"));
            }
            check_same_action(one, other)?;
            check_actions(&[other, one])?;
        }
    }
    Ok(())
}

fn check_same_action(one: &Rule, other: &Rule) -> Result<(), ServiceError> {
    let (a, b) = (&one.actions, &other.actions);
    let both = [
        ("Expiration", a.expiration.is_some() && b.expiration.is_some()),
        ("Expiration", a.removes_lone_markers && b.removes_lone_markers),
        (
            "NoncurrentVersionExpiration",
            a.noncurrent_expiration.is_some() && b.noncurrent_expiration.is_some(),
        ),
        ("AbortMultipartUpload", a.abort_uploads.is_some() && b.abort_uploads.is_some()),
    ];
    match both.iter().find(|(_, both)| *both) {
        Some((action, _)) => Err(invalid_request(&format!(
            "Found overlapping prefixes '{}' and '{}' for same action type '{action}'",
            other.filter.prefix, one.filter.prefix
        ))
        .ec("0014-00000084")),
        None => Ok(()),
    }
}

/// What happens to one object: to colder and colder classes and then away, all by days or all by dates.
fn check_actions(rules: &[&Rule]) -> Result<(), ServiceError> {
    let actions = || rules.iter().map(|rule| &rule.actions);
    let transitions = actions().flat_map(|actions| actions.transitions.iter().copied());
    let expirations = actions().filter_map(|actions| actions.expiration);
    check_order(transitions, expirations)?;
    let noncurrent = actions().flat_map(|actions| actions.noncurrent_transitions.iter());
    let expirations = actions().filter_map(|actions| actions.noncurrent_expiration);
    check_order(noncurrent.map(|(days, class)| (When::Days(*days), *class)), expirations.map(When::Days))
}

fn check_order(
    transitions: impl Iterator<Item = (When, StorageClass)>,
    expirations: impl Iterator<Item = When>,
) -> Result<(), ServiceError> {
    let mut steps: Vec<_> = transitions.map(|(when, class)| (Some(class), when)).collect();
    steps.sort_by_key(|(class, _)| class.map(coldness));
    if steps.windows(2).any(|pair| matches!(pair, [(a, _), (b, _)] if a == b)) {
        return Err(invalid_request("Found overlapping rules for same transition.").ec("0014-00000079"));
    }
    steps.extend(expirations.map(|when| (None, when)));
    for pair in steps.windows(2) {
        match pair {
            [(_, When::Days(a)), (_, When::Days(b))] if a >= b => {
                let message =
                    "Objects must be transitioned to colder storage classes later, and expire last.";
                return Err(invalid_request(message).ec("0014-00000082"));
            }
            [(_, When::Days(_)), (_, When::Before(_))] | [(_, When::Before(_)), (_, When::Days(_))] => {
                return Err(mixed("0014-00000080"));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The place of a storage class on the way down.
pub(super) fn coldness(class: StorageClass) -> u8 {
    match class {
        StorageClass::Standard => 0,
        StorageClass::InfrequentAccess => 1,
        StorageClass::Archive => 2,
        StorageClass::ColdArchive => 3,
        StorageClass::DeepColdArchive => 4,
    }
}

fn invalid_request(message: &str) -> ServiceError {
    ServiceError::new(400, "InvalidRequest", message)
}
