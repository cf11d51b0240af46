"""More settings of buckets: logging, who pays, acceleration, statistics, inventories."""

from __future__ import annotations

from oss2.models import (
    BucketLogging,
    InventoryBucketDestination,
    InventoryConfiguration,
    InventoryDestination,
    InventoryFilter,
    InventorySchedule,
)

from harness.accounts import ACCOUNT, ROLE, STRANGER

from .world import World

DENIED = {"type": "AccessDenied", "status": 403, "code": "AccessDenied"}


def case_logging(world: World) -> None:
    bucket = world.bucket
    world.check.states("at first", bucket.get_bucket_logging(), target_bucket="", target_prefix="")
    bucket.put_bucket_logging(BucketLogging(world.name, "logs/"))
    told = {"target_bucket": world.name, "target_prefix": "logs/"}
    world.check.states("put", bucket.get_bucket_logging(), **told)
    bucket.delete_bucket_logging()
    world.check.states("deleted", bucket.get_bucket_logging(), target_bucket="", target_prefix="")


def case_who_pays(world: World) -> None:
    bucket = world.bucket
    world.check.states("at first", bucket.get_bucket_request_payment(), payer="BucketOwner")
    bucket.put_object("a", b"a", headers={"x-oss-object-acl": "public-read"})
    bucket.put_bucket_request_payment("Requester")
    world.check.states("put", bucket.get_bucket_request_payment(), payer="Requester")
    stranger = world.make(world.name, STRANGER)
    world.check.error("a stranger who does not pay", lambda: stranger.get_object("a"), **DENIED)
    paid = stranger.get_object("a", headers={"x-oss-request-payer": "requester"})
    world.check.state("a stranger who pays", paid.read(), b"a")
    world.check.state("the owner", world.read("a"), b"a")


def case_acceleration(world: World) -> None:
    world.bucket.put_bucket_transfer_acceleration("true")
    world.check.states("on", world.bucket.get_bucket_transfer_acceleration(), enabled="true")
    world.check.states("in info", world.bucket.get_bucket_info(), transfer_acceleration="Enabled")
    world.bucket.put_bucket_transfer_acceleration("false")
    world.check.states("off", world.bucket.get_bucket_transfer_acceleration(), enabled="false")


def case_statistics(world: World) -> None:
    bucket = world.bucket
    empty = {"storage_size_in_bytes": 0, "object_count": 0, "multi_part_upload_count": 0}
    world.check.states("at first", bucket.get_bucket_stat(), **empty)
    bucket.put_object("a", bytes(100))
    bucket.put_object("b", bytes(23), headers={"x-oss-storage-class": "IA"})
    bucket.init_multipart_upload("c")
    world.check.states(
        "later",
        bucket.get_bucket_stat(),
        object_count=2,
        multi_part_upload_count=1,
        standard_storage=100,
        standard_object_count=1,
        infrequent_access_real_storage=23,
        infrequent_access_object_count=1,
    )


def inventory(world: World, name: str, frequency: str) -> InventoryConfiguration:
    target = InventoryBucketDestination(
        account_id=ACCOUNT, role_arn=ROLE, bucket=world.name, inventory_format="CSV", prefix="lists/"
    )
    return InventoryConfiguration(
        inventory_id=name,
        is_enabled=True,
        included_object_versions="All",
        inventory_filter=InventoryFilter("dir/"),
        inventory_destination=InventoryDestination(target),
        inventory_schedule=InventorySchedule(frequency),
        optional_fields=["Size", "ETag"],
    )


def case_inventories(world: World) -> None:
    bucket = world.bucket
    missing = {"type": "NoSuchInventory", "status": 404, "code": "NoSuchInventory"}
    read = lambda: bucket.get_bucket_inventory_configuration("daily")
    world.check.error("at first", read, **missing)
    bucket.put_bucket_inventory_configuration(inventory(world, "daily", "Daily"))
    found = read()
    world.check.states(
        "read back",
        found,
        inventory_id="daily",
        is_enabled=True,
        included_object_versions="All",
        optional_fields=["Size", "ETag"],
    )
    world.check.states("filter", found.inventory_filter, prefix="dir/")
    world.check.states("schedule", found.inventory_schedule, frequency="Daily")
    world.check.states(
        "destination",
        found.inventory_destination.bucket_destination,
        account_id=ACCOUNT,
        role_arn=ROLE,
        bucket=world.name,
        inventory_format="CSV",
        prefix="lists/",
    )
    again = lambda: bucket.put_bucket_inventory_configuration(inventory(world, "daily", "Daily"))
    world.check.error("again", again, status=409)
    bucket.put_bucket_inventory_configuration(inventory(world, "weekly", "Weekly"))
    listed = bucket.list_bucket_inventory_configurations()
    ids = [one.inventory_id for one in listed.inventory_configurations]
    world.check.state("list", ids, ["daily", "weekly"])
    bucket.delete_bucket_inventory_configuration("daily")
    world.check.error("deleted", read, **missing)
