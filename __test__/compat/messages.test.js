'use strict';

// Every message of ali-oss about its input, on both libraries. That none is missing is read from its source.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { after, describe, test } = require('node:test');
const { ours, theirs } = require('../support/clients.js');
const { tempDir } = require('../support/temp.js');
const { settle } = require('./harness/observe.js');
const MESSAGES = require('./reference/messages.js');

const LIBRARY = path.dirname(require.resolve('ali-oss'));

/** Where ours takes what ali-oss refuses: the row of the design that says why. */
const TAKEN = {
  'require accessKeyId, accessKeySecret · new ImageClient': 'F32',
  'Endpoint protocol must be http or https. · a host and a port': 'F15',
  // A refresh that failed does not fail the call, which goes on with the token there is.
  'refreshSTSToken must return contains accessKeyId · get': 'F2',
  'refreshSTSToken must return contains accessKeySecret · get': 'F2',
  'refreshSTSToken must return contains stsToken · get': 'F2',
  'Must provide String/Buffer/ReadableStream for put. · a Uint8Array': 'F15',
};

/** What the code of ali-oss says elsewhere: of replies (errors.test.js), of members that are down, and of its own faults. */
const NOT_OF_INPUT = [
  'Object not exists',
  'Pre condition failed',
  'Unknow error, status: ${result.status}',
  'Please set the etag of expose-headers in OSS \\n https://help.aliyun.com/document_detail/32069.html',
  "${downStatusFiles.length} data node down, please check status file: ${downStatusFiles.join(', ')}",
  'Callback was already called.',
];

const dir = tempDir();
after(() => dir.remove());

const toolbox = ({ OSS }) => ({
  OSS,
  dir,
  client: (options) =>
    new OSS({
      accessKeyId: 'fake-key-id',
      accessKeySecret: 'fake-key-secret',
      endpoint: 'http://oss.localhost:1',
      retryMax: 0,
      bucket: 'my-bucket',
      ...options,
    }),
});

/** What kind of error a call gives, with its message; or that it gives none of its own. */
async function refusal(library, call) {
  const { error } = await settle(() => call(toolbox(library)));
  if (error === undefined || error.status === -1) return undefined;
  const message = error.message
    .replace(dir.root, '<dir>')
    .replace(/(?<=^Policy string is not a valid JSON: ).*/, '*');
  return { kind: error.constructor.name, code: error.code, message };
}

for (const [message, calls] of Object.entries(MESSAGES)) {
  describe(message, () => {
    for (const [name, call] of Object.entries(calls)) {
      test(name, async () => {
        const expected = await refusal(theirs, call);
        assert.equal(expected?.message, message);
        const isTaken = `${message} · ${name}` in TAKEN;
        assert.deepEqual(
          await refusal(ours, call),
          isTaken && ours.OSS !== theirs.OSS ? undefined : expected
        );
      });
    }
  });
}

test('no message of ali-oss is missing here', () => {
  const known = [...Object.keys(MESSAGES), ...NOT_OF_INPUT];
  const missing = messagesIn(LIBRARY).filter((text) => !known.some((message) => stands(text, message)));
  assert.deepEqual(missing, []);
});

test('what is taken cites a row of the design', () => {
  const design = fs.readFileSync(path.join(__dirname, '../../docs/DESIGN.md'), 'utf8');
  for (const row of Object.values(TAKEN)) assert.ok(design.includes(`| ${row} |`), row);
});

/** The texts that errors and assertions are made of in the code for Node. */
function messagesIn(folder) {
  const files = fs
    .readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.js') && !file.includes('browser'));
  const found = files.flatMap((file) => {
    const code = fs.readFileSync(path.join(folder, file), 'utf8');
    return [...code.matchAll(/(?:Error\(|assert\([^,]+,|msg:)\s*(['"`])(.*?)\1\s*[),\n]/gs)].map(
      ([, , text]) => text
    );
  });
  return [...new Set(found)];
}

/** Whether a message is the text of a template. */
function stands(template, message) {
  if (template === message) return true;
  const pattern = template.split(/\$\{.*?\}/).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('.*')}$`, 's').test(message);
}
