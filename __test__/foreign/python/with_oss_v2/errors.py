"""Errors as this client shows them: the code and status are those of the error that it wraps."""

MISSING = {"type": "OperationError", "status_code": 404, "code": "NoSuchKey"}
NO_BUCKET = {"type": "OperationError", "status_code": 404, "code": "NoSuchBucket"}
NO_UPLOAD = {"type": "OperationError", "status_code": 404, "code": "NoSuchUpload"}
DENIED = {"type": "OperationError", "status_code": 403, "code": "AccessDenied"}
FAILED = {"type": "OperationError", "status_code": 412, "code": "PreconditionFailed"}
REFUSED = {"type": "OperationError", "status_code": 400, "code": "InvalidArgument"}
FROZEN = {"type": "OperationError", "status_code": 403, "code": "InvalidObjectState"}
EXISTS = {"type": "OperationError", "status_code": 409, "code": "FileAlreadyExists"}
