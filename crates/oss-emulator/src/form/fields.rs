//! The fields of a form, up to its file.

use http::{HeaderMap, HeaderName, HeaderValue};

use super::multipart::{Multipart, malformed};
use crate::body::RequestBody;
use crate::error::ServiceError;

/// Longest value of a field (documentation).
const MAX_VALUE: usize = 2 * 1024 * 1024;
/// Longest values of all fields together (documentation: 0006-00000112).
const MAX_FIELDS: usize = 8 * 1024 * 1024;
/// The field that holds the object.
const FILE: &str = "file";

/// The fields before the file. Names are compared without regard to case; of a repeated name the first counts.
#[derive(Debug, Default)]
pub(crate) struct Form {
    fields: Vec<(String, String)>,
}

/// What the form says of its file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct File {
    /// The name without folders; empty when there is none.
    pub(crate) name: String,
    /// Its type.
    pub(crate) content_type: Option<String>,
}

impl Form {
    /// Reads the fields up to the file, whose bytes are next.
    pub(crate) async fn read(
        multipart: &mut Multipart,
        body: &mut RequestBody,
    ) -> Result<(Self, File), ServiceError> {
        let mut form = Self::default();
        let mut room = MAX_FIELDS;
        while let Some(part) = multipart.next_part(body).await? {
            if part.name.eq_ignore_ascii_case(FILE) {
                return Ok((
                    form,
                    File { name: last_segment(part.filename), content_type: part.content_type },
                ));
            }
            let mut value = Vec::new();
            while let Some(bytes) = multipart.next_piece(body).await? {
                value.extend_from_slice(&bytes);
                if value.len() > MAX_VALUE {
                    let message = "Your value of form field is too long.";
                    return Err(ServiceError::new(400, "FieldItemTooLong", message));
                }
            }
            room = room.checked_sub(value.len()).ok_or_else(|| {
                let message = "Your POST request fields preceding the upload file were too large.";
                ServiceError::new(400, "MaxPOSTPreDataLengthExceededError", message).ec("0006-00000112")
            })?;
            form.fields.push((part.name, String::from_utf8(value).map_err(|_| malformed())?));
        }
        Err(wrong_number_of_files())
    }

    /// Reads what stands behind the file. Fields there mean nothing, but there may be no second file.
    pub(crate) async fn read_rest(
        multipart: &mut Multipart,
        body: &mut RequestBody,
    ) -> Result<(), ServiceError> {
        while let Some(part) = multipart.next_part(body).await? {
            if part.name.eq_ignore_ascii_case(FILE) {
                return Err(wrong_number_of_files());
            }
            while multipart.next_piece(body).await?.is_some() {}
        }
        // What stands behind the last boundary means nothing either.
        while body.next().await?.is_some() {}
        Ok(())
    }

    /// A field.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(field, _)| field.eq_ignore_ascii_case(name));
        field.map(|(_, value)| value.as_str())
    }

    /// Puts a value in the place of a field's.
    pub(crate) fn set(&mut self, name: &str, value: String) {
        self.fields.retain(|(field, _)| !field.eq_ignore_ascii_case(name));
        self.fields.push((name.to_owned(), value));
    }

    /// The fields whose names begin with `x:`: variables of a callback.
    pub(crate) fn variables(&self) -> impl Iterator<Item = (String, String)> {
        self.fields.iter().filter(|(name, _)| name.starts_with("x:")).cloned()
    }

    /// The fields as headers, as far as their names can be headers. A value that no header can hold is refused.
    pub(crate) fn headers(&self) -> Result<HeaderMap, ServiceError> {
        let mut headers = HeaderMap::new();
        for (name, value) in &self.fields {
            let Ok(header) = name.parse::<HeaderName>() else { continue };
            if headers.contains_key(&header) {
                continue;
            }
            let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| {
                ServiceError::new(400, "InvalidArgument", "The value of a form field is invalid.")
                    .detail("ArgumentName", name)
            })?;
            headers.insert(header, value);
        }
        Ok(headers)
    }
}

/// Some browsers give a path.
fn last_segment(filename: Option<String>) -> String {
    let filename = filename.unwrap_or_default();
    filename.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

fn wrong_number_of_files() -> ServiceError {
    let message = "POST requires exactly one file upload per request.";
    ServiceError::new(400, "IncorrectNumberOfFilesInPOSTRequest", message).ec("0006-00000107")
}
