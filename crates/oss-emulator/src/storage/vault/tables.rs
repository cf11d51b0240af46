//! The tables of the database, and how changes are written to them.

use std::ops::ControlFlow;

use redb::{Database, ReadableDatabase, ReadableTable, Table as Open, TableDefinition, WriteTransaction};

use super::journal::Entry;

/// The number of the format of all tables and records.
pub(super) const FORMAT: u64 = 1;

type Key = (&'static str, &'static str, &'static str);
type Records = TableDefinition<'static, Key, &'static [u8]>;
type Result<T> = std::result::Result<T, redb::Error>;

const META: TableDefinition<'static, &'static str, u64> = TableDefinition::new("meta");
/// Contents, and their lengths in a table of their own, so that a start need not read them.
const CONTENTS: TableDefinition<'static, u64, &'static [u8]> = TableDefinition::new("contents");
const LENGTHS: TableDefinition<'static, u64, u64> = TableDefinition::new("lengths");

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Table {
    /// Buckets, by name.
    Buckets,
    /// Objects, by bucket, key and version.
    Objects,
    /// Unfinished uploads, by bucket, key and id.
    Uploads,
    /// Their parts, by bucket, key, and id with number.
    Parts,
}

impl Table {
    /// All of them, each after those that it refers to.
    pub(crate) const ALL: [Self; 4] = [Self::Buckets, Self::Objects, Self::Uploads, Self::Parts];

    fn definition(self) -> Records {
        TableDefinition::new(match self {
            Self::Buckets => "buckets",
            Self::Objects => "objects",
            Self::Uploads => "uploads",
            Self::Parts => "parts",
        })
    }
}

/// The key of a record; what a table does not need is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RecordKey {
    /// The bucket.
    pub(crate) bucket: String,
    /// The key of an object.
    pub(crate) key: String,
    /// What tells records of one key apart.
    pub(crate) detail: String,
}

impl RecordKey {
    fn parts(&self) -> (&str, &str, &str) {
        (&self.bucket, &self.key, &self.detail)
    }
}

/// Says how often a database was opened, this time included; `Err` with the format of one that this emulator does not
/// read. A new one gets its tables.
pub(super) fn open(database: &Database) -> Result<std::result::Result<u64, u64>> {
    let transaction = database.begin_write()?;
    let mut meta = transaction.open_table(META)?;
    let read = |name| Ok::<_, redb::Error>(meta.get(name)?.map(|number| number.value()));
    let (format, openings) = (read("format")?.unwrap_or(FORMAT), read("openings")?.unwrap_or_default() + 1);
    if format != FORMAT {
        return Ok(Err(format));
    }
    meta.insert("format", FORMAT)?;
    meta.insert("openings", openings)?;
    drop(meta);
    Tables::open(&transaction)?;
    transaction.commit()?;
    Ok(Ok(openings))
}

/// Writes changes in one transaction, which is synced.
pub(super) fn commit(database: &Database, changes: &[Entry]) -> Result<()> {
    let transaction = database.begin_write()?;
    let mut tables = Tables::open(&transaction)?;
    changes.iter().try_for_each(|change| tables.apply(change))?;
    drop(tables);
    Ok(transaction.commit()?)
}

struct Tables<'t> {
    records: [Open<'t, Key, &'static [u8]>; Table::ALL.len()],
    contents: Open<'t, u64, &'static [u8]>,
    lengths: Open<'t, u64, u64>,
}

impl<'t> Tables<'t> {
    fn open(transaction: &'t WriteTransaction) -> Result<Self> {
        let [a, b, c, d] = Table::ALL.map(|table| transaction.open_table(table.definition()));
        Ok(Self {
            records: [a?, b?, c?, d?],
            contents: transaction.open_table(CONTENTS)?,
            lengths: transaction.open_table(LENGTHS)?,
        })
    }

    fn apply(&mut self, change: &Entry) -> Result<()> {
        match change {
            Entry::Put(table, key, value) => {
                if let Some(records) = self.records(*table) {
                    records.insert(key.parts(), value.as_slice())?;
                }
            }
            Entry::Remove(table, key) => {
                if let Some(records) = self.records(*table) {
                    records.remove(key.parts())?;
                }
            }
            Entry::RemoveRange(table, from, to) => {
                if let Some(records) = self.records(*table) {
                    records.retain_in(from.parts()..to.parts(), |_, _| false)?;
                }
            }
            Entry::Clear => {
                for records in &mut self.records {
                    records.retain(|_, _| false)?;
                }
            }
            Entry::Store(unit, bytes) => {
                self.contents.insert(unit.id(), bytes.as_ref())?;
                self.lengths.insert(unit.id(), bytes.len() as u64)?;
            }
            Entry::Forget(id) => {
                self.contents.remove(id)?;
                self.lengths.remove(id)?;
            }
            Entry::Unlink(_) => {}
        }
        Ok(())
    }

    fn records(&mut self, table: Table) -> Option<&mut Open<'t, Key, &'static [u8]>> {
        let index = Table::ALL.iter().position(|other| *other == table)?;
        self.records.get_mut(index)
    }
}

/// The bytes of a row.
pub(super) fn content(database: &Database, id: u64) -> Result<Option<Vec<u8>>> {
    let contents = database.begin_read()?.open_table(CONTENTS)?;
    Ok(contents.get(id)?.map(|bytes| bytes.value().to_vec()))
}

/// The lengths of all rows, by id.
pub(super) fn lengths(database: &Database) -> Result<Vec<(u64, u64)>> {
    let lengths = database.begin_read()?.open_table(LENGTHS)?;
    let rows = lengths.iter()?.map(|row| row.map(|(id, length)| (id.value(), length.value())));
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Gives every record of a table to `take`, by key, until that breaks off.
pub(super) fn read<B>(
    database: &Database,
    table: Table,
    mut take: impl FnMut(RecordKey, &[u8]) -> ControlFlow<B>,
) -> Result<ControlFlow<B>> {
    let records = database.begin_read()?.open_table(table.definition())?;
    for record in records.iter()? {
        let (key, value) = record?;
        let (bucket, name, detail) = key.value();
        let key = RecordKey { bucket: bucket.to_owned(), key: name.to_owned(), detail: detail.to_owned() };
        if let ControlFlow::Break(value) = take(key, value.value()) {
            return Ok(ControlFlow::Break(value));
        }
    }
    Ok(ControlFlow::Continue(()))
}
