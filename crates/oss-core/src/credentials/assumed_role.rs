//! A role that another credential may assume.

use std::sync::Arc;

use super::{Failure, Fetching, Issued, Provider, Role, Surroundings};
use crate::sts::Action;

const NAME: &str = "assumed role";

/// What `AssumeRole` gives to the credential of `source`.
#[derive(Clone, Debug)]
pub struct AssumedRole {
    /// Who assumes the role; asked each time.
    pub source: Arc<dyn Provider>,
    /// The role.
    pub role: Role,
}

impl Provider for AssumedRole {
    fn fetch<'a>(&'a self, around: &'a Surroundings) -> Fetching<'a> {
        Box::pin(async {
            let source = self.source.fetch(around).await?;
            self.assume(source, around).await.map_err(|reason| Failure::new(NAME, reason))
        })
    }
}

impl AssumedRole {
    async fn assume(&self, source: Issued, around: &Surroundings) -> Result<Issued, String> {
        let action = Action::AssumeRole(self.role.session(&around.ambient)?);
        self.role.assume(action, source.credential, around).await
    }
}
