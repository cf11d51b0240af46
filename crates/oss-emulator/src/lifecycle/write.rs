//! Rules as a document.

use super::{Filter, Rule, When};
use crate::dates::iso_date;
use crate::model::StorageClass;
use crate::operations::tags;
use crate::xml::XmlWriter;

/// The `Rule` elements, in the order of the documentation's samples.
pub(crate) fn write(xml: &mut XmlWriter, rules: &[Rule]) {
    for rule in rules {
        xml.element("Rule", |xml| write_rule(xml, rule));
    }
}

fn write_rule(xml: &mut XmlWriter, rule: &Rule) {
    let actions = &rule.actions;
    xml.text("ID", &rule.id);
    xml.text("Prefix", &rule.filter.prefix);
    xml.text("Status", if rule.enabled { "Enabled" } else { "Disabled" });
    rule.filter.tags.iter().for_each(|tag| tags::write_tag(xml, tag));
    write_filter(xml, &rule.filter);
    if let Some(when) = actions.expiration {
        xml.element("Expiration", |xml| write_when(xml, when));
    } else if actions.removes_lone_markers {
        xml.element("Expiration", |xml| xml.text("ExpiredObjectDeleteMarker", "true"));
    }
    for (when, class) in &actions.transitions {
        xml.element("Transition", |xml| {
            write_when(xml, *when);
            write_class(xml, *class);
        });
    }
    if let Some(days) = actions.noncurrent_expiration {
        xml.element("NoncurrentVersionExpiration", |xml| xml.value("NoncurrentDays", days));
    }
    for (days, class) in &actions.noncurrent_transitions {
        xml.element("NoncurrentVersionTransition", |xml| {
            xml.value("NoncurrentDays", days);
            write_class(xml, *class);
        });
    }
    if let Some(when) = actions.abort_uploads {
        xml.element("AbortMultipartUpload", |xml| write_when(xml, when));
    }
}

fn write_filter(xml: &mut XmlWriter, filter: &Filter) {
    let Filter { not, larger_than, smaller_than, .. } = filter;
    if not.is_empty() && larger_than.is_none() && smaller_than.is_none() {
        return;
    }
    xml.element("Filter", |xml| {
        for not in not {
            xml.element("Not", |xml| {
                xml.text("Prefix", &not.prefix);
                not.tag.iter().for_each(|tag| tags::write_tag(xml, tag));
            });
        }
        for (name, bound) in [("ObjectSizeGreaterThan", larger_than), ("ObjectSizeLessThan", smaller_than)] {
            if let Some(bound) = bound {
                xml.value(name, bound);
            }
        }
    });
}

fn write_when(xml: &mut XmlWriter, when: When) {
    match when {
        When::Days(days) => xml.value("Days", days),
        When::Before(date) => xml.text("CreatedBeforeDate", &iso_date(date)),
    }
}

fn write_class(xml: &mut XmlWriter, class: StorageClass) {
    xml.text("StorageClass", class.as_str());
}
