"""Settings of buckets: tags, encryption, versioning."""

from oss2.models import BucketVersioningConfig, ServerSideEncryptionRule

from .tags import tagging
from .world import World


def case_tags(world: World) -> None:
    def read() -> dict[str, str]:
        return world.bucket.get_bucket_tagging().tag_set.tagging_rule

    world.check.state("at first", read(), {})
    two = {"one": "1", "two words": "a+b=c/d"}
    world.bucket.put_bucket_tagging(tagging(**two))
    world.check.state("two", read(), two)
    world.bucket.put_bucket_tagging(tagging(other="z", more="y"))
    world.check.state("replaced", read(), {"other": "z", "more": "y"})
    world.bucket.delete_bucket_tagging(params={"tagging": "more"})
    world.check.state("one deleted", read(), {"other": "z"})
    world.bucket.delete_bucket_tagging()
    world.check.state("all deleted", read(), {})
    nowhere = world.make("foreign-nowhere")
    world.check.error(
        "of no bucket", nowhere.get_bucket_tagging, type="NoSuchBucket", status=404, code="NoSuchBucket"
    )


def case_encryption(world: World) -> None:
    none = {
        "type": "NoSuchServerSideEncryptionRule",
        "status": 404,
        "code": "NoSuchServerSideEncryptionRule",
    }
    world.check.error("at first", world.bucket.get_bucket_encryption, **none)
    world.bucket.put_bucket_encryption(ServerSideEncryptionRule("AES256"))
    world.check.states("AES256", world.bucket.get_bucket_encryption(), sse_algorithm="AES256")
    world.bucket.put_bucket_encryption(ServerSideEncryptionRule("KMS", "fake-key-id", "SM4"))
    world.check.states(
        "KMS",
        world.bucket.get_bucket_encryption(),
        sse_algorithm="KMS",
        kms_master_keyid="fake-key-id",
        kms_data_encryption="SM4",
    )
    refused = lambda: world.bucket.put_bucket_encryption(ServerSideEncryptionRule("ROT13"))
    world.check.error("an unknown algorithm", refused, status=400)
    world.check.state("it stays", world.bucket.get_bucket_encryption().sse_algorithm, "KMS")
    world.bucket.delete_bucket_encryption()
    world.check.error("deleted", world.bucket.get_bucket_encryption, **none)


def case_versioning(world: World) -> None:
    world.check.state("at first", world.bucket.get_bucket_versioning().status, None)
    for status in ("Enabled", "Suspended", "Enabled"):
        world.bucket.put_bucket_versioning(BucketVersioningConfig(status))
        world.check.state(f"then {status}", world.bucket.get_bucket_versioning().status, status)
    world.check.state("in info", world.bucket.get_bucket_info().versioning_status, "Enabled")
    wrong = lambda: world.bucket.put_bucket_versioning(BucketVersioningConfig("On"))
    world.check.error("an unknown status", wrong, type="InvalidArgument", status=400, code="InvalidArgument")
    world.check.state("it stays", world.bucket.get_bucket_versioning().status, "Enabled")
