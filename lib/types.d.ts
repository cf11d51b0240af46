import type OSS from '../index';
import type { NativeHandle } from './native-handle';
import type { Progress } from './streams/progress';

/** A client with the members that only the facade uses. */
export interface Client extends OSS {
  readonly _native: NativeHandle;
  _getUserAgent(): string;
  _checkUserAgent(text: string): string;
  _getReqUrl(params: Pick<OSS.RequestParams, 'bucket' | 'object' | 'query' | 'subres'>): string;
  _bucketRequestParams(
    method: string,
    bucket: string,
    subres?: OSS.RequestParams['subres'],
    options?: OSS.RequestOptions
  ): OSS.RequestParams;
  _objectRequestParams(
    this: Client,
    method: string,
    name: string,
    options?: OSS.ObjectRequestOptions | null
  ): OSS.RequestParams;
  _objectName(name: string): string;
  _objectUrl(name: string): string;
  _convertMetaToHeaders(meta: OSS.UserMeta | null | undefined, headers: Headers): void;
  _escape(name: string): string;
  _getResource(params: Pick<OSS.RequestParams, 'bucket' | 'object'>): string;
  _getSourceName(source: string, bucket?: string): string;
  _uploadPart(
    name: string,
    uploadId: string,
    partNo: number,
    data: PartData,
    options?: OSS.UploadPartOptions | null
  ): Promise<OSS.UploadPartResult>;
  _getFileSize(file: unknown): Promise<number>;
  _parallel(
    todo: number[],
    parallel: number,
    job: (number: number) => Promise<void>
  ): Promise<(Error & { partNum?: number })[]>;
  _resumeMultipart(
    checkpoint: OSS.Checkpoint,
    options: OSS.MultipartUploadOptions
  ): Promise<OSS.CompleteMultipartUploadResult>;
  /** The parts under way, for `cancel`. */
  multipartUploadStreams?: { destroyed: boolean; destroy(): void }[];
  _makeCancelEvent(): Error;
  _makeAbortEvent(): Error;
  _getPartSize(fileSize: number, partSize?: number): number;
  _divideParts(fileSize: number, partSize: number): PartRange[];
  _divideMultipartCopyParts(copySize: number, partSize: number, startOffset: number): PartRange[];
  _getObjectMeta(
    bucket: string,
    name: string,
    options?: OSS.RequestOptions & { versionId?: string | null }
  ): Promise<OSS.HeadObjectResult>;
  _parallelNode(
    todo: number[],
    parallel: number,
    job: (client: Client, number: number, sourceData?: unknown) => Promise<void>,
    sourceData?: unknown
  ): Promise<(Error & { partNum?: number })[]>;
  _resumeMultipartCopy(
    checkpoint: OSS.CopyCheckpoint,
    source: OSS.MultipartUploadCopySourceData & { startOffset: number },
    options: OSS.MultipartUploadCopyOptions
  ): Promise<OSS.CompleteMultipartUploadResult>;
  _stop(): void;
  _statFile(path: string): Promise<import('node:fs').Stats>;
  _deleteFileSafe(path: string): Promise<void>;
}

/** From its first byte up to, but without, its last. */
export interface PartRange {
  start: number;
  end: number;
}

/** The bytes of a part. */
export interface PartData {
  size: number;
  content?: Buffer;
  file?: { path: string; from: number; size: number };
  /** A stream that brings just these bytes. */
  stream?: OSS.StreamSource;
  /** The progress that the part is a share of. */
  progress?: Progress;
}

/** Options of what sends a body. */
export interface SentOptions extends OSS.PutStreamOptions {
  previousCrc64?: string | bigint | undefined;
}

/** A request as the facade sends it. */
export interface SentParams extends OSS.RequestParams {
  /** The CRC-64, in decimal, of what an object holds before an append. */
  previousCrc64?: string | bigint | undefined;
  /** The progress that its body is a share of. */
  progress?: Progress;
}

export type Headers = Record<string, unknown>;

/** The outcome of a native call, parsed. Of an answer that never came there is only `rt`, `url` and `error`. */
export interface Reply {
  rt: number;
  url: string;
  status: number;
  statusMessage: string;
  headers: Record<string, string>;
  size: number;
  /** The body went into a file. */
  file: boolean;
  reused: boolean;
  requests: number;
  responses: number;
  address: string;
  port: number;
  document?: unknown;
  error?: Failure;
  /** An attempt has failed, and another may follow if `answer` says so. */
  ask?: boolean;
  /** The body can be read piece by piece. */
  stream?: boolean;
  /** There are no more pieces. */
  done?: boolean;
  /** No more pieces are taken. */
  closed?: boolean;
  /** What a transfer has to say. */
  event?: TransferEvent;
  /** The body, if it is not empty and went into no file. */
  body: Buffer | null;
}

/** A request that Rust has built and signed, for another to send. */
export interface WireRequest {
  secure: boolean;
  host: string;
  port: number;
  /** Connects there instead of looking `host` up. */
  address: string | null;
  method: string;
  /** Path and query as they go on the wire. */
  target: string;
  /** Name and value after name and value; names in lower case. */
  headers: string[];
  /** Whether there is a body: the content of the call, or one to be read from Rust. */
  body: 'none' | 'content' | 'stream';
}

/** How far a transfer is, or a question: for the client of the next request, or for one in place of that which was refused. */
export interface TransferEvent {
  transferred?: number;
  total?: number | null;
  rate?: number;
  /** Number of the question. */
  ask?: number;
  /** The code of the refusal. */
  refused?: string | null;
  /** When the refused request was signed: Unix time in milliseconds. */
  now?: number;
}

/** A transfer as Rust takes it. */
export interface Transfer {
  kind: 'upload' | 'download' | 'copy';
  bucket?: string;
  name: string;
  headers: string[];
  mime?: string;
  versionId?: string;
  file?: string;
  stream?: number;
  sourceBucket?: string;
  sourceName?: string;
  replace?: boolean;
  checkpoint?: string;
  given?: OSS.Checkpoint;
  partSize?: number;
  parallel: number;
  crc64: boolean;
  connect: number;
  response: number;
}

/** Why a native call failed: each kind has some of the other fields. */
export interface Failure {
  kind: string;
  message: string;
  /** The attempts that led to it, the last one included. */
  attempts: OSS.Attempt[];
  /** Of service errors. */
  status?: number;
  code?: string;
  requestId?: string;
  hostId?: string;
  ec?: string;
  condition?: string;
  /** Of timeouts: milliseconds. */
  ms?: number;
  /** Of integrity errors: CRC-64 in decimal. */
  expected?: string;
  actual?: string;
  /** Of file errors; `code` is there too. */
  errno?: number;
  syscall?: string;
  path?: string;
  /** Of providers of credentials: what each said. */
  said?: { provider: string; message: string }[];
  cause?: Error | { message: string; code?: string };
}
