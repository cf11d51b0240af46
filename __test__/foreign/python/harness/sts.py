"""AssumeRole by `aliyun-python-sdk-core`, which oss2 brings along; neither client has a call for it."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import CommonRequest

from .accounts import APP, REGION, ROLE, Key


class Token(NamedTuple):
    """What AssumeRole gives."""

    id: str
    secret: str
    token: str
    expiration: str


def assume_role(
    policy: dict[str, Any] | None = None,
    *,
    key: Key = APP,
    role: str = ROLE,
    seconds: int = 900,
    session: str = "foreign",
) -> Token:
    """A token of the role, narrowed by the policy if there is one."""
    parameters = {"RoleArn": role, "RoleSessionName": session, "DurationSeconds": str(seconds)}
    if policy is not None:
        parameters["Policy"] = json.dumps(policy)
    credentials = call("AssumeRole", key, parameters)["Credentials"]
    names = ("AccessKeyId", "AccessKeySecret", "SecurityToken", "Expiration")
    return Token(*(credentials[name] for name in names))


def call(action: str, key: Key, parameters: dict[str, str] | None = None) -> dict[str, Any]:
    """Any action of STS, in the RPC style."""
    client = AcsClient(key.id, key.secret, REGION, auto_retry=False)
    request = CommonRequest(domain="sts.aliyuncs.com", version="2015-04-01", action_name=action)
    request.set_protocol_type("http")
    request.set_method("POST")
    for name, value in (parameters or {}).items():
        request.add_body_params(name, value)
    return json.loads(client.do_action_with_exception(request))


def allow(bucket: str, *actions: str, key: str = "*") -> dict[str, Any]:
    """A policy that allows these actions on objects of the bucket."""
    return {"Version": "1", "Statement": [statement("Allow", bucket, *actions, key=key)]}


def statement(effect: str, bucket: str, *actions: str, key: str = "*") -> dict[str, Any]:
    return {"Effect": effect, "Action": list(actions), "Resource": [f"acs:oss:*:*:{bucket}/{key}"]}
