// What is called otherwise in `@types/ali-oss`.

declare module '../index' {
  type DeleteResult = EmptyResult;
  type ListV2ObjectResult = ListObjectsV2Result;
  type MultipartUploadResult = CompleteMultipartUploadResult;
  type MultipartUploadCopyResult = CompleteMultipartUploadResult;
  type ImageGetOptions = GetObjectOptions;

  /** A policy as `@types/ali-oss` has it; what `putBucketPolicy` takes is not held to it. */
  interface BucketPolicy {
    Version: string;
    Statement: {
      Action: string[];
      Effect: 'Allow' | 'Deny';
      Principal: string[];
      Resource: string[];
    }[];
  }
}

export {};
