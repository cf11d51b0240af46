'use strict';

const NO_CALLS = 'the client has no calls for them';

/** What of ali-oss these cases do not use, and why. */
module.exports = [
  {
    feature: 'processObjectSave, getImgUrl and the image client',
    reason: 'the emulator refuses x-oss-process by name',
  },
  { feature: 'getRtmpUrl', reason: 'nothing serves RTMP' },
  {
    feature: 'the cluster client',
    reason: 'it picks among endpoints and then sends what the plain client sends',
  },
  { feature: 'AssumeRoleWithOIDC, public access block, GetBucketPolicyStatus', reason: NO_CALLS },
];
