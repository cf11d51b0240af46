'use strict';

// ImageClient: images, their data, and styles.

const { define } = require('../../harness/case.js');
const { GONE, object, refusal, reply, xml } = require('../replies.js');

const json = (text) => reply(200, { 'Content-Type': 'application/json' }, text);
const STYLE = '<Name>s</Name><Content>image/resize,w_1</Content>';

const CALLS = {
  get: { reply: object('bytes'), run: (image, options) => image.get('a.jpg@100w', undefined, options) },
  getExif: {
    reply: json('{"ImageWidth":{"value":"10"},"Zero":{"value":"0"},"Model":{"value":"X 1"}}'),
    run: (image, options) => image.getExif('a b.jpg', options),
  },
  getInfo: {
    reply: xml(200, '<Info><Width>10</Width></Info>'),
    run: (image, options) => image.getInfo('a.jpg', options),
  },
  putStyle: { reply: reply(200), run: (image, options) => image.putStyle('s', 'image/resize,w_1', options) },
  getStyle: {
    reply: xml(200, `<Style>${STYLE}</Style>`),
    run: (image, options) => image.getStyle('s', options),
  },
  listStyle: {
    reply: xml(200, `<StyleList><Style>${STYLE}</Style><Style>${STYLE}</Style></StyleList>`),
    run: (image, options) => image.listStyle(options),
  },
  deleteStyle: { reply: GONE, run: (image, options) => image.deleteStyle('s', options) },
};
const REPLIES = {
  '403 with XML': refusal(403, 'AccessDenied', 'No.'),
  '404 without a body': reply(404),
  '500 with XML': refusal(500, 'InternalError', 'No.'),
  '502 with HTML': reply(502, { 'Content-Type': 'text/html' }, '<html><br></html>'),
  '200 with text': reply(200, { 'Content-Type': 'text/plain' }, 'plain'),
  '200 with JSON of another type': reply(200, { 'Content-Type': 'application/json; charset=utf-8' }, '{}'),
  '200 with an empty object': json('{}'),
  '200 with JSON null': json('null'),
  '200 with XML': xml(200, '<A><Style><B>1</B></Style></A>'),
};
for (const [method, { reply: expected, run }] of Object.entries(CALLS)) {
  const add = define(`ImageClient.${method}`, { replies: [expected], bare: true });
  add('plain', 'call', (it) => run(it.image()));
  add('options', 'headers and a timeout', (it) =>
    run(it.image(), { headers: { 'x-oss-a': 'b' }, timeout: 3000 })
  );
  for (const [kind, one] of Object.entries(REPLIES)) {
    add('server errors', kind, { replies: [one], signatures: ['v1'] }, (it) => run(it.image()));
  }
}

const make = define('ImageClient', { bare: true, signatures: ['v1'], requests: false });
const KEYS = { accessKeyId: 'a', accessKeySecret: 'b' };
const OPTIONS = {
  'no options': undefined,
  'no bucket': { ...KEYS, imageHost: 'img.localhost' },
  'no host': { ...KEYS, bucket: 'my-bucket' },
  'no keys': { bucket: 'my-bucket', imageHost: 'img.localhost' },
};
for (const [kind, options] of Object.entries(OPTIONS)) {
  make('options', kind, (it) => new it.OSS.ImageClient(options));
}
make('options', 'without new', (it) => {
  const image = it.OSS.ImageClient({ ...KEYS, bucket: 'my-bucket', imageHost: 'img.localhost' });
  return [
    image instanceof it.OSS.ImageClient,
    image.ossClient.options.imageHost,
    image.ossClient.options.endpoint.host,
    image.signatureUrl('a.jpg'),
  ];
});
