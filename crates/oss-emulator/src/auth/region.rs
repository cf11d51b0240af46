//! Which regions a V4 credential may name.

use super::Realm;

/// Host labels that look like a region and are none.
const NO_REGIONS: [&str; 2] = ["accelerate", "accelerate-overseas"];

/// Whether a V4 credential may name `region` in a request to `host`.
///
/// `[bucket.]oss-<region>[-internal].aliyuncs.com` and the dual-stack `[bucket.]<region>.oss.aliyuncs.com` say which
/// region it must be; for any other host every region of the realm will do.
pub(super) fn accepted(region: &str, host: &str, realm: &Realm<'_>) -> bool {
    match of_host(host) {
        Some(expected) => region == expected,
        None => realm.regions.is_empty() || realm.regions.iter().any(|r| r == region),
    }
}

fn of_host(host: &str) -> Option<&str> {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let mut labels = name.strip_suffix(".aliyuncs.com")?.rsplit('.');
    let region = match labels.next()? {
        "oss" => labels.next()?,
        label => label.strip_prefix("oss-")?,
    };
    let region = region.strip_suffix("-internal").unwrap_or(region);
    (!NO_REGIONS.contains(&region)).then_some(region)
}

#[cfg(test)]
mod tests {
    use super::of_host;

    #[test]
    fn the_region_is_read_from_the_host_name() {
        for (host, region) in [
            ("oss-cn-hangzhou.aliyuncs.com", Some("cn-hangzhou")),
            ("b.oss-cn-hangzhou-internal.aliyuncs.com:80", Some("cn-hangzhou")),
            ("oss-x.oss-us-west-1.aliyuncs.com", Some("us-west-1")),
            ("b.cn-beijing.oss.aliyuncs.com", Some("cn-beijing")),
            ("b.oss-accelerate.aliyuncs.com", None),
            ("127.0.0.1:9000", None),
            ("cdn.example.com", None),
        ] {
            assert_eq!(of_host(host), region, "{host}");
        }
    }
}
