"""More settings of buckets: logging, who pays, acceleration, statistics, inventories."""

from __future__ import annotations

import alibabacloud_oss_v2 as oss

from harness.accounts import ACCOUNT, ROLE, STRANGER

from .errors import DENIED
from .world import World


def case_logging(world: World) -> None:
    def read() -> oss.LoggingEnabled | None:
        request = oss.GetBucketLoggingRequest(bucket=world.bucket)
        return world.client.get_bucket_logging(request).bucket_logging_status.logging_enabled

    world.check.state("at first", read(), None)
    enabled = oss.LoggingEnabled(target_bucket=world.bucket, target_prefix="logs/")
    status = oss.BucketLoggingStatus(logging_enabled=enabled)
    world.client.put_bucket_logging(
        oss.PutBucketLoggingRequest(bucket=world.bucket, bucket_logging_status=status)
    )
    world.check.states("put", read(), target_bucket=world.bucket, target_prefix="logs/")
    world.client.delete_bucket_logging(oss.DeleteBucketLoggingRequest(bucket=world.bucket))
    world.check.state("deleted", read(), None)


def case_who_pays(world: World) -> None:
    def read() -> str:
        request = oss.GetBucketRequestPaymentRequest(bucket=world.bucket)
        return world.client.get_bucket_request_payment(request).request_payment_configuration.payer

    world.check.state("at first", read(), "BucketOwner")
    world.put("a", b"a", acl="public-read")
    configuration = oss.RequestPaymentConfiguration(payer="Requester")
    world.client.put_bucket_request_payment(
        oss.PutBucketRequestPaymentRequest(bucket=world.bucket, request_payment_configuration=configuration)
    )
    world.check.state("put", read(), "Requester")
    stranger = world.make(STRANGER)
    world.check.error("a stranger who does not pay", lambda: world.get("a", stranger), **DENIED)
    world.check.state("a stranger who pays", world.read("a", stranger, request_payer="requester"), b"a")
    world.check.state("the owner", world.read("a"), b"a")


def case_acceleration(world: World) -> None:
    def put(enabled: bool) -> None:
        configuration = oss.TransferAccelerationConfiguration(enabled=enabled)
        world.client.put_bucket_transfer_acceleration(
            oss.PutBucketTransferAccelerationRequest(
                bucket=world.bucket, transfer_acceleration_configuration=configuration
            )
        )

    def read() -> bool:
        request = oss.GetBucketTransferAccelerationRequest(bucket=world.bucket)
        result = world.client.get_bucket_transfer_acceleration(request)
        return result.transfer_acceleration_configuration.enabled

    put(True)
    world.check.state("on", read(), True)
    info = world.client.get_bucket_info(oss.GetBucketInfoRequest(bucket=world.bucket)).bucket_info
    world.check.state("in info", info.transfer_acceleration, "Enabled")
    put(False)
    world.check.state("off", read(), False)


def case_statistics(world: World) -> None:
    def read() -> oss.GetBucketStatResult:
        return world.client.get_bucket_stat(oss.GetBucketStatRequest(bucket=world.bucket))

    world.check.states("at first", read(), storage=0, object_count=0, multi_part_upload_count=0)
    world.put("a", bytes(100))
    world.put("b", bytes(23), storage_class="IA")
    begin = oss.InitiateMultipartUploadRequest(bucket=world.bucket, key="c")
    world.client.initiate_multipart_upload(begin)
    world.check.states(
        "later",
        read(),
        object_count=2,
        standard_storage=100,
        standard_object_count=1,
        infrequent_access_real_storage=23,
        infrequent_access_object_count=1,
    )


def case_inventories(world: World) -> None:
    def put(name: str, frequency: str) -> None:
        target = oss.InventoryOSSBucketDestination(
            format="CSV",
            account_id=ACCOUNT,
            role_arn=ROLE,
            bucket=f"acs:oss:::{world.bucket}",
            prefix="lists/",
        )
        configuration = oss.InventoryConfiguration(
            id=name,
            is_enabled=True,
            included_object_versions="All",
            optional_fields=oss.OptionalFields(fields=["Size", "ETag"]),
            destination=oss.InventoryDestination(oss_bucket_destination=target),
            schedule=oss.InventorySchedule(frequency=frequency),
            filter=oss.InventoryFilter(prefix="dir/"),
        )
        world.client.put_bucket_inventory(
            oss.PutBucketInventoryRequest(
                bucket=world.bucket, inventory_id=name, inventory_configuration=configuration
            )
        )

    def read() -> oss.InventoryConfiguration:
        request = oss.GetBucketInventoryRequest(bucket=world.bucket, inventory_id="daily")
        return world.client.get_bucket_inventory(request).inventory_configuration

    missing = {"type": "OperationError", "status_code": 404, "code": "NoSuchInventory"}
    world.check.error("at first", read, **missing)
    put("daily", "Daily")
    found = read()
    world.check.states("read back", found, id="daily", is_enabled=True, included_object_versions="All")
    world.check.state("fields", found.optional_fields.fields, ["Size", "ETag"])
    world.check.states("filter", found.filter, prefix="dir/")
    world.check.states("schedule", found.schedule, frequency="Daily")
    told = {"format": "CSV", "account_id": ACCOUNT, "role_arn": ROLE, "prefix": "lists/"}
    world.check.states("destination", found.destination.oss_bucket_destination, **told)
    world.check.error("again", lambda: put("daily", "Daily"), status_code=409)
    put("weekly", "Weekly")
    request = oss.ListBucketInventoryRequest(bucket=world.bucket)
    listed = world.client.list_bucket_inventory(request).list_inventory_configurations_result
    world.check.state("list", [one.id for one in listed.inventory_configurations], ["daily", "weekly"])
    world.check.state("list, whole", listed.is_truncated, False)
    request = oss.DeleteBucketInventoryRequest(bucket=world.bucket, inventory_id="daily")
    world.client.delete_bucket_inventory(request)
    world.check.error("deleted", read, **missing)
