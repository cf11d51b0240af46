'use strict';

const OSS = require('./lib/client');

module.exports = OSS;
// Assigned one by one so that ES modules can import them by name.
module.exports.STS = OSS.STS;
module.exports.initOptions = OSS.initOptions;
