//! How an object is encrypted at rest: what the service says of it, since here nothing is.

use serde::{Deserialize, Serialize};

use crate::error::ServiceError;
use crate::operations::invalid_argument;
use crate::reply::Reply;

/// What encrypts, by its word on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum Algorithm {
    /// Keys of OSS.
    Aes256,
    /// Keys of the key management service.
    Kms,
    /// The Chinese block cipher.
    Sm4,
}

impl Algorithm {
    fn as_str(self) -> &'static str {
        match self {
            Self::Aes256 => "AES256",
            Self::Kms => "KMS",
            Self::Sm4 => "SM4",
        }
    }
}

/// An algorithm, and for KMS what else it takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Encryption {
    /// The algorithm.
    pub(crate) algorithm: Algorithm,
    /// SM4 when KMS encrypts with that; `None` for its AES256.
    pub(crate) data_algorithm: Option<Algorithm>,
    /// The key in KMS; `None` for the one of the service.
    pub(crate) key_id: Option<String>,
}

/// The names of the three in a header or a document.
pub(crate) type Names = [&'static str; 3];

/// The header of the algorithm.
pub(crate) const ALGORITHM: &str = "x-oss-server-side-encryption";
/// The header of what KMS encrypts with.
pub(crate) const DATA_ENCRYPTION: &str = "x-oss-server-side-data-encryption";
/// The header of the key in KMS.
pub(crate) const KEY_ID: &str = "x-oss-server-side-encryption-key-id";
/// The three headers.
pub(crate) const HEADERS: Names = [ALGORITHM, DATA_ENCRYPTION, KEY_ID];

impl Encryption {
    /// Reads the three values; `None` when there is none. An algorithm that is not known, and values without the
    /// algorithm that they belong to, are refused.
    pub(crate) fn read<'v>(
        names: Names,
        value: impl Fn(&str) -> Option<&'v str>,
    ) -> Result<Option<Self>, ServiceError> {
        let [algorithm_name, data_name, key_name] = names;
        let given = value(algorithm_name);
        let all = [Algorithm::Aes256, Algorithm::Kms, Algorithm::Sm4];
        let known = |text| all.into_iter().find(|known| known.as_str() == text);
        let algorithm = given.map(|text| known(text).ok_or_else(unknown_algorithm)).transpose()?;
        let by_kms = algorithm == Some(Algorithm::Kms);
        let data_algorithm = match value(data_name) {
            None => None,
            Some("SM4") if by_kms => Some(Algorithm::Sm4),
            Some(_) => return Err(unknown_data_encryption()),
        };
        let key_id = value(key_name);
        if let Some(key_id) = key_id.filter(|_| !by_kms) {
            let message = "KMSMasterKeyID is not applicable if the default sse algorithm is not KMS.";
            return Err(invalid_argument(message, key_name, key_id).ec("0005-00000204"));
        }
        let key_id = key_id.map(str::to_owned);
        Ok(algorithm.map(|algorithm| Self { algorithm, data_algorithm, key_id }))
    }

    /// The values that there are, in the order of `names`.
    pub(crate) fn values(&self, names: Names) -> impl Iterator<Item = (&'static str, &str)> {
        let words = [Some(self.algorithm), self.data_algorithm].map(|word| word.map(Algorithm::as_str));
        let [algorithm, data_algorithm] = words;
        let values = [algorithm, data_algorithm, self.key_id.as_deref()];
        names.into_iter().zip(values).filter_map(|(name, value)| Some((name, value?)))
    }

    /// Adds the headers that say it.
    pub(crate) fn describe(encryption: Option<&Self>, reply: Reply) -> Reply {
        let values = encryption.into_iter().flat_map(|encryption| encryption.values(HEADERS));
        values.fold(reply, |reply, (name, value)| reply.text(name, value))
    }
}

fn unknown_algorithm() -> ServiceError {
    let message = "The Encryption request you specified is not valid. Supported value: AES256/SM4/KMS.";
    ServiceError::new(400, "InvalidEncryptionAlgorithmError", message).ec("0005-00000003")
}

fn unknown_data_encryption() -> ServiceError {
    let message = "The KMS Data Encryption request you specified is not valid. Supported value:SM4";
    ServiceError::new(400, "InvalidDataEncryptionAlgorithmError", message).ec("0005-00000203")
}
