"""Encryption by the client: the server keeps what only the client can read."""

import oss2
from Crypto.PublicKey import RSA
from oss2.crypto import RsaProvider

from harness.content import content

from .world import World

TEXT = b"hello, encryption"
PAIR = RSA.generate(1024)


def case_of_whole_objects(world: World) -> None:
    closed = _crypto_bucket(world)
    closed.put_object("a", TEXT, headers={"x-oss-meta-of": "mine"})
    world.check.state("what it reads", closed.get_object("a").read(), TEXT)
    world.check.state("a range of it", closed.get_object("a", byte_range=(7, 16)).read(), b"encryption")
    plain = world.bucket.get_object("a")
    world.check.state("what others read", plain.read() != TEXT, True)
    world.check.state("as long", plain.content_length, len(TEXT))
    world.check.headers(
        "metadata",
        plain.headers,
        {"x-oss-meta-of": "mine", "x-oss-meta-client-side-encryption-cek-alg": "AES/CTR/NoPadding"},
    )


def case_of_parts(world: World) -> None:
    closed = _crypto_bucket(world)
    data = content(204_800 + 5, "encrypted")
    context = oss2.models.MultipartUploadCryptoContext(len(data), 102_400)
    upload_id = closed.init_multipart_upload("a", upload_context=context).upload_id
    parts = []
    for number in (1, 2, 3):
        piece = data[(number - 1) * 102_400 : number * 102_400]
        put = closed.upload_part("a", upload_id, number, piece, upload_context=context)
        parts.append(oss2.models.PartInfo(number, put.etag, size=len(piece), part_crc=put.crc))
    closed.complete_multipart_upload("a", upload_id, parts)
    world.check.state("what it reads", closed.get_object("a").read() == data, True)
    world.check.state("what others read", world.read("a") != data, True)


def _crypto_bucket(world: World) -> oss2.CryptoBucket:
    provider = RsaProvider({"private_key": PAIR.export_key(), "public_key": PAIR.public_key().export_key()})
    plain = world.bucket
    make_url = plain._make_url
    return oss2.CryptoBucket(
        plain.auth,
        plain.endpoint,
        world.name,
        provider,
        region=plain.region,
        is_path_style=make_url.is_path_style,
    )
