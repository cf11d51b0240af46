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

module.exports = { _stop, cancel, isCancel, resetCancelFlag };
