//! Rules from a document.

use time::Duration;

use super::{Actions, Filter, Not, Rule, When};
use crate::clock::random_bytes;
use crate::dates::parse_iso_date;
use crate::error::ServiceError;
use crate::model::StorageClass;
use crate::operations::{invalid_argument, tags};
use crate::xml::{Element, malformed};

/// What a rule may hold. An element that was passed over could be a condition, and an object be lost for it.
const KNOWN: [&str; 11] = [
    "ID",
    "Prefix",
    "Status",
    "Tag",
    "Filter",
    "Expiration",
    "Transition",
    "NoncurrentVersionExpiration",
    "NoncurrentVersionTransition",
    "AbortMultipartUpload",
    // Written by the service into its own replies.
    "AtimeBase",
];
/// What goes with rules by the time of the last access, which is not tracked here.
const BY_ACCESS: [&str; 3] = ["IsAccessTime", "ReturnToStdWhenVisit", "AllowSmallFile"];

/// The rules of a `LifecycleConfiguration`.
pub(crate) fn read(document: &Element) -> Result<Vec<Rule>, ServiceError> {
    let rules: Vec<Rule> = document.children("Rule").map(read_rule).collect::<Result<_, _>>()?;
    if rules.is_empty() { Err(malformed()) } else { Ok(rules) }
}

fn read_rule(rule: &Element) -> Result<Rule, ServiceError> {
    if rule.children.iter().any(|child| !KNOWN.contains(&child.name.as_str())) {
        return Err(malformed());
    }
    let enabled = match rule.child_text("Status") {
        Some("Enabled") => true,
        Some("Disabled") => false,
        _ => return Err(malformed()),
    };
    let id = rule.child_text("ID").filter(|id| !id.is_empty()).map_or_else(new_id, str::to_owned);
    let rule = Rule { id, enabled, filter: read_filter(rule)?, actions: read_actions(rule)? };
    if rule.actions == Actions::default() { Err(malformed()) } else { Ok(rule) }
}

/// The service names rules that have no name; the form is a guess.
fn new_id() -> String {
    let [high, low] = [(); 2].map(|()| u64::from_be_bytes(random_bytes()));
    format!("{high:016x}{low:016x}")
}

fn read_filter(rule: &Element) -> Result<Filter, ServiceError> {
    let filter = rule.child("Filter");
    let bound = |name| {
        let text = filter.and_then(|filter| filter.child_text(name));
        text.map(|text| text.parse().map_err(|_| malformed())).transpose()
    };
    let not = filter.into_iter().flat_map(|filter| filter.children("Not"));
    Ok(Filter {
        prefix: rule.child("Prefix").map(|prefix| prefix.text.clone()).unwrap_or_default(),
        tags: rule.children("Tag").map(tags::read_tag).collect::<Result<_, _>>()?,
        not: not.map(read_not).collect::<Result<_, _>>()?,
        larger_than: bound("ObjectSizeGreaterThan")?,
        smaller_than: bound("ObjectSizeLessThan")?,
    })
}

fn read_not(not: &Element) -> Result<Not, ServiceError> {
    let prefix = not.child("Prefix").ok_or_else(malformed)?.text.clone();
    Ok(Not { prefix, tag: not.child("Tag").map(tags::read_tag).transpose()? })
}

fn read_actions(rule: &Element) -> Result<Actions, ServiceError> {
    let mut actions = Actions::default();
    if let Some(expiration) = rule.child("Expiration") {
        match expiration.child_text("ExpiredObjectDeleteMarker") {
            Some("true") if expiration.children.len() > 1 => return Err(mixed("0014-00000061")),
            Some("true") => actions.removes_lone_markers = true,
            None | Some("false") => actions.expiration = Some(when(expiration)?),
            Some(_) => return Err(malformed()),
        }
    }
    for transition in rule.children("Transition") {
        actions.transitions.push((when(transition)?, storage_class(transition)?));
    }
    let noncurrent = rule.child("NoncurrentVersionExpiration");
    actions.noncurrent_expiration = noncurrent.map(|action| days(action, "NoncurrentDays")).transpose()?;
    for transition in rule.children("NoncurrentVersionTransition") {
        let days = days(transition, "NoncurrentDays")?;
        actions.noncurrent_transitions.push((days, storage_class(transition)?));
    }
    actions.abort_uploads = rule.child("AbortMultipartUpload").map(when).transpose()?;
    Ok(actions)
}

fn when(action: &Element) -> Result<When, ServiceError> {
    match (action.child("Days"), action.child_text("CreatedBeforeDate")) {
        (Some(_), Some(_)) => Err(mixed("0014-00000061")),
        (Some(_), None) => days(action, "Days").map(When::Days),
        (None, Some(text)) => {
            let date = parse_iso_date(text).filter(|date| date.time() == time::Time::MIDNIGHT);
            date.map(When::Before).ok_or_else(|| {
                invalid_argument("The date must be a midnight in UTC.", "CreatedBeforeDate", text)
            })
        }
        (None, None) => Err(malformed()),
    }
}

/// Days and a date, or either and the removal of markers, exclude each other.
pub(super) fn mixed(ec: &'static str) -> ServiceError {
    let message = "Days and CreatedBeforeDate cannot be used together.";
    ServiceError::new(400, "InvalidRequest", message).ec(ec)
}

/// From one to a hundred years.
fn days(action: &Element, name: &'static str) -> Result<i64, ServiceError> {
    let text = action.child_text(name).ok_or_else(malformed)?;
    let days: i64 = text.parse().map_err(|_| malformed())?;
    if (1..=Duration::days(36_500).whole_days()).contains(&days) {
        return Ok(days);
    }
    Err(invalid_argument("The number of days must be a positive integer.", name, text))
}

fn storage_class(transition: &Element) -> Result<StorageClass, ServiceError> {
    let said = |name: &&&str| transition.child_text(name).is_some_and(|text| text != "false");
    if let Some(name) = BY_ACCESS.iter().find(said) {
        let message = format!("This emulator does not implement {name} in lifecycle rules.");
        return Err(ServiceError::new(501, "NotImplemented", message));
    }
    let text = transition.child_text("StorageClass").ok_or_else(malformed)?;
    let class = StorageClass::parse(text).filter(|class| *class != StorageClass::Standard);
    class.ok_or_else(|| invalid_argument("No such lifecycle storage class exists.", "StorageClass", text))
}
