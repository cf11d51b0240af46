//! Which regions a V4 credential may name.

use super::Realm;
use crate::host::region_of;

/// Whether a V4 credential may name `region` in a request to `host`.
///
/// A host of the service that states a region says which it must be; for any other host every region of the realm will do.
pub(super) fn accepted(region: &str, host: &str, realm: &Realm<'_>) -> bool {
    match region_of(host) {
        Some(expected) => region == expected,
        None => realm.regions.is_empty() || realm.regions.iter().any(|r| r == region),
    }
}
