'use strict';

// Runs one case on one library and returns what a user and the server saw of it.

const { startRecorder } = require('../../support/recorder.js');
const { tempDir } = require('../../support/temp.js');
const { ROUTES } = require('./case.js');
const { describe } = require('./describe.js');
const { describeRequest } = require('./requests.js');

const CREDENTIAL = { accessKeyId: 'fake-key-id', accessKeySecret: 'fake-key-secret' };

/** Options under which ours must send what ali-oss sends. */
const PARITY = { contentMd5: true, crc64: false };

/** Paths of the temporary directory differ from run to run. */
function withoutRoot(described, root) {
  return JSON.parse(JSON.stringify(described).replaceAll(JSON.stringify(root).slice(1, -1), '<dir>'));
}

/** What a case may use besides its client. */
function toolbox(one, library, signature, port, dir, extra) {
  const common = {
    ...CREDENTIAL,
    region: 'oss-cn-hangzhou',
    bucket: 'my-bucket',
    timeout: 5000,
    authorizationV4: signature === 'v4',
    // What ali-oss does unless told otherwise; ours repeats (F3).
    retryMax: 0,
    ...ROUTES[one.via](port),
    ...one.client,
    ...extra,
  };
  return {
    OSS: library.OSS,
    port,
    dir,
    client: (options) => library.reach(port, (way) => new library.OSS({ ...common, ...options, ...way })),
    image: (options) =>
      library.reach(
        port,
        (way) =>
          new library.OSS.ImageClient({
            ...common,
            imageHost: `http://img.localhost:${port}`,
            ...options,
            ...way,
          })
      ),
    cluster: (members, options) =>
      library.reach(
        port,
        (way) =>
          new library.OSS.ClusterClient({
            cluster: members.map((member) => ({ ...common, ...member, ...way })),
            ignoreStatusFile: true,
            ...options,
          })
      ),
    sts: (options) =>
      new library.OSS.STS({
        ...CREDENTIAL,
        endpoint: `http://127.0.0.1:${port}`,
        ...library.direct,
        ...options,
      }),
  };
}

/** The value or the error of a call, as data that says which of the two it is. */
async function settle(call) {
  try {
    return { value: await call() };
  } catch (error) {
    return { error };
  }
}

/** Nothing listens at port 1, and no other test is given it while a client still calls. */
const NOBODY = 1;

async function observe(one, library, signature, recorder, extra) {
  const dir = tempDir();
  leftovers.push(dir);
  recorder.script(one.replies);
  const it = toolbox(one, library, signature, one.down ? NOBODY : recorder.port, dir, extra);
  const outcome = await settle(() => (one.bare ? one.run(it) : one.run(it.client(), it)));
  const requests = one.requests === false ? [] : recorder.take().map(describeRequest);
  return withoutRoot({ outcome: describe(outcome), requests }, dir.root);
}

/** ali-oss may open a file after its call has failed, so directories live until the end. */
const leftovers = [];

function removeLeftovers() {
  for (const dir of leftovers.splice(0)) dir.remove();
}

/** One case in one signature version: ali-oss, ours with parity options, and if wanted ours as it comes. */
async function observeAll(one, signature, { theirs, ours, withDefaults = true }) {
  const recorder = await startRecorder();
  try {
    return {
      theirs: await observe(one, theirs, signature, recorder, {}),
      parity: await observe(one, ours, signature, recorder, PARITY),
      defaults: withDefaults ? await observe(one, ours, signature, recorder, {}) : undefined,
    };
  } finally {
    await recorder.close();
  }
}

module.exports = { observeAll, removeLeftovers, settle };
