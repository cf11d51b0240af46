'use strict';

// ImageClient: images, their data, and styles.

const { define } = require('../../harness/case.js');
const { GONE, errorDocument, object, reply, xml } = require('../replies.js');
const { REFUSALS } = require('./refusals.js');

const json = (text) => reply(200, { 'Content-Type': 'application/json' }, text);
const STYLE = '<Name>s</Name><Content>image/resize,w_1</Content>';

const CALLS = {
  get: { reply: object('bytes'), run: (image, options) => image.get('a.jpg@100w', undefined, options) },
  getStream: {
    reply: object('bytes'),
    async run(image, options) {
      const { stream, ...result } = await image.getStream('a.jpg@100w', options);
      return { result, bytes: Buffer.concat(await stream.toArray()) };
    },
  },
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
  ...REFUSALS,
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
  add('server down', 'connection refused', { down: true, signatures: ['v1'] }, (it) => run(it.image()));
}

const RESULTS = {
  JSON: ['application/json', '{"Width":{"value":"10"}}'],
  XML: ['application/xml', '<A><B>1</B></A>'],
  text: ['text/plain', 'text'],
  'an error document': ['application/xml', errorDocument('AccessDenied', 'No.')],
};
for (const [kind, [type, text]] of Object.entries(RESULTS)) {
  define('ImageClient._parseResponse', { bare: true, signatures: ['v1'], requests: false })(
    'results',
    kind,
    (it) =>
      it
        .image()
        ._parseResponse({ status: 200, data: Buffer.from(text), res: { headers: { 'content-type': type } } })
  );
}
for (const [kind, name] of Object.entries({ plain: 'a.jpg', style: 'a b.jpg@!style', slash: '/中.jpg' })) {
  define('ImageClient.signatureUrl', { bare: true, signatures: ['v1'], requests: false })(
    'names',
    kind,
    (it) => it.image({ imageHost: 'http://img.localhost' }).signatureUrl(name, { expires: 60 })
  );
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
