//! How an object is divided into parts.

use crate::error::Error;

/// The most parts of an upload (documentation of UploadPart).
pub(super) const MOST_PARTS: u64 = 10_000;
/// The least size of a part but the last (documentation of CompleteMultipartUpload).
const LEAST_PART: u64 = 100 * 1024;
/// The most bytes of a part, and of an object that is put whole.
const LARGEST_PART: u64 = 5 * 1024 * 1024 * 1024;

const MIB: u64 = 1024 * 1024;
/// Bytes of a part of a file, unless there would be too many of them.
pub(super) const FILE_PART: u64 = 8 * MIB;
/// Bytes of a part of a copy: the service moves them, and no connection idles meanwhile.
pub(super) const COPY_PART: u64 = 64 * MIB;
/// Bytes of the first parts of a stream whose length is not known.
const STREAM_PART: u64 = 4 * MIB;
/// Bytes of its last parts: they are held in memory.
const LARGEST_STREAM_PART: u64 = 32 * MIB;
/// After so many parts of a stream the next ones are twice as large.
const STREAM_STEP: u64 = 2_000;

/// A run of bytes of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// From 1.
    pub(super) number: u32,
    pub(super) offset: u64,
    pub(super) length: u64,
}

impl Run {
    /// `bytes=FIRST-LAST`.
    pub(super) fn range(&self) -> String {
        format!("bytes={}-{}", self.offset, (self.offset + self.length).saturating_sub(1))
    }
}

/// Checks a part size that the caller asks for.
pub(super) fn check(asked: Option<u64>) -> Result<(), Error> {
    match asked {
        Some(size) if !(LEAST_PART..=LARGEST_PART).contains(&size) => Err(Error::input(format!(
            "partSize must be from {LEAST_PART} to {LARGEST_PART} bytes, not {size}"
        ))),
        _ => Ok(()),
    }
}

/// Bytes of a part of a whole of `size` bytes: what was asked for or else `usual`, and more where that would be more than
/// 10,000 parts.
pub(super) fn part_size(size: u64, asked: Option<u64>, usual: u64) -> Result<u64, Error> {
    check(asked)?;
    let least = size.div_ceil(MOST_PARTS);
    if least > LARGEST_PART {
        return Err(Error::input(format!("{size} bytes are more than an object can have")));
    }
    let wanted = asked.unwrap_or(usual);
    Ok(if wanted >= least { wanted } else { least.next_multiple_of(MIB).min(LARGEST_PART) })
}

/// Where the parts of a whole are.
pub(super) fn runs(size: u64, part_size: u64) -> impl Iterator<Item = Run> + Send {
    (1..).zip(0..size.div_ceil(part_size)).map(move |(number, index)| {
        let offset = index * part_size;
        Run { number, offset, length: part_size.min(size - offset) }
    })
}

/// Bytes of a part of a stream: what was asked for, or sizes that grow, so that small streams need little memory and 10,000
/// parts hold 179 GiB.
pub(super) fn stream_part_size(number: u64, asked: Option<u64>) -> u64 {
    asked.unwrap_or_else(|| {
        let doublings = (number.saturating_sub(1) / STREAM_STEP).min(8);
        (STREAM_PART << doublings).min(LARGEST_STREAM_PART)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_the_whole_and_are_at_most_ten_thousand() {
        for (size, asked) in [
            (1, None),
            (FILE_PART, None),
            (FILE_PART * 3 + 1, None),
            (LEAST_PART * MOST_PARTS + 1, Some(LEAST_PART)),
            (LARGEST_PART * MOST_PARTS, None),
            (100 * 1024 * MIB, Some(LARGEST_PART)),
        ] {
            let part = part_size(size, asked, FILE_PART).unwrap();
            let all: Vec<Run> = runs(size, part).collect();
            assert!(all.len() <= 10_000 && part <= LARGEST_PART, "{size}: {} of {part}", all.len());
            let mut end = 0;
            for (run, number) in all.iter().zip(1..) {
                assert_eq!((run.number, run.offset), (number, end));
                assert!(run.length > 0 && (run.length == part || number as usize == all.len()));
                end += run.length;
            }
            assert_eq!(end, size);
        }
    }

    #[test]
    fn sizes_that_the_service_does_not_take_are_refused() {
        assert!(part_size(1, Some(LEAST_PART - 1), FILE_PART).unwrap_err().is_input());
        assert!(part_size(1, Some(LARGEST_PART + 1), FILE_PART).unwrap_err().is_input());
        assert!(part_size(LARGEST_PART * MOST_PARTS + 1, None, FILE_PART).is_err());
    }

    #[test]
    fn parts_of_streams_grow_and_stay_small() {
        assert_eq!(stream_part_size(1, None), STREAM_PART);
        assert_eq!(stream_part_size(2_001, None), 2 * STREAM_PART);
        assert_eq!(stream_part_size(10_000, None), LARGEST_STREAM_PART);
        let total: u64 = (1..=MOST_PARTS).map(|number| stream_part_size(number, None)).sum();
        assert!(total >= 179 * 1024 * MIB, "{total}");
        assert_eq!(stream_part_size(9_999, Some(LEAST_PART)), LEAST_PART);
    }

    #[test]
    fn a_range_names_its_first_and_last_byte() {
        assert_eq!(Run { number: 2, offset: 10, length: 5 }.range(), "bytes=10-14");
    }
}
