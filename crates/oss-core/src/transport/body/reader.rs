//! A request body for those who send it without hyper.

use std::future::poll_fn;
use std::pin::Pin;

use bytes::Bytes;
use http_body::Body as _;

use super::Outgoing;
use crate::error::Error;

/// Reads a request body piece by piece.
#[derive(Debug)]
pub struct BodyReader(Outgoing);

impl BodyReader {
    /// A reader that stands at the first byte.
    pub fn new(body: Outgoing) -> Self {
        Self(body)
    }

    /// The next bytes, `None` after the last ones.
    ///
    /// # Errors
    ///
    /// When the source of the body breaks.
    pub async fn read(&mut self) -> Result<Option<Bytes>, Error> {
        let frame = poll_fn(|cx| Pin::new(&mut self.0).poll_frame(cx)).await.transpose();
        let frame = frame.map_err(|error| Error::body(error.to_string(), error))?;
        Ok(frame.and_then(|frame| frame.into_data().ok()))
    }
}
