//! What an earlier run of a download has left: its checkpoint, and the parts in its temporary file.

use std::io;
use std::path::{Path, PathBuf};

use super::super::checkpoint::{self, Record};
use super::super::engine::{Engine, blocking};
use super::super::failure::Failure;
use super::super::ledger::{Done, Ledger};
use super::Download;
use super::object::Object;
use crate::error::Error;
use crate::file_at::checksum_at;
use crate::replacement::{Target, Writer};

/// A download that goes on.
pub(super) struct Earlier {
    pub(super) object: Object,
    pub(super) writer: Writer,
    pub(super) ledger: Ledger,
}

/// What can be gone on with. What is of another content of the object is removed.
pub(super) async fn earlier(
    engine: &Engine,
    download: &Download,
    target: &Target,
    path: &Path,
) -> Result<Option<Earlier>, Failure> {
    let (reading, place) = (path.to_path_buf(), download.place.clone());
    let file = download.path.display().to_string();
    let record = blocking(move || checkpoint::read(&reading, "download", &place, &file)).await??;
    let Some(mut record) = record else { return Ok(None) };
    let object = Object::describe(engine, download).await?;
    let temporary = record.temporary.as_ref().map(PathBuf::from);
    // A checkpoint that names a file elsewhere is not ours.
    let temporary = temporary.filter(|temporary| temporary.parent() == target.path.parent());
    let Some(temporary) = temporary else { return Ok(None) };
    let same = record.size == object.size && record.content == object.identity();
    let finding = download.path.clone();
    let opened = blocking(move || {
        if same {
            return open(&finding, temporary, &mut record).map(|writer| Some((writer, record)));
        }
        // Nobody else is left who knows of it.
        let _ = std::fs::remove_file(&temporary);
        Ok(None)
    })
    .await?;
    let opened = opened.map_err(|error| Error::file("open", &download.path, error))?;
    let Some((Some(writer), record)) = opened else { return Ok(None) };
    let ledger = Ledger::new(record, Some(path.to_path_buf()));
    Ok(Some(Earlier { object, writer, ledger }))
}

/// Opens what the earlier run has written, and takes out of the record what is not there: a crash of the machine may have
/// lost some.
fn open(path: &Path, temporary: PathBuf, record: &mut Record) -> io::Result<Option<Writer>> {
    match Target::find(path)?.replace_by(temporary, false) {
        Ok(writer) => {
            let part_size = record.part_size;
            record.done.retain(|_, done| is_there(&writer, done, part_size));
            Ok(Some(writer))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // Perhaps the earlier run was cut off behind its very last step but one.
            let complete = record.done.len() as u64 == record.size.div_ceil(record.part_size);
            let in_place = || Target::find(path).and_then(|target| target.as_it_is());
            let found = if complete { in_place().ok() } else { None };
            Ok(found.filter(|writer| {
                writer.file().metadata().is_ok_and(|metadata| metadata.len() == record.size)
                    && record.done.values().all(|done| is_there(writer, done, record.part_size))
            }))
        }
        Err(error) => Err(error),
    }
}

/// Whether the bytes of a part are in the file.
fn is_there(writer: &Writer, done: &Done, part_size: u64) -> bool {
    let offset = u64::from(done.number - 1) * part_size;
    let found = checksum_at(writer.file(), offset, done.length);
    done.crc64.is_some() && found.is_ok_and(|crc64| crc64 == done.crc64)
}
