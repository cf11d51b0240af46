'use strict';

/** @import OSS from '../../index' */
/** @import { Client } from '../types' */

/**
 * Stops the uploads in parts of this client, all of them; with `abort` it also throws one's parts away, without waiting.
 *
 * @this {Client}
 * @param {OSS.AbortTarget} [abort]
 */
function cancel(abort) {
  this._stop();
  for (const part of this.multipartUploadStreams ?? []) if (!part.destroyed) part.destroy();
  this.multipartUploadStreams = [];
  // Nobody waits for it, so nobody could be told.
  if (abort) this.abortMultipartUpload(abort.name, abort.uploadId, abort.options).catch(() => {});
}

/**
 * Whether `cancel` has been called; undefined before the first upload.
 *
 * @this {Client}
 */
function isCancel() {
  return this.options.cancelFlag;
}

/**
 * Lets uploads go on.
 *
 * @this {Client}
 */
function resetCancelFlag() {
  this.options.cancelFlag = false;
}

/** @this {Client} */
function _stop() {
  this.options.cancelFlag = true;
}

/** What an upload rejects with after `cancel`. */
function _makeCancelEvent() {
  return Object.assign(new Error('the upload was cancelled'), { status: 0, name: 'cancel' });
}

/** What an upload rejects with when somebody has given it up. */
function _makeAbortEvent() {
  return Object.assign(new Error('upload task has been abort'), { status: 0, name: 'abort' });
}

module.exports = { _makeAbortEvent, _makeCancelEvent, _stop, cancel, isCancel, resetCancelFlag };
