//! The signature of live-channel URLs. RTMP knows V1 only, whatever the client is set to.

/// The text that an RTMP URL signs: expiry, the parameters sorted by name, and the channel without its `live/` prefix.
pub fn string_to_sign(bucket: &str, channel: &str, expires: &str, params: &[(&str, &str)]) -> String {
    let mut sorted: Vec<&(&str, &str)> = params.iter().collect();
    sorted.sort_unstable();
    let mut out = String::with_capacity(128);
    out.push_str(expires);
    out.push('\n');
    for (name, value) in sorted {
        for part in [name, ":", value, "\n"] {
            out.push_str(part);
        }
    }
    for part in ["/", bucket, "/", channel] {
        out.push_str(part);
    }
    out
}
