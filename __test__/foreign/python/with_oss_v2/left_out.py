"""What of alibabacloud-oss-v2 the cases do not use, and why."""

LEFT_OUT = {
    "AssumeRole": "the client has no call for it; its tokens come from aliyun-python-sdk-core, as in the suite of oss2",
    "POST forms, live channels, fetches in the background": "the client has no calls for them",
    "process_object, async_process_object": "the emulator refuses x-oss-process by name",
    "the asyncio client": "it sends what the other one sends",
    "str bodies beyond ASCII": "the client takes the CRC of something else than it sends, and refuses the reply",
    "ranges that are downloaded in parts": "the client counts from 0 and takes its own first piece to be out of order",
    "vectors, tables, agentic buckets": "services of their own, not OSS",
}
