//! What is kept: buckets, objects, contents, uploads. In memory.

mod bucket;
mod bucket_objects;
mod bucket_uploads;
mod content;
mod crc64;
mod documents;
mod held;
mod listing;
mod object;
mod store;
mod survey;
mod sweep;
mod upload;
mod version;
mod walk;

pub(crate) use bucket::{Bucket, BucketSettings};
pub(crate) use bucket_objects::{Deleted, Lookup, Stored};
pub(crate) use content::{Content, ContentReader, ContentWriter, Digester, Digests};
pub(crate) use crc64::combine;
pub(crate) use listing::{ListedVersion, Listing, ListingQuery, VersionsPage, VersionsQuery};
pub(crate) use object::{Attributes, Object, ObjectType, Restoration, Tag, Thaw};
pub(crate) use store::{CreateOutcome, DeleteOutcome, Store};
pub(crate) use survey::Thing;
pub(crate) use sweep::{Fate, Found, Sweeper};
pub(crate) use upload::{Part, Upload, UploadPage, UploadQuery};
pub(crate) use version::{State, Version, VersionId};
