"""Settings of buckets: tags, encryption, versioning."""

from __future__ import annotations

import alibabacloud_oss_v2 as oss
from alibabacloud_oss_v2 import models

from .errors import NO_BUCKET, REFUSED
from .world import World


def case_tags(world: World) -> None:
    def read(bucket: str = world.bucket) -> dict[str, str]:
        tags = world.client.get_bucket_tags(oss.GetBucketTagsRequest(bucket=bucket)).tagging.tag_set.tags
        return {tag.key: tag.value for tag in tags or []}

    def put(**tags: str) -> None:
        tag_set = models.TagSet(tags=[models.Tag(key=key, value=value) for key, value in tags.items()])
        tagging = models.Tagging(tag_set=tag_set)
        world.client.put_bucket_tags(oss.PutBucketTagsRequest(bucket=world.bucket, tagging=tagging))

    world.check.state("at first", read(), {})
    two = {"one": "1", "two words": "a+b=c/d"}
    put(**two)
    world.check.state("two", read(), two)
    put(other="z")
    world.check.state("replaced", read(), {"other": "z"})
    world.client.delete_bucket_tags(oss.DeleteBucketTagsRequest(bucket=world.bucket))
    world.check.state("deleted", read(), {})
    world.check.error("of no bucket", lambda: read("foreign-nowhere"), **NO_BUCKET)


def case_encryption(world: World) -> None:
    def read() -> models.ApplyServerSideEncryptionByDefault:
        result = world.client.get_bucket_encryption(oss.GetBucketEncryptionRequest(bucket=world.bucket))
        return result.server_side_encryption_rule.apply_server_side_encryption_by_default

    def put(**fields: str) -> None:
        default = models.ApplyServerSideEncryptionByDefault(**fields)
        rule = models.ServerSideEncryptionRule(apply_server_side_encryption_by_default=default)
        request = oss.PutBucketEncryptionRequest(bucket=world.bucket, server_side_encryption_rule=rule)
        world.client.put_bucket_encryption(request)

    none = {"type": "OperationError", "status_code": 404, "code": "NoSuchServerSideEncryptionRule"}
    world.check.error("at first", read, **none)
    put(sse_algorithm="AES256")
    world.check.states("AES256", read(), sse_algorithm="AES256", kms_master_key_id=None)
    put(sse_algorithm="KMS", kms_master_key_id="fake-key-id", kms_data_encryption="SM4")
    whole = {"sse_algorithm": "KMS", "kms_master_key_id": "fake-key-id", "kms_data_encryption": "SM4"}
    world.check.states("KMS", read(), **whole)
    world.check.error("an unknown algorithm", lambda: put(sse_algorithm="ROT13"), status_code=400)
    world.check.state("it stays", read().sse_algorithm, "KMS")
    world.client.delete_bucket_encryption(oss.DeleteBucketEncryptionRequest(bucket=world.bucket))
    world.check.error("deleted", read, **none)


def case_versioning(world: World) -> None:
    def read() -> str | None:
        request = oss.GetBucketVersioningRequest(bucket=world.bucket)
        return world.client.get_bucket_versioning(request).version_status

    def put(status: str) -> None:
        config = oss.VersioningConfiguration(status=status)
        request = oss.PutBucketVersioningRequest(bucket=world.bucket, versioning_configuration=config)
        world.client.put_bucket_versioning(request)

    world.check.state("at first", read(), None)
    for status in ("Enabled", "Suspended", "Enabled"):
        put(status)
        world.check.state(f"then {status}", read(), status)
    info = world.client.get_bucket_info(oss.GetBucketInfoRequest(bucket=world.bucket)).bucket_info
    world.check.state("in info", info.versioning, "Enabled")
    world.check.error("an unknown status", lambda: put("On"), **REFUSED)
    world.check.state("it stays", read(), "Enabled")
