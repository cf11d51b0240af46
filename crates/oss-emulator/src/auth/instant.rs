//! The four spellings of time that signatures and their refusals use.

use time::{
    OffsetDateTime, PrimitiveDateTime,
    format_description::{BorrowedFormatItem, StaticFormatDescription},
    macros::format_description,
};

const HTTP: StaticFormatDescription =
    format_description!("[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT");
const BASIC: &[BorrowedFormatItem<'_>] = format_description!("[year][month][day]T[hour][minute][second]Z");
const EXTENDED: &[BorrowedFormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");
const EXTENDED_MILLIS: &[BorrowedFormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z");

/// `Wed, 28 Dec 2022 10:27:41 GMT`.
pub(crate) fn parse_http(text: &str) -> Option<OffsetDateTime> {
    parse(text, HTTP)
}

/// `20221228T102741Z`.
pub(crate) fn parse_basic(text: &str) -> Option<OffsetDateTime> {
    parse(text, BASIC)
}

/// `2022-12-28T10:27:41Z`, with or without milliseconds.
pub(crate) fn parse_extended(text: &str) -> Option<OffsetDateTime> {
    parse(text, EXTENDED).or_else(|| parse(text, EXTENDED_MILLIS))
}

/// `Wed, 28 Dec 2022 10:27:41 GMT`.
pub(crate) fn http(time: OffsetDateTime) -> String {
    write(time, HTTP)
}

/// `20221228T102741Z`.
pub(crate) fn basic(time: OffsetDateTime) -> String {
    write(time, BASIC)
}

/// `2022-12-28T10:27:41Z`.
pub(crate) fn extended(time: OffsetDateTime) -> String {
    write(time, EXTENDED)
}

/// `2022-12-28T10:27:41.000Z`: the service never writes the milliseconds.
pub(crate) fn with_zero_millis(time: OffsetDateTime) -> String {
    write(time.truncate_to_second(), EXTENDED_MILLIS)
}

fn parse(text: &str, format: &[BorrowedFormatItem<'_>]) -> Option<OffsetDateTime> {
    PrimitiveDateTime::parse(text, format).ok().map(PrimitiveDateTime::assume_utc)
}

fn write(time: OffsetDateTime, format: &[BorrowedFormatItem<'_>]) -> String {
    #[expect(clippy::expect_used, reason = "every component of these formats is known for any instant")]
    time.to_utc().format(format).expect("a complete instant")
}
