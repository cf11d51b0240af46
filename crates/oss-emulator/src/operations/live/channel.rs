//! A live channel: its names and limits, and the document that keeps it.

use crate::dates::iso_date;
use crate::error::ServiceError;
use crate::operations::operation::{Call, invalid_argument, missing_argument};
use crate::storage::{Bucket, BucketSettings};
use crate::xml::{self, Element, XmlWriter, malformed};

/// Root of what a client sends and gets.
pub(super) const ROOT: &str = "LiveChannelConfiguration";
/// Where the documents of channels are kept.
pub(in crate::operations) const FOLDER: &str = "live/";
/// A name is shorter than this.
const NAME_END: usize = 64;
const MAX_DESCRIPTION: usize = 128;

/// A channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Channel {
    description: String,
    pub(super) enabled: bool,
    pub(super) frag_duration: u32,
    frag_count: u32,
    playlist: String,
    /// Role, bucket, topic and interval of snapshots, which no stream here asks for.
    snapshot: Option<[String; 4]>,
    /// When it was last put, as it is written.
    last_modified: String,
}

const SNAPSHOT: [&str; 4] = ["RoleName", "DestBucket", "NotifyTopic", "Interval"];

impl Channel {
    /// Reads a configuration.
    pub(super) fn read(document: &Element, last_modified: String) -> Result<Self, ServiceError> {
        let description = document.child_text("Description").unwrap_or_default().to_owned();
        if description.len() > MAX_DESCRIPTION {
            return Err(invalid("Description", &description).ec("0044-00000001"));
        }
        let enabled = match document.child_text("Status").filter(|status| !status.is_empty()) {
            None => true,
            Some(status) => parse_status(status)?,
        };
        let target = document.child("Target").ok_or_else(malformed)?;
        let text = |name| target.child_text(name).filter(|text| !text.is_empty());
        match text("Type") {
            Some("HLS") => {}
            other => return Err(invalid("Type", other.unwrap_or_default())),
        }
        let number = |name, ec, text: &str| {
            let number = text.parse().ok().filter(|number| (1..=100).contains(number));
            number.ok_or_else(|| invalid(name, text).ec(ec))
        };
        let (frag_duration, frag_count) = match (text("FragDuration"), text("FragCount")) {
            (None, None) => (5, 3),
            (duration, count) => (
                number("FragDuration", "0044-00000014", duration.unwrap_or_default())?,
                number("FragCount", "0044-00000015", count.unwrap_or_default())?,
            ),
        };
        let playlist = text("PlaylistName").unwrap_or("playlist.m3u8").to_owned();
        check_playlist(&playlist)?;
        let snapshot = document.child("Snapshot").map(read_snapshot).transpose()?;
        Ok(Self { description, enabled, frag_duration, frag_count, playlist, snapshot, last_modified })
    }

    /// The channel of the request.
    pub(super) fn find(call: &Call<'_>) -> Result<Self, ServiceError> {
        check_live(call)?;
        let name = call.key();
        check_name(name)?;
        Self::kept(call.bucket()?, name).ok_or_else(|| {
            ServiceError::new(404, "NoSuchLiveChannel", "The specified live channel does not exist.")
        })
    }

    /// A channel by its name.
    pub(super) fn kept(bucket: &Bucket, name: &str) -> Option<Self> {
        Self::of_document(&bucket.document(&document_name(name))?)
    }

    /// What was kept; only what [`Self::document`] wrote can be read.
    pub(super) fn of_document(text: &str) -> Option<Self> {
        let document = xml::parse(text.as_bytes(), ROOT).ok()?;
        let last_modified = document.child_text("LastModified")?.to_owned();
        Self::read(&document, last_modified).ok()
    }

    /// What is kept.
    pub(super) fn document(&self) -> String {
        XmlWriter::document(ROOT, |xml| {
            self.write(xml);
            xml.text("LastModified", &self.last_modified);
        })
    }

    /// The elements of the configuration.
    pub(super) fn write(&self, xml: &mut XmlWriter) {
        xml.text("Description", &self.description);
        xml.text("Status", self.status());
        xml.element("Target", |xml| {
            xml.text("Type", "HLS");
            xml.value("FragDuration", self.frag_duration);
            xml.value("FragCount", self.frag_count);
            xml.text("PlaylistName", &self.playlist);
        });
        if let Some(values) = &self.snapshot {
            xml.element("Snapshot", |xml| {
                SNAPSHOT.iter().zip(values).for_each(|(name, value)| xml.text(name, value));
            });
        }
    }

    /// Where streams would go in and come out.
    pub(super) fn write_urls(&self, xml: &mut XmlWriter, bucket: &Bucket, channel: &str) {
        let BucketSettings { name, location, .. } = &bucket.settings;
        let host = format!("{name}.{location}.aliyuncs.com");
        xml.element("PublishUrls", |xml| xml.text("Url", &format!("rtmp://{host}/live/{channel}")));
        let playlist = &self.playlist;
        xml.element("PlayUrls", |xml| xml.text("Url", &format!("http://{host}/{channel}/{playlist}")));
    }

    /// An element of a listing.
    pub(super) fn write_entry(&self, xml: &mut XmlWriter, bucket: &Bucket, name: &str) {
        xml.element("LiveChannel", |xml| {
            xml.text("Name", name);
            xml.text("Description", &self.description);
            xml.text("Status", self.status());
            xml.text("LastModified", &self.last_modified);
            self.write_urls(xml, bucket, name);
        });
    }

    fn status(&self) -> &'static str {
        if self.enabled { "enabled" } else { "disabled" }
    }
}

/// The name of the document of a channel.
pub(super) fn document_name(channel: &str) -> String {
    format!("{FOLDER}{channel}")
}

/// When a channel is put.
pub(super) fn now(call: &Call<'_>) -> String {
    iso_date(call.context.server.clock.now())
}

/// Refuses `status` and `comp` without `live`, which mean nothing.
pub(super) fn check_live(call: &Call<'_>) -> Result<(), ServiceError> {
    let named = |name| call.context.head.query_value(name).is_some();
    if named("live") || named("vod") { Ok(()) } else { Err(missing_argument("live")) }
}

/// Shorter than 64 bytes, without slashes.
pub(super) fn check_name(name: &str) -> Result<(), ServiceError> {
    let message = if name.is_empty() {
        "ChannelName must not be empty."
    } else if name.len() >= NAME_END {
        "The Length of channel name must be less than 64."
    } else if name.contains('/') {
        "ChannelName must not contain a slash."
    } else {
        return Ok(());
    };
    let ec = if name.len() >= NAME_END { "0017-00000258" } else { "" };
    Err(ServiceError::new(400, "InvalidChannelName", message).ec(ec))
}

/// `enabled` or `disabled`.
pub(super) fn parse_status(text: &str) -> Result<bool, ServiceError> {
    match text {
        "enabled" => Ok(true),
        "disabled" => Ok(false),
        other => Err(invalid("Status", other)),
    }
}

/// 6 to 128 bytes that end in `.m3u8`, without slashes.
pub(super) fn check_playlist(name: &str) -> Result<(), ServiceError> {
    let ec = if name.contains('/') {
        "0044-00000016"
    } else if !(6..=128).contains(&name.len()) {
        "0044-00000017"
    } else if name.strip_suffix(".m3u8").is_none() {
        "0044-00000018"
    } else {
        return Ok(());
    };
    Err(invalid("PlaylistName", name).ec(ec))
}

fn read_snapshot(element: &Element) -> Result<[String; 4], ServiceError> {
    let text = |name| element.child_text(name).unwrap_or_default().to_owned();
    let values = SNAPSHOT.map(text);
    let [role, bucket, topic, interval] = &values;
    if [role, bucket, topic].iter().any(|value| value.is_empty()) {
        return Err(malformed());
    }
    let seconds: Option<u32> = interval.parse().ok();
    if seconds.is_some_and(|seconds| (1..=100).contains(&seconds)) {
        Ok(values)
    } else {
        Err(invalid("Interval", interval))
    }
}

fn invalid(name: &'static str, value: &str) -> ServiceError {
    invalid_argument(&format!("The value of {name} is invalid."), name, value)
}
