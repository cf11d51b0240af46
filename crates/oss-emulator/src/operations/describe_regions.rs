//! `GET /?regions` of the service: the regions of the configuration and their endpoints.

use super::operation::{Call, Handler, Operation, Scope};
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::xml::XmlWriter;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("regions", None)),
    ..Operation::new("DescribeRegions", "oss:DescribeRegions", "GET", Scope::Service, Handler::Now(handle))
};

/// All of them, or the one that the parameter names, as in `oss-cn-hangzhou`.
fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let wanted = call.parameter("regions");
    let mut locations = call.context.server.settings.locations.clone();
    locations.retain(|location| wanted.is_none_or(|wanted| wanted == location));
    if locations.is_empty() {
        return Err(ServiceError::new(404, "NoSuchRegion", "NoSuchRegion"));
    }
    Ok(Reply::xml(XmlWriter::document("RegionInfoList", |xml| {
        for location in &locations {
            xml.element("RegionInfo", |xml| {
                xml.text("Region", location);
                xml.text("InternetEndpoint", &format!("{location}.aliyuncs.com"));
                xml.text("InternalEndpoint", &format!("{location}-internal.aliyuncs.com"));
                xml.text("AccelerateEndpoint", "oss-accelerate.aliyuncs.com");
            });
        }
    })))
}
