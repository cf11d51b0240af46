//! Reading and writing at an offset, without the place that an open file keeps for all who share it.

use std::fs::File;
use std::io;

use crate::crc64::Crc64;

/// Reads some bytes from `offset` on; 0 at the end of the file.
pub(crate) fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    #[cfg(unix)]
    let read = std::os::unix::fs::FileExt::read_at(file, buffer, offset);
    #[cfg(windows)]
    let read = std::os::windows::fs::FileExt::seek_read(file, buffer, offset);
    read
}

/// Writes all of the bytes at `offset`.
pub(crate) fn write_all_at(file: &File, bytes: &[u8], offset: u64) -> io::Result<()> {
    #[cfg(unix)]
    return std::os::unix::fs::FileExt::write_all_at(file, bytes, offset);
    #[cfg(windows)]
    {
        let (mut bytes, mut offset) = (bytes, offset);
        while !bytes.is_empty() {
            let written = std::os::windows::fs::FileExt::seek_write(file, bytes, offset)?;
            if written == 0 {
                return Err(io::ErrorKind::WriteZero.into());
            }
            bytes = bytes.get(written..).unwrap_or_default();
            offset += written as u64;
        }
        Ok(())
    }
}

/// The CRC-64 of a run of a file; `None` if the file ends before it does.
pub(crate) fn checksum_at(file: &File, offset: u64, length: u64) -> io::Result<Option<u64>> {
    let mut crc = Crc64::new();
    let mut block = vec![0; 256 * 1024];
    let (mut at, end) = (offset, offset + length);
    while at < end {
        let wanted = usize::try_from(end - at).map_or(block.len(), |left| left.min(block.len()));
        let room = block.get_mut(..wanted).unwrap_or_default();
        match read_at(file, room, at) {
            Ok(0) => return Ok(None),
            Ok(n) => {
                crc.update(block.get(..n).unwrap_or_default());
                at += n as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Some(crc.value()))
}
