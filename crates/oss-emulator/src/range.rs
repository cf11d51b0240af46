//! `Range`, in the two behaviours of the service.

use crate::error::ServiceError;
use crate::request::RequestHead;

/// Which bytes of an object a reply carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Selection {
    /// All of them: 200.
    Whole,
    /// From the first to the last, both included: 206.
    Part {
        /// First byte.
        first: u64,
        /// Last byte.
        last: u64,
    },
}

/// Reads `Range` against the size of the object.
///
/// A range that is not entirely inside the object, or not understood, selects the whole object, unless
/// `x-oss-range-behavior: standard` asks for what RFC 9110 says: an end past the end is clipped, a start past the end is
/// `InvalidRange`. Of several ranges the first counts. (Documentation: "Range download"; tests of the PHP SDK.)
pub(crate) fn select(head: &RequestHead, size: u64) -> Result<Selection, ServiceError> {
    let Some(header) = head.header("range") else { return Ok(Selection::Whole) };
    let standard = head.header("x-oss-range-behavior") == Some("standard");
    let Some(range) = parse(header) else { return Ok(Selection::Whole) };
    match (resolve(range, size), standard) {
        (Resolved::Inside(first, last), _) | (Resolved::Clipped(first, last), true) => {
            Ok(Selection::Part { first, last })
        }
        (Resolved::Clipped(..) | Resolved::Outside, false) => Ok(Selection::Whole),
        (Resolved::Outside, true) => Err(invalid(header, size)),
    }
}

/// Reads `x-oss-copy-source-range`: one that is malformed selects the whole object (documentation: UploadPartCopy). One
/// that is not entirely inside the source is `InvalidRange` (a guess: the documentation does not speak of it).
pub(crate) fn select_source(header: Option<&str>, size: u64) -> Result<Selection, ServiceError> {
    let Some((header, range)) = header.and_then(|header| Some((header, parse(header)?))) else {
        return Ok(Selection::Whole);
    };
    match resolve(range, size) {
        Resolved::Inside(first, last) => Ok(Selection::Part { first, last }),
        Resolved::Clipped(..) | Resolved::Outside => Err(invalid(header, size)),
    }
}

fn invalid(header: &str, size: u64) -> ServiceError {
    ServiceError::new(416, "InvalidRange", "The requested range cannot be satisfied.")
        .detail("ActualObjectSize", size.to_string())
        .detail("RangeRequested", header)
}

#[derive(Debug, Clone, Copy)]
enum Range {
    From(u64),
    Between(u64, u64),
    Last(u64),
}

enum Resolved {
    Inside(u64, u64),
    Clipped(u64, u64),
    Outside,
}

fn parse(header: &str) -> Option<Range> {
    let first = header.trim().strip_prefix("bytes=")?.split(',').next()?.trim();
    let (start, end) = first.split_once('-')?;
    let number = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u64>().ok()).flatten()
    };
    match (start.trim(), end.trim()) {
        ("", end) => Some(Range::Last(number(end)?)),
        (start, "") => Some(Range::From(number(start)?)),
        (start, end) => {
            let (start, end) = (number(start)?, number(end)?);
            (start <= end).then_some(Range::Between(start, end))
        }
    }
}

fn resolve(range: Range, size: u64) -> Resolved {
    let Some(end) = size.checked_sub(1) else { return Resolved::Outside };
    match range {
        Range::Last(0) => Resolved::Outside,
        Range::Last(count) if count > size => Resolved::Clipped(0, end),
        Range::Last(count) => Resolved::Inside(size - count, end),
        Range::From(first) | Range::Between(first, _) if first > end => Resolved::Outside,
        Range::From(first) => Resolved::Inside(first, end),
        Range::Between(first, last) if last > end => Resolved::Clipped(first, end),
        Range::Between(first, last) => Resolved::Inside(first, last),
    }
}
