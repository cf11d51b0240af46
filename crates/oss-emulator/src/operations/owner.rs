//! The `Owner` element.

use crate::xml::XmlWriter;

/// `Owner` with the account id and its display name.
pub(super) fn write(xml: &mut XmlWriter, account: &str, display_name: &str) {
    xml.element("Owner", |xml| {
        xml.text("ID", account);
        xml.text("DisplayName", display_name);
    });
}
