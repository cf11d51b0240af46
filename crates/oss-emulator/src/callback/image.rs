//! Width, height and format of an image, for `${imageInfo.*}`: read from the headers of JPEG, PNG, GIF, BMP and WebP.

/// What is known of an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Image {
    /// `jpg`, `png`, `gif`, `bmp` or `webp`, as image processing names them.
    pub(super) format: &'static str,
    /// In pixels.
    pub(super) width: u64,
    /// In pixels.
    pub(super) height: u64,
}

/// How much of an object may stand before the size of a JPEG: thumbnails and profiles come first.
pub(super) const SEARCHED: u64 = 256 * 1024;

/// Reads the beginning of an object; `None` when it is no image of these formats.
pub(super) fn read(bytes: &[u8]) -> Option<Image> {
    let image = |format, (width, height)| Image { format, width, height };
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => {
            Some(image("png", (big_endian(bytes, 16, 4)?, big_endian(bytes, 20, 4)?)))
        }
        [b'G', b'I', b'F', b'8', ..] => {
            Some(image("gif", (little_endian(bytes, 6, 2)?, little_endian(bytes, 8, 2)?)))
        }
        [b'B', b'M', ..] => {
            // The height of a picture stored from the top down is negative.
            let height = u32::try_from(little_endian(bytes, 22, 4)?).ok()?.cast_signed().unsigned_abs();
            Some(image("bmp", (little_endian(bytes, 18, 4)?, height.into())))
        }
        [0xff, 0xd8, 0xff, ..] => jpeg_size(bytes).map(|size| image("jpg", size)),
        [b'R', b'I', b'F', b'F', ..] if bytes.get(8..12) == Some(b"WEBP") => {
            webp_size(bytes).map(|size| image("webp", size))
        }
        _ => None,
    }
}

fn big_endian(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    Some(bytes.get(at..at + length)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

fn little_endian(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    Some(bytes.get(at..at + length)?.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

/// Goes from segment to segment up to the frame header (ITU T.81, B.2.2).
fn jpeg_size(bytes: &[u8]) -> Option<(u64, u64)> {
    let mut at = 2;
    loop {
        let marker = match bytes.get(at..at + 2)? {
            // Markers may be filled up.
            [0xff, 0xff] => {
                at += 1;
                continue;
            }
            [0xff, marker] => *marker,
            _ => return None,
        };
        // Every frame header but DHT (C4), JPG (C8) and DAC (CC), which share the range.
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            return Some((big_endian(bytes, at + 7, 2)?, big_endian(bytes, at + 5, 2)?));
        }
        at += 2 + usize::try_from(big_endian(bytes, at + 2, 2)?).ok()?;
    }
}

/// The three kinds of the first chunk (RFC 9649).
fn webp_size(bytes: &[u8]) -> Option<(u64, u64)> {
    match bytes.get(12..16)? {
        b"VP8 " => Some((little_endian(bytes, 26, 2)? & 0x3fff, little_endian(bytes, 28, 2)? & 0x3fff)),
        b"VP8L" => {
            let bits = little_endian(bytes, 21, 4)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8X" => Some((little_endian(bytes, 24, 3)? + 1, little_endian(bytes, 27, 3)? + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(length: usize, pieces: &[(usize, &[u8])]) -> Vec<u8> {
        let mut bytes = vec![0; length];
        for (at, piece) in pieces {
            bytes[*at..at + piece.len()].copy_from_slice(piece);
        }
        bytes
    }

    #[test]
    fn sizes_are_read_from_the_headers() {
        let jpeg = [&[0xff, 0xd8][..], b"\xff\xe0\0\x04xx", b"\xff\xff\xc2\0\x11\x08\0\x03\0\x04"].concat();
        for (format, bytes) in [
            ("png", with(24, &[(0, b"\x89PNG"), (16, &[0, 0, 0, 4]), (20, &[0, 0, 0, 3])])),
            ("gif", with(10, &[(0, b"GIF89a"), (6, &[4, 0, 3, 0])])),
            ("bmp", with(26, &[(0, b"BM"), (18, &[4, 0, 0, 0]), (22, &[0xfd, 0xff, 0xff, 0xff])])),
            ("jpg", jpeg),
            ("webp", with(30, &[(0, b"RIFF"), (8, b"WEBPVP8 "), (26, &[4, 0, 3, 0])])),
            ("webp", with(30, &[(0, b"RIFF"), (8, b"WEBPVP8L"), (21, &[0x03, 0x80, 0, 0])])),
            ("webp", with(30, &[(0, b"RIFF"), (8, b"WEBPVP8X"), (24, &[3, 0, 0, 2, 0, 0])])),
        ] {
            assert_eq!(read(&bytes), Some(Image { format, width: 4, height: 3 }), "{format}");
            assert_eq!(read(&bytes[..bytes.len() - 10]), None, "a piece of {format}");
        }
        assert_eq!(read(b"plain text"), None);
    }
}
