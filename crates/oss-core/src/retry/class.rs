//! The replay class of every operation, in one table.

use http::Method;

use crate::operation::Operation;

/// When an operation may be sent again after it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replay {
    /// Always: doing it twice leaves what doing it once leaves.
    Safe,
    /// Only if no byte of the request reached the service, or the service says that it did nothing.
    BeforeBytesSent,
    /// After the service was asked what became of the attempt before.
    Reconcile,
    /// Not at all: its body is a stream, and cannot be sent again.
    Never,
}

/// A row of the table: requests, and their class.
#[derive(Debug)]
pub struct Row {
    /// What they are called in docs/RETRIES.md.
    pub name: &'static str,
    /// Their class.
    pub replay: Replay,
    fits: fn(&Operation) -> bool,
}

/// AppendObject: of two appends at one position the second is refused, but so is the first one if it was sent again.
pub const APPEND: &str = "`AppendObject`";
/// CompleteMultipartUpload: a second one finds no upload.
pub const COMPLETE: &str = "`CompleteMultipartUpload`";
/// AbortMultipartUpload: a second one finds no upload.
pub const ABORT: &str = "`AbortMultipartUpload`";
/// DeleteBucket: a second one finds no bucket.
pub const DELETE_BUCKET: &str = "`DeleteBucket`";

/// All rows. The first one that fits a request counts, and the last one fits all.
pub static TABLE: [Row; 17] = [
    row("reads: GET, HEAD, OPTIONS", Replay::Safe, |o| {
        matches!(o.method, Method::GET | Method::HEAD | Method::OPTIONS)
    }),
    row("`x-oss-callback`, `callback`", Replay::BeforeBytesSent, |o| {
        header(o, "x-oss-callback").is_some() || asks(o, "callback")
    }),
    row("`x-oss-forbid-overwrite`", Replay::BeforeBytesSent, |o| {
        header(o, "x-oss-forbid-overwrite").is_some_and(|value| !value.trim().eq_ignore_ascii_case("false"))
    }),
    row("writes that name a version", Replay::BeforeBytesSent, |o| asks(o, "versionId")),
    row("`RestoreObject`", Replay::BeforeBytesSent, |o| asks(o, "restore")),
    row("retention policies (WORM)", Replay::BeforeBytesSent, |o| {
        ["worm", "wormId", "wormExtend"].iter().any(|name| asks(o, name))
    }),
    row("`PutAsyncFetchTask`", Replay::BeforeBytesSent, |o| asks(o, "asyncFetch")),
    row("`PostVodPlaylist`", Replay::BeforeBytesSent, |o| asks(o, "vod")),
    row("`PutBucketInventory`", Replay::BeforeBytesSent, |o| o.method == Method::PUT && asks(o, "inventory")),
    row("`InitiateMultipartUpload`", Replay::BeforeBytesSent, |o| asks(o, "uploads")),
    row(APPEND, Replay::Reconcile, |o| o.method == Method::POST && asks(o, "append")),
    row(COMPLETE, Replay::Reconcile, |o| o.method == Method::POST && asks(o, "uploadId")),
    row(ABORT, Replay::Reconcile, |o| o.method == Method::DELETE && asks(o, "uploadId")),
    row(DELETE_BUCKET, Replay::Reconcile, |o| {
        let bare = o.subresources.is_empty() && o.query.is_empty();
        o.method == Method::DELETE && o.bucket().is_some() && o.object().is_none() && bare
    }),
    row("`DeleteMultipleObjects`", Replay::Safe, |o| o.method == Method::POST && asks(o, "delete")),
    row("all other PUT and DELETE", Replay::Safe, |o| matches!(o.method, Method::PUT | Method::DELETE)),
    row("anything else", Replay::BeforeBytesSent, |_| true),
];

const fn row(name: &'static str, replay: Replay, fits: fn(&Operation) -> bool) -> Row {
    Row { name, replay, fits }
}

/// The row of an operation.
pub fn row_of(operation: &Operation) -> &'static Row {
    let [.., last] = &TABLE;
    TABLE.iter().find(|row| (row.fits)(operation)).unwrap_or(last)
}

fn asks(operation: &Operation, parameter: &str) -> bool {
    operation.subresources.iter().chain(&operation.query).any(|(name, _)| name == parameter)
}

fn header<'a>(operation: &'a Operation, header: &str) -> Option<&'a str> {
    let found = operation.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(header));
    found.map(|(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An example of a request: method, whether it names an object, its parameters, its headers.
    type Example<'a> = (&'a str, bool, &'a [&'a str], &'a [(&'a str, &'a str)]);

    fn operation((method, object, parameters, headers): &Example<'_>) -> Operation {
        let mut operation = Operation::new(method.parse().unwrap());
        operation.bucket = Some("bucket".into());
        operation.object = object.then(|| "key".into());
        operation.subresources = parameters.iter().map(|name| ((*name).into(), None)).collect();
        operation.headers = headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        operation
    }

    #[test]
    fn every_row_has_its_requests() {
        use Replay::{BeforeBytesSent, Reconcile, Safe};
        let forbid = &[("X-Oss-Forbid-Overwrite", "true")];
        let callback = &[("x-oss-callback", "e30=")];
        #[rustfmt::skip]
        let rows: [(&str, Replay, &[Example<'_>]); 17] = [
            ("reads: GET, HEAD, OPTIONS", Safe, &[
                ("GET", true, &["versionId"], &[]), ("HEAD", true, &[], &[]), ("GET", false, &["uploads"], &[]),
                ("GET", true, &["vod"], &[]), ("OPTIONS", true, &[], &[]),
            ]),
            ("`x-oss-callback`, `callback`", BeforeBytesSent, &[
                ("PUT", true, &[], callback), ("PUT", true, &["callback"], &[]), ("POST", true, &["uploadId"], callback),
            ]),
            ("`x-oss-forbid-overwrite`", BeforeBytesSent, &[
                ("PUT", true, &[], forbid), ("POST", true, &["uploadId"], forbid), ("PUT", true, &["symlink"], forbid),
            ]),
            ("writes that name a version", BeforeBytesSent, &[
                ("DELETE", true, &["versionId"], &[]), ("PUT", true, &["acl", "versionId"], &[]),
            ]),
            ("`RestoreObject`", BeforeBytesSent, &[("POST", true, &["restore"], &[])]),
            ("retention policies (WORM)", BeforeBytesSent, &[
                ("POST", false, &["worm"], &[]), ("DELETE", false, &["worm"], &[]), ("POST", false, &["wormId"], &[]),
                ("POST", false, &["wormExtend", "wormId"], &[]),
            ]),
            ("`PutAsyncFetchTask`", BeforeBytesSent, &[("POST", false, &["asyncFetch"], &[])]),
            ("`PostVodPlaylist`", BeforeBytesSent, &[("POST", true, &["vod"], &[])]),
            ("`PutBucketInventory`", BeforeBytesSent, &[("PUT", false, &["inventory", "inventoryId"], &[])]),
            ("`InitiateMultipartUpload`", BeforeBytesSent, &[("POST", true, &["uploads"], &[])]),
            ("`AppendObject`", Reconcile, &[("POST", true, &["append", "position"], &[])]),
            ("`CompleteMultipartUpload`", Reconcile, &[("POST", true, &["uploadId"], &[])]),
            ("`AbortMultipartUpload`", Reconcile, &[("DELETE", true, &["uploadId"], &[])]),
            ("`DeleteBucket`", Reconcile, &[("DELETE", false, &[], &[])]),
            ("`DeleteMultipleObjects`", Safe, &[("POST", false, &["delete"], &[])]),
            ("all other PUT and DELETE", Safe, &[
                ("PUT", true, &[], &[]), ("PUT", true, &[], &[("x-oss-forbid-overwrite", "false")]),
                ("PUT", true, &[], &[("x-oss-copy-source", "/bucket/key")]), ("PUT", true, &["partNumber", "uploadId"], &[]),
                ("PUT", true, &["acl"], &[]), ("PUT", false, &["lifecycle"], &[]), ("PUT", false, &[], &[]),
                ("DELETE", true, &[], &[]), ("DELETE", false, &["cors"], &[]), ("DELETE", true, &["tagging"], &[]),
            ]),
            ("anything else", BeforeBytesSent, &[
                ("POST", true, &["x-oss-process"], &[]), ("POST", false, &[], &[]), ("PATCH", true, &[], &[]),
            ]),
        ];
        assert_eq!(
            rows.map(|(name, replay, _)| (name, replay)),
            TABLE.each_ref().map(|r| (r.name, r.replay))
        );
        for (name, replay, examples) in &rows {
            for example in *examples {
                let row = row_of(&operation(example));
                assert_eq!((row.name, row.replay), (*name, *replay), "{example:?}");
            }
        }
    }

    #[test]
    fn the_documentation_has_the_same_table() {
        let documentation = include_str!("../../../../docs/RETRIES.md");
        let word = |replay| match replay {
            Replay::Safe => "safe",
            Replay::BeforeBytesSent => "before-bytes-sent",
            Replay::Reconcile => "reconcile",
            Replay::Never => "never",
        };
        let rows: Vec<_> = documentation
            .lines()
            .skip_while(|line| *line != "| requests | class | why |")
            .skip(2)
            .take_while(|line| line.starts_with("| "))
            .map(|line| line.split(" | ").take(2).collect::<Vec<_>>().join(" | "))
            .collect();
        let table: Vec<_> =
            TABLE.iter().map(|row| format!("| {} | {}", row.name, word(row.replay))).collect();
        assert_eq!(rows, table);
    }
}
