//! A data directory: records in an embedded database, contents in its rows or in files of their own.
//!
//! ```text
//! DIR/records.redb      all records, and contents of up to 32 KiB
//! DIR/contents/<id>     larger contents, one immutable file each
//! DIR/contents/<id>.part   contents that are still coming in
//! ```
//!
//! Everything is changed in memory first. The changes are queued in the same order, and a thread commits all that have
//! queued up in one transaction that is synced once (`journal.rs`). A reply goes out only when all that it could have
//! seen is committed. Files are complete and synced before a record names them, and go away after no record does;
//! what a crash leaves of them is swept at the next start.

mod draft;
mod error;
mod files;
mod journal;
mod open;
mod tables;
mod unit;
mod writer;

pub use error::DataError;
pub(super) use journal::Entry;
pub(crate) use journal::Unsettled;
pub(super) use open::Found;
pub(crate) use open::Vault;
pub(super) use tables::{RecordKey, Table};
pub(super) use unit::{OpenFile, Unit};
pub(super) use writer::UnitWriter;
