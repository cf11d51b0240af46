'use strict';

const { createWriteStream, mkdtempSync, rmSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Readable } = require('node:stream');
const { pipeline } = require('node:stream/promises');

/** A folder for the files that are sent and written. */
exports.makeFolder = () => mkdtempSync(path.join(os.tmpdir(), 'ali-oss-native-bench-'));

/** Removes it with all that is in it. */
exports.removeFolder = (folder) => rmSync(folder, { recursive: true, force: true });

/** Writes the object of this size into `source`: its checksums are those that the sink answers a put with. */
exports.fetchSource = async (port, folder, size) => {
  const response = await fetch(`http://127.0.0.1:${port}/${size}`, { headers: { connection: 'close' } });
  await pipeline(Readable.fromWeb(response.body), createWriteStream(path.join(folder, 'source')));
};
