//! Which region a host belongs to.

/// Regions that have `oss-<region>[-internal].aliyuncs.com` hosts and take V4 signatures there (help page "OSS regions
/// and endpoints"). Finance, government and accelerated hosts are left out on purpose: what they expect to be signed is
/// not what their names say.
const REGIONS: [&str; 32] = [
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "cn-beijing",
    "cn-chengdu",
    "cn-fuzhou",
    "cn-guangzhou",
    "cn-hangzhou",
    "cn-heyuan",
    "cn-hongkong",
    "cn-huhehaote",
    "cn-nanjing",
    "cn-qingdao",
    "cn-shanghai",
    "cn-shenzhen",
    "cn-wuhan-lr",
    "cn-wulanchabu",
    "cn-zhangjiakou",
    "eu-central-1",
    "eu-west-1",
    "me-central-1",
    "me-east-1",
    "na-south-1",
    "us-east-1",
    "us-southeast-1",
    "us-west-1",
];

/// The name that signatures use: `cn-hangzhou` for `oss-cn-hangzhou` and `oss-cn-hangzhou-internal`.
pub(super) fn standard(region: &str) -> &str {
    let bare = region.strip_prefix("oss-").unwrap_or(region);
    bare.strip_suffix("-internal").unwrap_or(bare)
}

/// The region that a host names for certain. `with_bucket`: the host may start with a bucket, because none is added.
pub(super) fn of_host(hostname: &str, with_bucket: bool) -> Option<&'static str> {
    let name = hostname.strip_suffix(".aliyuncs.com")?;
    let label = match name.split_once('.') {
        None => name,
        Some((_, label)) if with_bucket && !label.contains('.') => label,
        Some(_) => return None,
    };
    let region = label.strip_prefix("oss-")?;
    let region = region.strip_suffix("-internal").unwrap_or(region);
    REGIONS.binary_search(&region).ok().and_then(|at| REGIONS.get(at)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_so_that_it_can_be_searched() {
        assert!(REGIONS.is_sorted());
    }

    #[test]
    fn only_plain_hosts_tell_their_region() {
        assert_eq!(of_host("oss-cn-hangzhou.aliyuncs.com", false), Some("cn-hangzhou"));
        assert_eq!(of_host("oss-cn-hangzhou-internal.aliyuncs.com", false), Some("cn-hangzhou"));
        assert_eq!(of_host("b.oss-us-west-1.aliyuncs.com", true), Some("us-west-1"));
        for host in [
            "b.oss-us-west-1.aliyuncs.com",
            "oss-accelerate.aliyuncs.com",
            "oss-cn-hzfinance.aliyuncs.com",
            "vpc100-oss-cn-hangzhou.aliyuncs.com",
            "cn-hangzhou.oss.aliyuncs.com",
            "oss-cn-nowhere.aliyuncs.com",
            "oss-cn-hangzhou.aliyuncs.com.example.com",
            "oss.aliyuncs.com",
            "localhost",
        ] {
            assert_eq!(of_host(host, false), None, "{host}");
        }
    }
}
