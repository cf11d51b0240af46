//! Headers in records: pairs of texts, each byte of a value as the character of that number.

use http::{HeaderName, HeaderValue};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

pub(super) fn serialize<S: Serializer>(
    headers: &[(HeaderName, HeaderValue)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let text = |value: &HeaderValue| value.as_bytes().iter().copied().map(char::from).collect::<String>();
    serializer.collect_seq(headers.iter().map(|(name, value)| (name.as_str(), text(value))))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<(HeaderName, HeaderValue)>, D::Error> {
    let header = |(name, text): (String, String)| {
        let bytes: Vec<u8> =
            text.chars().map(u8::try_from).collect::<Result<_, _>>().map_err(D::Error::custom)?;
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(D::Error::custom)?;
        Ok((name, HeaderValue::from_bytes(&bytes).map_err(D::Error::custom)?))
    };
    Vec::deserialize(deserializer)?.into_iter().map(header).collect()
}
