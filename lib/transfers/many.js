'use strict';

/** @import OSS from '../../index' */

const { abortError } = require('../abort');

const CONCURRENCY = 4;

/**
 * A file of a folder: where it is, and what moves it.
 *
 * @typedef {{ path: string, name: string, size: number, skipped?: Error, move?: (options: OSS.TransferOptions) => Promise<{ size: number }> }} Item
 */

/**
 * Moves files, several at a time. What one fails with is written down, and the others go on.
 *
 * @param {Item[]} items
 * @param {OSS.DirectoryOptions} options
 * @returns {Promise<OSS.DirectoryResult>}
 */
async function moveAll(items, options) {
  const { concurrency = CONCURRENCY, signal, onProgress } = options;
  if (!Number.isSafeInteger(concurrency) || concurrency < 1)
    throw new TypeError(`concurrency must be a whole number above 0, not ${String(concurrency)}`);
  const files = items.map(reportOf);
  const todo = items.map((_, i) => i).filter((i) => items[i].move);
  const progress = new Progress(
    todo.map((i) => items[i].size),
    onProgress
  );
  // An error of the caller's function ends all of them.
  const stop = new AbortController();
  const relay = () => stop.abort(signal?.reason);
  if (signal?.aborted) relay();
  signal?.addEventListener('abort', relay, { once: true });
  let next = 0;
  const work = async () => {
    while (next < todo.length && !stop.signal.aborted) {
      const at = next++;
      const i = todo[at];
      await moveOne(items[i], files[i], {
        signal: stop.signal,
        onProgress: ({ transferred }) => progress.moved(at, transferred),
      });
      progress.ended(at, files[i].size);
      if (progress.failure) stop.abort();
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(concurrency, todo.length) }, work));
  } finally {
    signal?.removeEventListener('abort', relay);
  }
  if (progress.failure) throw progress.failure.reason;
  if (signal?.aborted) throw Object.assign(abortError(signal.reason), { files });
  return resultOf(files);
}

/**
 * @param {Item} item
 * @returns {OSS.DirectoryFile}
 */
function reportOf({ path, name, size, skipped }) {
  const file = { path, name, size, status: /** @type {const} */ ('skipped') };
  return skipped ? { ...file, error: skipped } : file;
}

/**
 * @param {Item} item
 * @param {OSS.DirectoryFile} file
 * @param {OSS.TransferOptions} options
 */
async function moveOne(item, file, options) {
  try {
    const { size } = await /** @type {NonNullable<Item['move']>} */ (item.move)(options);
    Object.assign(file, { size, status: 'done' });
  } catch (error) {
    Object.assign(file, { status: 'failed', error });
  }
}

/**
 * @param {OSS.DirectoryFile[]} files
 * @returns {OSS.DirectoryResult}
 */
function resultOf(files) {
  const count = (/** @type {OSS.DirectoryFile['status']} */ wanted) =>
    files.filter(({ status }) => status === wanted).length;
  const size = files.reduce((sum, file) => sum + (file.status === 'done' ? file.size : 0), 0);
  return { files, done: count('done'), failed: count('failed'), skipped: count('skipped'), size };
}

/** How far many files are. */
class Progress {
  /** @type {{ reason: unknown } | undefined} what the caller's function failed with */
  failure;
  #onProgress;
  #sizes;
  #moved;
  #total;
  #transferred = 0;
  #files = 0;

  /**
   * @param {number[]} sizes
   * @param {OSS.DirectoryOptions['onProgress']} onProgress
   */
  constructor(sizes, onProgress) {
    this.#onProgress = onProgress;
    this.#sizes = sizes;
    this.#moved = sizes.map(() => 0);
    this.#total = sizes.reduce((sum, size) => sum + size, 0);
  }

  /**
   * @param {number} at
   * @param {number} transferred
   */
  moved(at, transferred) {
    this.#transferred += transferred - this.#moved[at];
    this.#moved[at] = transferred;
    this.#report();
  }

  /**
   * A file is done, or has failed: what there is of it counts as it is.
   *
   * @param {number} at
   * @param {number} size
   */
  ended(at, size) {
    this.#files += 1;
    this.#total += size - this.#sizes[at];
    this.#report();
  }

  #report() {
    if (!this.#onProgress || this.failure) return;
    try {
      this.#onProgress({
        transferred: this.#transferred,
        total: this.#total,
        files: this.#files,
        totalFiles: this.#sizes.length,
      });
    } catch (reason) {
      this.failure = { reason };
    }
  }
}

module.exports = { moveAll };
