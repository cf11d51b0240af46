//! URLs and their queries, unsigned.

use crate::encode::{Alphabet, COMPONENT, COMPONENT_PATH};
use crate::endpoint::Endpoint;
use crate::sign::Param;

/// The URL that ali-oss's `_getReqUrl` returns: like the one on the wire, but with `'` as it is.
pub fn object_url(
    endpoint: &Endpoint,
    bucket: Option<&str>,
    object: Option<&str>,
    query: &[Param<'_>],
    subresources: &[Param<'_>],
) -> String {
    let mut out = String::with_capacity(128);
    out.push_str(endpoint.scheme());
    endpoint.write_url_authority(&mut out, bucket);
    endpoint.write_path(&mut out, bucket, object, &COMPONENT_PATH);
    write_query(&mut out, &merged(query, subresources), &COMPONENT);
    out
}

/// Query parameters followed by sub-resources. Where both name the same, the sub-resource's value takes the place of the
/// other, as in ali-oss.
pub(super) fn merged<'a>(query: &[Param<'a>], subresources: &[Param<'a>]) -> Vec<Param<'a>> {
    let mut out = query.to_vec();
    for param in subresources {
        match query.iter().position(|(name, _)| *name == param.0).and_then(|at| out.get_mut(at)) {
            Some(place) => *place = *param,
            None => out.push(*param),
        }
    }
    out
}

/// Appends `?` and the parameters; one without a value goes out as `name=`. Appends nothing when there are none.
pub(super) fn write_query(out: &mut String, params: &[Param<'_>], keep: &Alphabet) {
    for (i, (name, value)) in params.iter().enumerate() {
        out.push(if i == 0 { '?' } else { '&' });
        keep.encode(out, name);
        out.push('=');
        keep.encode(out, value.unwrap_or_default());
    }
}
