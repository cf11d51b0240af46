//! Content types by file extension, as ali-oss derives them.

use crate::mime_table::TYPES;

/// The content type of a request: `mime` as given if it is one, else what the table says for `mime`, else for the
/// extension of `object`.
///
/// A `mime` that the table does not know suppresses the extension.
pub fn content_type<'a>(mime: Option<&'a str>, object: Option<&str>) -> Option<&'a str> {
    match mime.filter(|mime| !mime.is_empty()) {
        Some(mime) if mime.find('/').is_some_and(|at| at > 0) => Some(mime),
        Some(mime) => of_name(mime),
        None => of_name(extension(object.unwrap_or_default())),
    }
}

/// The content type for a file name or a bare extension (`mime.getType`).
pub fn of_name(name: &str) -> Option<&'static str> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let extension = last.rsplit('.').next().unwrap_or_default();
    let has_path = last.len() < name.len();
    let has_dot = extension.len() + 1 < last.len();
    if has_path && !has_dot {
        return None;
    }
    let lower = extension.to_ascii_lowercase();
    let found = TYPES.binary_search_by(|(known, _)| (*known).cmp(lower.as_str())).ok()?;
    TYPES.get(found).map(|(_, content_type)| *content_type)
}

/// The extension of the last path segment with its dot, as Node's `path.posix.extname`: none for `.profile`, and slashes
/// at the end do not count.
fn extension(path: &str) -> &str {
    let trimmed = path.trim_end_matches('/');
    let base = trimmed.rsplit('/').next().unwrap_or_default();
    match base.rfind('.') {
        Some(0) | None => "",
        Some(_) if base == ".." => "",
        Some(at) => base.get(at..).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_so_that_it_can_be_searched() {
        assert!(TYPES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn extensions_of_keys() {
        let of = |key| content_type(None, Some(key));
        assert_eq!(of("a/b.txt"), Some("text/plain"));
        assert_eq!(of("a/b.TXT"), Some("text/plain"));
        assert_eq!(of("app.js"), Some("application/javascript"));
        assert_eq!(of("live.m3u8"), Some("application/vnd.apple.mpegurl"));
        assert_eq!(of("a.tar.gz"), Some("application/gzip"));
        assert_eq!(of("dir/a.png/"), Some("image/png"));
        assert_eq!(of("txt"), None);
        assert_eq!(of(".txt"), None);
        assert_eq!(of("a."), None);
        assert_eq!(of("a.b/c"), None);
        assert_eq!(of(""), None);
    }

    #[test]
    fn a_given_type_wins_even_when_it_is_unknown() {
        assert_eq!(content_type(Some("image/png"), Some("a.txt")), Some("image/png"));
        assert_eq!(content_type(Some("json"), Some("a.txt")), Some("application/json"));
        assert_eq!(content_type(Some(".json"), None), Some("application/json"));
        assert_eq!(content_type(Some("b.json"), None), Some("application/json"));
        assert_eq!(content_type(Some("nonsense"), Some("a.txt")), None);
        assert_eq!(content_type(Some("/json"), Some("a.txt")), None);
        assert_eq!(content_type(Some(""), Some("a.txt")), Some("text/plain"));
    }
}
