//! The two date forms of the service: RFC 1123 in headers, ISO 8601 with `.000Z` in XML.

use time::format_description::StaticFormatDescription;
use time::macros::format_description;
use time::{OffsetDateTime, PrimitiveDateTime};

const RFC_1123: StaticFormatDescription =
    format_description!("[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT");
const ISO_8601: StaticFormatDescription =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].000Z");

/// `Thu, 15 May 2014 11:18:32 GMT`, as `Date` and `Last-Modified` carry it.
pub(crate) fn http_date(at: OffsetDateTime) -> String {
    at.format(RFC_1123).unwrap_or_default()
}

/// `2014-05-15T11:18:32.000Z`: the service always writes the milliseconds as zero.
pub(crate) fn iso_date(at: OffsetDateTime) -> String {
    at.format(ISO_8601).unwrap_or_default()
}

/// Reads what [`iso_date`] writes; `None` when it is anything else.
pub(crate) fn parse_iso_date(text: &str) -> Option<OffsetDateTime> {
    PrimitiveDateTime::parse(text.trim(), ISO_8601).ok().map(PrimitiveDateTime::assume_utc)
}

/// Reads an RFC 1123 date; `None` when it is anything else.
pub(crate) fn parse_http_date(text: &str) -> Option<OffsetDateTime> {
    PrimitiveDateTime::parse(text.trim(), RFC_1123).ok().map(PrimitiveDateTime::assume_utc)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_back_as_written() {
        let at = OffsetDateTime::from_unix_timestamp(1_400_152_712).unwrap();
        assert_eq!(http_date(at), "Thu, 15 May 2014 11:18:32 GMT");
        assert_eq!(iso_date(at), "2014-05-15T11:18:32.000Z");
        assert_eq!(parse_http_date("Thu, 15 May 2014 11:18:32 GMT"), Some(at));
        assert_eq!(parse_http_date("2014-05-15T11:18:32.000Z"), None);
    }
}
