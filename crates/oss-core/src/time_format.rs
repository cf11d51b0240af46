//! The three spellings of a moment that OSS and STS read, from Unix milliseconds, and back from those that they write.

use crate::encode::Sink;

const DAY_MS: i64 = 86_400_000;
const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The first and last millisecond that a four-digit year can tell.
const YEARS: (i64, i64) = (-62_167_219_200_000, 253_402_300_799_999);

struct Civil {
    year: i64,
    month: i64,
    day: i64,
    weekday: i64,
    hour: i64,
    minute: i64,
    second: i64,
    milli: i64,
}

impl Civil {
    /// Days to year, month and day after Howard Hinnant, "chrono-compatible low-level date algorithms".
    fn from_unix(now_ms: i64) -> Self {
        let now_ms = now_ms.clamp(YEARS.0, YEARS.1);
        let (days, ms) = (now_ms.div_euclid(DAY_MS), now_ms.rem_euclid(DAY_MS));
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        Self {
            year: year_of_era + era * 400 + i64::from(month <= 2),
            month,
            day: of_year - (153 * from_march + 2) / 5 + 1,
            weekday: days.rem_euclid(7),
            hour: ms / 3_600_000,
            minute: ms / 60_000 % 60,
            second: ms / 1_000 % 60,
            milli: ms % 1_000,
        }
    }
}

fn digits<const N: usize>(out: &mut String, value: i64) {
    let mut divisor = 10_i64.pow(u32::try_from(N).unwrap_or(1) - 1);
    while divisor > 0 {
        out.put_ascii(b'0' + u8::try_from(value / divisor % 10).unwrap_or(0));
        divisor /= 10;
    }
}

fn name(names: &[&'static str], index: i64) -> &'static str {
    usize::try_from(index).ok().and_then(|index| names.get(index)).copied().unwrap_or("")
}

/// `Mon, 23 Nov 2026 12:34:56 GMT` (RFC 1123): `x-oss-date` of V1, `Date`.
pub fn http_date(now_ms: i64) -> String {
    let civil = Civil::from_unix(now_ms);
    let mut out = String::with_capacity(29);
    out.push_str(name(&WEEKDAYS, civil.weekday));
    out.push_str(", ");
    digits::<2>(&mut out, civil.day);
    out.push(' ');
    out.push_str(name(&MONTHS, civil.month - 1));
    out.push(' ');
    digits::<4>(&mut out, civil.year);
    out.push(' ');
    digits::<2>(&mut out, civil.hour);
    out.push(':');
    digits::<2>(&mut out, civil.minute);
    out.push(':');
    digits::<2>(&mut out, civil.second);
    out.push_str(" GMT");
    out
}

/// `20261123T123456Z` (ISO 8601 basic): `x-oss-date` of V4. Its first eight characters are the signing date.
pub fn iso_basic(now_ms: i64) -> String {
    let civil = Civil::from_unix(now_ms);
    let mut out = String::with_capacity(16);
    digits::<4>(&mut out, civil.year);
    digits::<2>(&mut out, civil.month);
    digits::<2>(&mut out, civil.day);
    out.push('T');
    digits::<2>(&mut out, civil.hour);
    digits::<2>(&mut out, civil.minute);
    digits::<2>(&mut out, civil.second);
    out.push('Z');
    out
}

/// `2026-11-23T12:34:56.123Z`, as JavaScript's `toISOString`: `Timestamp` of STS, which takes it with milliseconds.
pub fn iso_millis(now_ms: i64) -> String {
    let civil = Civil::from_unix(now_ms);
    let mut out = String::with_capacity(24);
    digits::<4>(&mut out, civil.year);
    out.push('-');
    digits::<2>(&mut out, civil.month);
    out.push('-');
    digits::<2>(&mut out, civil.day);
    out.push('T');
    digits::<2>(&mut out, civil.hour);
    out.push(':');
    digits::<2>(&mut out, civil.minute);
    out.push(':');
    digits::<2>(&mut out, civil.second);
    out.push('.');
    digits::<3>(&mut out, civil.milli);
    out.push('Z');
    out
}

/// A whole number that is not negative, in digits alone.
pub fn read_number(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// Unix milliseconds of `Mon, 23 Nov 2026 12:34:56 GMT`.
pub fn read_http_date(text: &str) -> Option<i64> {
    let (_, rest) = text.trim().split_once(", ")?;
    let rest = rest.strip_suffix(" GMT")?;
    let mut words = rest.split(' ');
    let (day, month, year, time) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let month = (1..).zip(MONTHS).find_map(|(number, name)| (name == month).then_some(number))?;
    read_moment((read_number(year)?, month, read_number(day)?), time)
}

/// Unix milliseconds of `2026-11-23T12:34:56.123Z`, with or without a fraction, which is left out.
pub fn read_iso(text: &str) -> Option<i64> {
    let (date, time) = text.trim().strip_suffix('Z')?.split_once('T')?;
    let mut fields = date.splitn(3, '-').map(read_number);
    let date = (fields.next()??, fields.next()??, fields.next()??);
    read_moment(date, time.split('.').next()?)
}

/// Days from the civil date as in `Civil::from_unix`, the other way round.
fn read_moment((year, month, day): (u64, u64, u64), time: &str) -> Option<i64> {
    let mut fields = time.splitn(3, ':').map(read_number);
    let (hour, minute, second) = (fields.next()??, fields.next()??, fields.next()??);
    let in_range = (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    if !in_range || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let from_march = (month + 9) % 12;
    let year = year - u64::from(month <= 2);
    let (era, of_era) = (year / 400, year % 400);
    let days =
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + (153 * from_march + 2) / 5 + day - 1;
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second;
    Some(i64::try_from(seconds).ok()? * 1_000 - 719_468 * DAY_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        for step in 0..10_000_i64 {
            let ms = (step * 86_413_579 - 300_000_000_000).div_euclid(1_000) * 1_000;
            assert_eq!(read_http_date(&http_date(ms)), Some(ms));
            assert_eq!(read_iso(&iso_millis(ms)), Some(ms));
        }
        assert_eq!(read_iso("2026-11-23T12:34:56Z"), Some(1_795_437_296_000));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in
            ["", "Mon", "Mon, 23 Nov 2026", "Mon, 23 Nov 2026 12:34:56", "Mon, 23 Foo 2026 12:34:56 GMT"]
        {
            assert_eq!(read_http_date(text), None, "{text}");
        }
        for text in
            ["", "2026-11-23", "2026-13-23T12:34:56Z", "2026-11-23T25:34:56Z", "2026-11-xxT12:34:56Z", "TZ"]
        {
            assert_eq!(read_iso(text), None, "{text}");
        }
        assert_eq!(read_number("+1"), None);
        assert_eq!(read_number(""), None);
    }

    #[test]
    fn a_moment_reads_the_same_in_every_spelling() {
        let now = 1_795_437_296_123;
        assert_eq!(http_date(now), "Mon, 23 Nov 2026 12:34:56 GMT");
        assert_eq!(iso_basic(now), "20261123T123456Z");
        assert_eq!(iso_millis(now), "2026-11-23T12:34:56.123Z");
    }

    #[test]
    fn edges_of_the_calendar() {
        assert_eq!(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(iso_millis(-1), "1969-12-31T23:59:59.999Z");
        assert_eq!(iso_basic(951_782_400_000), "20000229T000000Z");
        assert_eq!(iso_basic(4_107_542_400_000), "21000301T000000Z");
        assert_eq!(iso_millis(i64::MAX), "9999-12-31T23:59:59.999Z");
        assert_eq!(iso_millis(i64::MIN), "0000-01-01T00:00:00.000Z");
    }

    #[test]
    fn agrees_with_the_time_crate_over_ten_thousand_days() {
        for step in 0..10_000_i64 {
            let ms = step * 86_413_579 - 300_000_000_000;
            let seconds = ms.div_euclid(1_000);
            let moment = time::OffsetDateTime::from_unix_timestamp(seconds).unwrap();
            let expected = format!(
                "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
                moment.year(),
                u8::from(moment.month()),
                moment.day(),
                moment.hour(),
                moment.minute(),
                moment.second()
            );
            assert_eq!(iso_basic(ms), expected);
            assert!(http_date(ms).starts_with(&moment.weekday().to_string()[..3]));
        }
    }
}
