'use strict';

const { PassThrough, Readable } = require('node:stream');
const { isSource, opened } = require('../streams/sources');

/**
 * Streams that each bring what the source brings, no faster than the slowest of them is read. One that is given up does not
 * hold the others up; an error of the source is one of all. Undefined for what is no source.
 *
 * @param {any} source
 * @param {number} count
 */
function copiesOf(source, count) {
  if (!isSource(source)) return undefined;
  const { giveUp, pieces } = opened(source);
  const whole = Readable.from(pieces(), { objectMode: false });
  const copies = Array.from({ length: count }, () => new PassThrough());
  let wanted = count;
  for (const copy of copies) {
    whole.pipe(copy);
    copy.on('close', () => {
      wanted -= 1;
      if (wanted > 0) return;
      whole.destroy();
      giveUp();
    });
  }
  whole.on('error', (error) => {
    for (const copy of copies) copy.destroy(error);
  });
  return copies;
}

module.exports = { copiesOf };
