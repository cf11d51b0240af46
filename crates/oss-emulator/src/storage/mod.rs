//! What is kept: buckets, objects, contents, uploads. In memory, in a data directory, or without the contents.

mod bucket;
mod bucket_objects;
mod bucket_uploads;
mod content;
mod content_reader;
mod content_writer;
mod crc64;
mod digest;
mod discarded;
mod documents;
mod header_list;
mod held;
mod listing;
mod load;
mod object;
mod piece;
mod record;
mod recorder;
mod start;
mod store;
mod survey;
mod sweep;
mod upload;
mod vault;
mod version;
mod walk;

pub(crate) use bucket::{Bucket, BucketSettings};
pub(crate) use bucket_objects::{Deleted, Lookup, Stored};
pub(crate) use content::Content;
pub(crate) use content_reader::ContentReader;
pub(crate) use content_writer::{Backing, ContentWriter};
pub(crate) use crc64::combine;
pub(crate) use digest::{Digester, Digests};
pub(crate) use listing::{ListedVersion, Listing, ListingQuery, VersionsPage, VersionsQuery};
pub(crate) use object::{Attributes, Object, ObjectType, Restoration, Tag, Thaw};
pub use start::Storage;
pub(crate) use store::{CreateOutcome, DeleteOutcome, Store};
pub(crate) use survey::Thing;
pub(crate) use sweep::{Fate, Found, Sweeper};
pub(crate) use upload::{Part, Upload, UploadPage, UploadQuery};
pub use vault::DataError;
pub(crate) use vault::Unsettled;
pub(crate) use version::{State, Version, VersionId};

#[cfg(test)]
mod tests;
