'use strict';

/** What of ali-oss these cases do not use, and why. */
module.exports = [
  {
    feature: 'processObjectSave, getImgUrl and the image client',
    reason: 'the emulator refuses x-oss-process by name',
  },
];
