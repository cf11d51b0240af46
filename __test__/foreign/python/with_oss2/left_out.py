"""What of oss2 the cases do not use, and why."""

LEFT_OUT = {
    "AuthV2 and ProviderAuthV2": "the scheme OSS2, which the service no longer offers to new accounts; the emulator refuses it",
    "select_object, process_object and their like": "the emulator refuses x-oss-process by name",
}
