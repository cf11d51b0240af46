'use strict';

// Uploads in parts as a whole, one part at a time so that the requests have one order.

const { define } = require('../../harness/case.js');
const { settle } = require('../../harness/observe.js');
const { STORED, refusal, reply, xml } = require('../replies.js');

const SIZE = 100 * 1024;
const CONTENT = Buffer.alloc(2 * SIZE + 5, 'xyz');
const BEGUN = xml(
  200,
  '<InitiateMultipartUploadResult><Bucket>my-bucket</Bucket><Key>a.txt</Key><UploadId>B4D9</UploadId></InitiateMultipartUploadResult>'
);
const part = (number) => reply(200, { ETag: `"P${number}"` });
const ENDED = xml(
  200,
  '<CompleteMultipartUploadResult><Bucket>my-bucket</Bucket><Key>a.txt</Key><ETag>"C-3"</ETag></CompleteMultipartUploadResult>',
  { ETag: '"C-3"' }
);
const PARTS = [part(1), part(2), part(3)];
const NO_UPLOAD = refusal(404, 'NoSuchUpload', 'The specified upload does not exist.');
const DENIED = refusal(403, 'AccessDenied', 'You have no right to access this object.');
const IN_TURN = { parallel: 1, partSize: SIZE };

const upload = define('multipartUpload', { replies: [BEGUN, ...PARTS, ENDED], signatures: ['v1'] });

upload('source', 'a Buffer', (client) => client.multipartUpload('a.txt', CONTENT, { ...IN_TURN }));
upload('source', 'a file', (client, it) =>
  client.multipartUpload('a.txt', it.dir.write('b.html', CONTENT), { ...IN_TURN })
);
upload('source', 'a file without an extension', (client, it) =>
  client.multipartUpload('a.txt', it.dir.write('b', CONTENT), { ...IN_TURN })
);
upload('source', 'small', { replies: [STORED] }, (client) =>
  client.multipartUpload('a.txt', Buffer.from('small'), { ...IN_TURN })
);
upload('source', 'a small file', { replies: [STORED] }, (client, it) =>
  client.multipartUpload('a.txt', it.dir.write('b.html', 'small'), { ...IN_TURN })
);
upload('options', 'a type', (client) =>
  client.multipartUpload('a.txt', CONTENT, { ...IN_TURN, mime: 'text/x-mine' })
);
upload('options', 'metadata and headers', (client) =>
  client.multipartUpload('a.txt', CONTENT, {
    ...IN_TURN,
    meta: { uid: 1 },
    headers: { 'Cache-Control': 'no-cache', 'x-oss-storage-class': 'IA' },
  })
);
upload('callback', 'a reply', { replies: [BEGUN, ...PARTS, reply(200, {}, '{"Status":"OK"}')] }, (client) =>
  client.multipartUpload('a.txt', CONTENT, {
    ...IN_TURN,
    callback: { url: 'http://example.com/callback', body: 'key=${object}' },
  })
);
upload('callback', 'small', { replies: [reply(200, {}, '{"Status":"OK"}')] }, (client) =>
  client.multipartUpload('a.txt', Buffer.from('small'), {
    callback: { url: 'http://example.com/callback', body: 'key=${object}' },
  })
);

async function told(client, source, options) {
  const calls = [];
  const progress = (...given) => calls.push(structuredClone(given.slice(0, 2)));
  const outcome = await settle(() => client.multipartUpload('a.txt', source, { ...options, progress }));
  return { outcome, calls };
}
upload('progress', 'of a file', async (client, it) => {
  const { calls, outcome } = await told(client, it.dir.write('b', CONTENT), IN_TURN);
  // The folder differs from run to run.
  return {
    outcome,
    calls: calls.map(([fraction, checkpoint]) => [fraction, checkpoint && { ...checkpoint, file: 0 }]),
  };
});
upload('progress', 'small', { replies: [STORED] }, (client) => told(client, Buffer.from('small'), {}));

upload('checkpoint', 'two parts are done', { replies: [part(3), ENDED] }, (client, it) => {
  const doneParts = [
    { number: 1, etag: '"P1"' },
    { number: 2, etag: '"P2"' },
  ];
  const file = it.dir.write('b', CONTENT);
  const checkpoint = {
    file,
    name: 'a.txt',
    fileSize: CONTENT.length,
    partSize: SIZE,
    uploadId: 'B4D9',
    doneParts,
  };
  return client.multipartUpload('ignored', 'ignored', { checkpoint, parallel: 1 });
});
upload('failures', 'a part is refused', { replies: [BEGUN, part(1), DENIED] }, (client) =>
  client.multipartUpload('a.txt', CONTENT, { ...IN_TURN })
);
upload(
  'failures',
  'of parts at once',
  { replies: [BEGUN, DENIED, DENIED, DENIED], requests: false },
  async (client) => {
    const { error } = await settle(() =>
      client.multipartUpload('a.txt', CONTENT, { parallel: 3, partSize: SIZE })
    );
    return { name: error.own.name, message: error.own.message.replace(/\d$/, 'N') };
  }
);
upload('failures', 'a part finds no upload', { replies: [BEGUN, part(1), NO_UPLOAD] }, (client) =>
  client.multipartUpload('a.txt', CONTENT, { ...IN_TURN })
);
upload('failures', 'it cannot begin', { replies: [DENIED] }, (client) =>
  client.multipartUpload('a.txt', CONTENT, { ...IN_TURN })
);
upload('failures', 'it cannot end', { replies: [BEGUN, ...PARTS, NO_UPLOAD] }, (client) =>
  client.multipartUpload('a.txt', CONTENT, { ...IN_TURN })
);
upload('bad input', 'a part size with a fraction', (client) =>
  client.multipartUpload('a.txt', CONTENT, { partSize: SIZE + 0.5 })
);
upload('bad input', 'a part size that is too small', (client) =>
  client.multipartUpload('a.txt', CONTENT, { partSize: 1024 })
);
upload('bad input', 'a file that is missing', (client, it) =>
  client.multipartUpload('a.txt', it.dir.path('missing'))
);
upload('bad input', 'no bucket', { client: { bucket: undefined } }, (client) =>
  client.multipartUpload('a.txt', CONTENT)
);
upload('checkpoint', 'the file has changed', { replies: [part(1), ENDED] }, (client, it) => {
  const file = it.dir.write('b', CONTENT);
  const checkpoint = { file, name: 'a.txt', fileSize: SIZE, partSize: SIZE, uploadId: 'B4D9', doneParts: [] };
  return client.multipartUpload('ignored', 'ignored', { checkpoint, parallel: 1 });
});
