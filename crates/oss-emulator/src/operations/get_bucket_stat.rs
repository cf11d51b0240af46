//! `GET /?stat` of a bucket: how much it holds. The service counts once in a while, this emulator at every call.

use super::configuration::document;
use super::live::LIVE_CHANNELS;
use super::operation::{Call, Handler, Operation};
use crate::error::ServiceError;
use crate::model::StorageClass;
use crate::reply::Reply;
use crate::storage::{State, Thing};
use crate::xml::XmlWriter;

/// Smaller objects are paid for as if they had this many bytes, but for standard ones.
const LEAST_BILLED: u64 = 64 * 1024;

pub(crate) static OPERATION: Operation =
    document::operation("stat", "GetBucketStat", "oss:GetBucketStat", "GET", Handler::Now(handle));

/// The objects of one storage class.
#[derive(Debug, Default, Clone, Copy)]
struct Totals {
    objects: u64,
    bytes: u64,
    billed: u64,
}

/// What a bucket holds.
#[derive(Debug, Default)]
struct Stat {
    all: Totals,
    standard: Totals,
    infrequent: Totals,
    archive: Totals,
    cold: Totals,
    deep_cold: Totals,
    delete_markers: u64,
    uploads: u64,
    parts: Totals,
}

impl Totals {
    fn add(&mut self, bytes: u64) {
        self.objects += 1;
        self.bytes += bytes;
        self.billed += bytes.max(LEAST_BILLED);
    }

    fn write(self, xml: &mut XmlWriter, class: &str) {
        xml.value(&format!("{class}Storage"), self.billed);
        xml.value(&format!("{class}RealStorage"), self.bytes);
        xml.value(&format!("{class}ObjectCount"), self.objects);
    }
}

impl Stat {
    fn count(&mut self, thing: &Thing<'_>) {
        match thing {
            Thing::Upload(upload) => {
                self.uploads += 1;
                upload.parts.values().for_each(|part| self.parts.add(part.content.length()));
            }
            Thing::Version(version) => match &version.state {
                State::DeleteMarker(_) => self.delete_markers += 1,
                State::Object(object) => {
                    let bytes = object.content.length();
                    self.all.add(bytes);
                    self.class(object.attributes.storage_class).add(bytes);
                }
            },
        }
    }

    fn class(&mut self, class: StorageClass) -> &mut Totals {
        match class {
            StorageClass::Standard => &mut self.standard,
            StorageClass::InfrequentAccess => &mut self.infrequent,
            StorageClass::Archive => &mut self.archive,
            StorageClass::ColdArchive => &mut self.cold,
            StorageClass::DeepColdArchive => &mut self.deep_cold,
        }
    }
}

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let mut stat = Stat::default();
    call.bucket()?.survey(|thing| stat.count(&thing));
    let channels = call.bucket()?.documents(LIVE_CHANNELS).len();
    Ok(Reply::xml(XmlWriter::document("BucketStat", |xml| {
        xml.value("Storage", stat.all.bytes);
        xml.value("ObjectCount", stat.all.objects);
        xml.value("MultipartUploadCount", stat.uploads);
        xml.value("LiveChannelCount", channels);
        xml.value("MultipartPartCount", stat.parts.objects);
        xml.value("MultipartPartStorage", stat.parts.bytes);
        xml.value("DeleteMarkerCount", stat.delete_markers);
        xml.value("LastModifiedTime", call.context.now.unix_timestamp());
        xml.value("StandardStorage", stat.standard.bytes);
        xml.value("StandardObjectCount", stat.standard.objects);
        stat.infrequent.write(xml, "InfrequentAccess");
        stat.archive.write(xml, "Archive");
        stat.cold.write(xml, "ColdArchive");
        stat.deep_cold.write(xml, "DeepColdArchive");
    })))
}
