// What a caller can know of an error.
import OSS = require('ali-oss-native');

declare const client: OSS;

type Rejection =
  | OSS.ServiceError
  | OSS.ConnectionError
  | OSS.ConnectTimeoutError
  | OSS.ResponseTimeoutError
  | OSS.CrcMismatchError
  | OSS.ObjectChangedError;

export async function exists(name: string): Promise<boolean> {
  try {
    await client.head(name);
    return true;
  } catch (error) {
    if ((error as OSS.ServiceError).code === 'NoSuchKey') return false;
    throw error;
  }
}

export function describe(error: Rejection): string {
  if (error.name === 'CrcMismatchError') return error.message;
  if ('params' in error) {
    // @ts-expect-error absent from replies without one
    error.code.length;
    return `${error.params.method} ${error.status} ${error.requestId}`;
  }
  // @ts-expect-error this error has a name only
  (error as OSS.ResponseTimeoutError).status;
  return error.name;
}

export function system({ cause }: OSS.ConnectionError): string | undefined {
  return cause?.code;
}

export function refusal({ status, code, requestId, message }: OSS.STSError) {
  return `${status} ${code} ${requestId} ${message}`;
}

/** How long the attempts before the last one were waited for, and by whom the last one was answered. */
export function patience({ attempts }: Rejection): [number, string | undefined] {
  const waited = attempts.reduce((sum, { delay }) => sum + delay, 0);
  return [waited, attempts.at(-1)?.remoteAddress];
}
