//! What is kept: buckets, objects, contents. In memory.

mod bucket;
mod content;
mod listing;
mod object;
mod store;

pub(crate) use bucket::{Bucket, BucketSettings, PutOutcome};
pub(crate) use content::{Content, ContentReader, ContentWriter, Digests};
pub(crate) use listing::{Listing, ListingQuery};
pub(crate) use object::{Object, ObjectType};
pub(crate) use store::{CreateOutcome, DeleteOutcome, Store};
