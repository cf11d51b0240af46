"""Encryption by the client: the server keeps what only the client can read."""

import alibabacloud_oss_v2 as oss
from alibabacloud_oss_v2.crypto import MasterRsaCipher
from Crypto.PublicKey import RSA

from .world import World

TEXT = b"hello, encryption"
PAIR = RSA.generate(1024)


def case_of_whole_objects(world: World) -> None:
    cipher = MasterRsaCipher({}, PAIR.public_key().export_key().decode(), PAIR.export_key().decode())
    closed = oss.EncryptionClient(world.client, cipher)
    closed.put_object(oss.PutObjectRequest(bucket=world.bucket, key="a", body=TEXT, metadata={"of": "mine"}))
    whole = closed.get_object(oss.GetObjectRequest(bucket=world.bucket, key="a"))
    world.check.state("what it reads", whole.body.read(), TEXT)
    part = closed.get_object(oss.GetObjectRequest(bucket=world.bucket, key="a", range_header="bytes=7-16"))
    world.check.state("a range of it", part.body.read(), b"encryption")
    plain = world.get("a")
    world.check.state("what others read", plain.body.read() != TEXT, True)
    world.check.state("as long", plain.content_length, len(TEXT))
    world.check.state("metadata", plain.metadata.get("of"), "mine")
    algorithm = plain.metadata.get("client-side-encryption-cek-alg")
    world.check.state("how it is encrypted", algorithm, "AES/CTR/NoPadding")
