//! The directory of an emulator that was given no configuration. Every value is visibly fake.

use std::sync::Arc;

use super::{
    AccessKey, Account, Policy, Role, User,
    policy::{Actions, Effect, Statement},
};

/// The account id.
pub const ACCOUNT: &str = "1234567890123456";
/// The name shown as the owner of buckets.
pub const DISPLAY_NAME: &str = "demo";
/// The key id of the account itself.
pub const ROOT_ACCESS_KEY_ID: &str = "LTAI5tFakeDemoRootKey001";
/// The secret of the account itself.
pub const ROOT_ACCESS_KEY_SECRET: &str = "FakeSecretOfTheDemoRootKey0001";
/// The RAM user, who may do anything in OSS and assume [`ROLE_ARN`].
pub const USER: &str = "app";
/// The key id of the RAM user.
pub const USER_ACCESS_KEY_ID: &str = "LTAI5tFakeDemoUserKey001";
/// The secret of the RAM user.
pub const USER_ACCESS_KEY_SECRET: &str = "FakeSecretOfTheDemoUserKey0001";
/// The role, which trusts the account and may do anything in OSS.
pub const ROLE: &str = "oss-demo";
/// The full name of the role.
pub const ROLE_ARN: &str = "acs:ram::1234567890123456:role/oss-demo";

const USER_ID: &str = "234567890123456789";
const ROLE_ID: &str = "345678901234567890";

/// One account with a key, one RAM user and one role.
pub(super) fn account() -> Account {
    Account {
        uid: ACCOUNT.into(),
        display_name: DISPLAY_NAME.into(),
        keys: vec![AccessKey::new(ROOT_ACCESS_KEY_ID, ROOT_ACCESS_KEY_SECRET)],
        users: vec![User {
            name: USER.into(),
            id: USER_ID.into(),
            keys: vec![AccessKey::new(USER_ACCESS_KEY_ID, USER_ACCESS_KEY_SECRET)],
            policies: vec![allow("oss:*", "*"), allow("sts:AssumeRole", ROLE_ARN)],
        }],
        roles: vec![Role {
            name: ROLE.into(),
            id: ROLE_ID.into(),
            trust: Arc::new(Policy {
                statements: vec![Statement {
                    principals: vec![format!("acs:ram::{ACCOUNT}:root")],
                    ..statement("sts:AssumeRole")
                }],
            }),
            policies: vec![allow("oss:*", "*")],
            max_session_seconds: Role::LONGEST_MAXIMUM,
        }],
        oidc_providers: Vec::new(),
    }
}

fn allow(action: &str, resource: &str) -> Arc<Policy> {
    Arc::new(Policy { statements: vec![Statement { resources: vec![resource.into()], ..statement(action) }] })
}

fn statement(action: &str) -> Statement {
    Statement {
        effect: Effect::Allow,
        principals: Vec::new(),
        actions: Actions::Listed(vec![action.into()]),
        resources: Vec::new(),
        conditions: Vec::new(),
    }
}
