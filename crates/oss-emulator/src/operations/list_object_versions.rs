//! `GET /?versions` of a bucket: all versions and delete markers.

use super::listing::{Encoding, key_parameter, max_keys, write_object, write_prefixes};
use super::operation::{Call, Handler, Operation, Scope, invalid_argument};
use super::{owner, versions};
use crate::dates::iso_date;
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::storage::{ListedVersion, State, VersionId, VersionsQuery};
use crate::xml::XmlWriter;

const VERSION_MARKER: &str = "version-id-marker";

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("versions", None)),
    lists_objects: true,
    ..Operation::new(
        "ListObjectVersions",
        "oss:ListObjectVersions",
        "GET",
        Scope::Bucket,
        Handler::Now(handle),
    )
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let encoding = Encoding::of(call)?;
    let key_marker = key_parameter(call, "key-marker")?;
    let query = VersionsQuery {
        prefix: key_parameter(call, "prefix")?,
        delimiter: key_parameter(call, "delimiter")?,
        key_marker,
        version_marker: version_marker(call, key_marker)?,
        limit: max_keys(call)?,
    };
    let bucket = call.bucket()?;
    let page = bucket.list_versions(&query);
    let account = &bucket.settings.owner;
    let owner = (account.as_str(), call.display_name(account));
    Ok(Reply::xml(XmlWriter::document("ListVersionsResult", |xml| {
        xml.text("Name", &bucket.settings.name);
        encoding.text(xml, "Prefix", query.prefix);
        encoding.text(xml, "KeyMarker", query.key_marker);
        write_id(xml, "VersionIdMarker", query.version_marker);
        xml.value("MaxKeys", query.limit);
        encoding.text(xml, "Delimiter", query.delimiter);
        encoding.write(xml);
        xml.value("IsTruncated", page.next.is_some());
        if let Some((key, version)) = &page.next {
            encoding.text(xml, "NextKeyMarker", key);
            write_id(xml, "NextVersionIdMarker", *version);
        }
        for listed in &page.versions {
            write_version(xml, listed, encoding, owner);
        }
        write_prefixes(xml, &page.prefixes, encoding);
    })))
}

/// Which of the versions of the marker's key was the last one of the page before; the words of the refusal are a guess.
fn version_marker(call: &Call<'_>, key_marker: &str) -> Result<Option<VersionId>, ServiceError> {
    let Some(text) = call.parameter(VERSION_MARKER) else { return Ok(None) };
    if key_marker.is_empty() {
        let message = "A version-id marker cannot be specified without a key marker.";
        return Err(invalid_argument(message, VERSION_MARKER, text));
    }
    versions::parse(text, VERSION_MARKER).map(Some)
}

fn write_id(xml: &mut XmlWriter, name: &str, version: Option<VersionId>) {
    match version {
        Some(version) => xml.value(name, version),
        None => xml.text(name, ""),
    }
}

fn write_version(xml: &mut XmlWriter, listed: &ListedVersion, encoding: Encoding, owner: (&str, &str)) {
    let ListedVersion { key, version, is_latest } = listed;
    let identify = |xml: &mut XmlWriter| {
        encoding.text(xml, "Key", key);
        xml.value("VersionId", version.id);
        xml.value("IsLatest", is_latest);
    };
    match &version.state {
        State::Object(object) => xml.element("Version", |xml| {
            identify(xml);
            write_object(xml, object, Some(owner));
        }),
        State::DeleteMarker(at) => xml.element("DeleteMarker", |xml| {
            identify(xml);
            xml.text("LastModified", &iso_date(*at));
            owner::write(xml, owner.0, owner.1);
        }),
    }
}
