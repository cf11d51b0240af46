'use strict';

// multipartUploadCopy: one after the other, so that requests can be compared in their order; what comes of several at once.

const { define } = require('../../harness/case.js');
const { settle } = require('../../harness/observe.js');
const { object, refusal, reply } = require('../replies.js');
const { MULTIPART } = require('./calls.js');

const KIB = 1024;
const head = object('', { 'Content-Length': 250 * KIB });
const init = MULTIPART.initMultipartUpload.reply;
const part = (etag) => reply(200, { ETag: `"${etag}"` });
const complete = MULTIPART.completeMultipartUpload.reply;
const WHOLE = [head, init, part('A'), part('B'), part('C'), complete];
const SOURCE = { sourceKey: 'dir/a b.txt', sourceBucketName: 'other-bucket' };
const OPTIONS = { parallel: 1, partSize: 100 * KIB };

const add = define('multipartUploadCopy', { replies: WHOLE, signatures: ['v1'] });
const run = (client, options, source) =>
  client.multipartUploadCopy('copy 中.txt', { ...SOURCE, ...source }, { ...OPTIONS, ...options });

define('multipartUploadCopy', { replies: WHOLE })('plain', 'call', (client) => run(client));
const GIVEN = {
  'a version': { versionId: 'CAEQ' },
  'headers of the object and of the copying': {
    headers: { 'x-oss-storage-class': 'IA', 'x-oss-a': 'b' },
    copyheaders: { 'x-oss-copy-source-if-match': '"A"' },
  },
  'metadata and a type': { meta: { uid: 1 }, mime: 'text/html' },
  'a part size as text': { partSize: '102400' },
  'larger parts': { partSize: 200 * KIB },
  'parts that are too small': { partSize: 100 * KIB - 1 },
  'no part size': { partSize: undefined },
};
for (const [kind, options] of Object.entries(GIVEN)) add('options', kind, (client) => run(client, options));

const SOURCES = {
  'from an offset': { startOffset: 50 * KIB },
  'a range': { startOffset: 10, endOffset: 10 + 120 * KIB },
  'to an end as text': { endOffset: '204800' },
  'too little': { startOffset: 200 * KIB },
  'a bad bucket': { sourceBucketName: 'Bad' },
};
for (const [kind, source] of Object.entries(SOURCES))
  add('source', kind, (client) => run(client, {}, source));

/** What `progress` is told. */
const told = (seen) => (fraction, checkpoint, res) => {
  seen.push([fraction, checkpoint && structuredClone(checkpoint), res.status]);
};
for (const parallel of [1, 2, 5]) {
  const all = { ...OPTIONS, parallel };
  add('progress', `${parallel} at once`, { requests: parallel === 1 }, async (client) => {
    const fractions = [];
    const result = await run(client, { ...all, progress: (fraction) => void fractions.push(fraction) });
    return [fractions, result.name, client.isCancel()];
  });
}
add('progress', 'with checkpoints', async (client) => {
  const seen = [];
  await run(client, { progress: told(seen) });
  return seen;
});
add('progress', 'that throws', (client) =>
  run(client, {
    progress(fraction) {
      if (fraction > 0) throw new Error('stop');
    },
  })
);

const checkpoint = {
  name: 'copy 中.txt',
  copySize: 250 * KIB,
  partSize: 100 * KIB,
  uploadId: 'B4D9',
  doneParts: [{ number: 2, etag: '"B"' }],
};
const REST = [head, part('A'), part('C'), complete];
add('checkpoint', 'goes on', { replies: REST }, (client) =>
  run(client, { checkpoint: structuredClone(checkpoint) })
);
add('checkpoint', 'without an id begins anew', (client) => run(client, { checkpoint: { doneParts: [] } }));

const denied = refusal(403, 'AccessDenied', 'No.');
add('failures', 'the source is missing', { replies: [reply(404)] }, async (client) => ({
  outcome: await settle(() => run(client)),
  bucket: client.options.bucket,
}));
add('failures', 'it cannot begin', { replies: [head, denied] }, (client) => run(client));
add('failures', 'a part in its turn', { replies: [head, init, part('A'), denied] }, (client) => run(client));
add('failures', 'all parts at once', { replies: [head, init, denied], requests: false }, (client) =>
  run(client, { parallel: 5, partSize: 250 * KIB })
);
add('failures', 'a part finds no upload', { replies: [head, init, reply(404)] }, (client) => run(client));
add('failures', 'parts find no upload', { replies: [head, init, reply(404)], requests: false }, (client) =>
  run(client, { parallel: 3, partSize: 250 * KIB })
);
add(
  'failures',
  'it cannot end',
  { replies: [head, init, part('A'), part('B'), part('C'), denied] },
  (client) => run(client)
);
for (const parallel of [1, 2]) {
  add('cancel', `${parallel} at once`, { requests: false }, (client) =>
    run(client, {
      parallel,
      progress(fraction) {
        if (fraction > 0) client.cancel();
      },
    })
  );
}

const sizes = define('_getPartSize', { signatures: ['v1'] });
for (const [kind, given] of Object.entries({
  usual: [5 << 20, undefined],
  wanted: [5 << 20, 200_000],
  'too many parts': [5 * 2 ** 40, 100_000],
  nothing: [0, 0],
})) {
  sizes('arguments', kind, (client) => client._getPartSize(...given));
  define('_divideParts', { signatures: ['v1'] })('arguments', kind, (client) =>
    client._divideParts(given[0] / 2 ** 20, 3)
  );
  define('_divideMultipartCopyParts', { signatures: ['v1'] })('arguments', kind, (client) =>
    client._divideMultipartCopyParts(given[0] / 2 ** 20, 3, 7)
  );
}
