//! A playlist of the segments that a stream left behind: objects `CHANNEL/MILLISECONDS.ts`, as the service names them.

use std::fmt::Write as _;

use super::channel::{Channel, check_name};
use crate::error::ServiceError;
use crate::operations::operation::{Call, invalid_argument};
use crate::storage::{Bucket, ListingQuery};

/// What playlists are.
pub(super) const CONTENT_TYPE: &str = "application/x-mpegURL";
/// The longest time a playlist may be of, in seconds.
const DAY: u64 = 24 * 3600;
/// How many keys are looked at under one lock.
const PAGE: usize = 1000;

/// The playlist of a channel for the time that the request names.
pub(super) fn of_request(call: &Call<'_>, channel: &str) -> Result<String, ServiceError> {
    check_name(channel)?;
    let bucket = call.bucket()?;
    let settings = Channel::kept(bucket, channel).ok_or_else(|| {
        ServiceError::new(404, "NoSuchLiveChannel", "The specified live channel does not exist.")
    })?;
    let start = seconds(call, "startTime", "0044-00000304")?;
    let end = seconds(call, "endTime", "0044-00000305")?;
    let refuse = |message, ec| invalid_argument(message, "endTime", &end.to_string()).ec(ec);
    if end <= start {
        return Err(refuse("The endTime must be later than the startTime.", "0044-00000306"));
    }
    if end - start > DAY {
        return Err(refuse(
            "The time between startTime and endTime must not exceed one day.",
            "0044-00000307",
        ));
    }
    let times = segments(bucket, channel, start, end);
    if times.is_empty() {
        return Err(refuse("No ts file is found between startTime and endTime.", "0044-00000308"));
    }
    Ok(write(&times, u64::from(settings.frag_duration) * 1000))
}

fn seconds(call: &Call<'_>, name: &'static str, ec: &'static str) -> Result<u64, ServiceError> {
    let text = call.parameter(name).unwrap_or_default();
    text.parse().map_err(|_| invalid_argument("The time must be a Unix timestamp.", name, text).ec(ec))
}

/// The times, in milliseconds, of the segments that begin between two seconds.
fn segments(bucket: &Bucket, channel: &str, start: u64, end: u64) -> Vec<u64> {
    let folder = format!("{channel}/");
    let mut times = Vec::new();
    let mut after = String::new();
    loop {
        let query = ListingQuery { prefix: &folder, after: &after, limit: PAGE, ..ListingQuery::default() };
        let page = bucket.list(&query);
        let time = |key: &str| key.strip_prefix(&folder)?.strip_suffix(".ts")?.parse::<u64>().ok();
        times.extend(page.objects.iter().filter_map(|(key, _)| time(key)));
        match page.next {
            Some(next) => after = next,
            None => break,
        }
    }
    times.retain(|time| (start * 1000..=end * 1000).contains(time));
    times.sort_unstable();
    times
}

/// Each segment lasts until the next one begins, and the last one as long as the channel says: what is inside is not read.
fn write(times: &[u64], last: u64) -> String {
    let next = times.iter().skip(1).copied().chain(times.last().map(|time| time + last));
    let lengths: Vec<u64> = times.iter().zip(next).map(|(time, next)| next - time).collect();
    let longest = lengths.iter().max().copied().unwrap_or_default().div_ceil(1000);
    let mut text =
        format!("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-TARGETDURATION:{longest}\n");
    for (time, length) in times.iter().zip(lengths) {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "#EXTINF:{}.{:03},\n{time}.ts", length / 1000, length % 1000);
    }
    text.push_str("#EXT-X-ENDLIST\n");
    text
}
