"""What of oss2 the cases do not use, and why."""

LEFT_OUT = {
    "POST forms, GetBucketPolicyStatus": "the client has no calls for them",
    "AuthV2 and ProviderAuthV2": "the emulator knows the schemes V1 and V4 alone",
    "select_object, process_object and their like": "the emulator refuses x-oss-process by name",
}
