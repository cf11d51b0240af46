//! The three spellings of a moment that OSS and STS read, from Unix milliseconds.

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

/// Unix milliseconds of `2026-11-23T12:34:56Z`, with a fraction of a second or without; `None` for anything else.
pub fn parse_iso(text: &str) -> Option<i64> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
    let in_range =
        (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60 && second < 60;
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    if !in_range || !is_fraction {
        return None;
    }
    let milli: i64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    // The inverse of `from_unix`: years begin in March, so that a leap day comes last.
    let (year, from_march) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let of_era = year.rem_euclid(400);
    let days = year.div_euclid(400) * 146_097 + of_era * 365 + of_era / 4 - of_era / 100;
    let days = days + (153 * from_march + 2) / 5 + day - 1 - 719_468;
    Some(days * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1_000 + milli)
}

/// Three numbers of so many digits each.
fn numbers(text: &str, separator: char, digits: [usize; 3]) -> Option<[i64; 3]> {
    let mut parts = text.split(separator);
    let mut out = [0; 3];
    for (number, digits) in out.iter_mut().zip(digits) {
        let part =
            parts.next().filter(|part| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))?;
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn only_times_in_utc_are_read() {
        let moment = 1_795_437_296_000;
        for (text, expected) in [
            ("2026-11-23T12:34:56Z", Some(moment)),
            ("2026-11-23T12:34:56.5Z", Some(moment + 500)),
            ("2026-11-23T12:34:56.123456789Z", Some(moment + 123)),
            ("2026-11-23T12:34:56+08:00", None),
            ("2026-11-23T12:34:56", None),
            ("2026-13-23T12:34:56Z", None),
            ("2026-11-23T12:34:56.Z", None),
            ("2026-11-23 12:34:56Z", None),
            ("26-11-23T12:34:56Z", None),
            ("", None),
        ] {
            assert_eq!(parse_iso(text), expected, "{text}");
        }
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
            assert_eq!(parse_iso(&iso_millis(ms)), Some(ms));
            assert!(http_date(ms).starts_with(&moment.weekday().to_string()[..3]));
        }
    }
}
