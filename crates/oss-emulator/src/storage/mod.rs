//! What is kept: buckets, objects, contents, uploads. In memory.

mod bucket;
mod bucket_uploads;
mod content;
mod crc64;
mod documents;
mod listing;
mod object;
mod store;
mod upload;

pub(crate) use bucket::{Bucket, BucketSettings};
pub(crate) use content::{Content, ContentReader, ContentWriter, Digester, Digests};
pub(crate) use crc64::combine;
pub(crate) use listing::{Listing, ListingQuery};
pub(crate) use object::{Attributes, Object, ObjectType, Restoration, Tag, Thaw};
pub(crate) use store::{CreateOutcome, DeleteOutcome, Store};
pub(crate) use upload::{Part, Upload, UploadPage, UploadQuery};
