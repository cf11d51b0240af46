//! Words of the service with a fixed set of values. Data directories hold their names here.

use serde::{Deserialize, Serialize};

/// Who may do what without a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) enum Acl {
    /// The owner alone.
    #[default]
    Private,
    /// Anyone may read objects.
    PublicRead,
    /// Anyone may read and write objects.
    PublicReadWrite,
}

impl Acl {
    /// Reads the value of `x-oss-acl`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            "private" => Some(Self::Private),
            "public-read" => Some(Self::PublicRead),
            "public-read-write" => Some(Self::PublicReadWrite),
            _ => None,
        }
    }

    /// The word on the wire.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::PublicRead => "public-read",
            Self::PublicReadWrite => "public-read-write",
        }
    }
}

/// Where and how an object is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) enum StorageClass {
    /// The default.
    #[default]
    Standard,
    /// Infrequent access.
    InfrequentAccess,
    /// Must be restored before it can be read.
    Archive,
    /// Must be restored before it can be read.
    ColdArchive,
    /// Must be restored before it can be read.
    DeepColdArchive,
}

impl StorageClass {
    /// Reads the word on the wire.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            "Standard" => Some(Self::Standard),
            "IA" => Some(Self::InfrequentAccess),
            "Archive" => Some(Self::Archive),
            "ColdArchive" => Some(Self::ColdArchive),
            "DeepColdArchive" => Some(Self::DeepColdArchive),
            _ => None,
        }
    }

    /// The word on the wire.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "Standard",
            Self::InfrequentAccess => "IA",
            Self::Archive => "Archive",
            Self::ColdArchive => "ColdArchive",
            Self::DeepColdArchive => "DeepColdArchive",
        }
    }

    /// Whether objects of this class cannot be read before they are restored.
    pub(crate) fn is_frozen(self) -> bool {
        matches!(self, Self::Archive | Self::ColdArchive | Self::DeepColdArchive)
    }
}

/// In how many zones a bucket is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) enum Redundancy {
    /// One zone.
    #[default]
    Local,
    /// Several zones.
    Zone,
}

impl Redundancy {
    /// Reads the word on the wire.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            "LRS" => Some(Self::Local),
            "ZRS" => Some(Self::Zone),
            _ => None,
        }
    }

    /// The word on the wire.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Local => "LRS",
            Self::Zone => "ZRS",
        }
    }
}

/// What becomes of a version when a new one of its key is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Versioning {
    /// It stays, and the new one gets an id of its own.
    Enabled,
    /// It stays unless it is the `null` version, which the new one becomes.
    Suspended,
}

impl Versioning {
    /// Reads the word on the wire.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            "Enabled" => Some(Self::Enabled),
            "Suspended" => Some(Self::Suspended),
            _ => None,
        }
    }

    /// The word on the wire.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Enabled => "Enabled",
            Self::Suspended => "Suspended",
        }
    }
}
