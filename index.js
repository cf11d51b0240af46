'use strict';

const OSS = require('./lib/client');
const { lazily } = require('./lib/later');

module.exports = OSS;
// From lines of this form Node knows the names that ES modules can import.
module.exports.STS = undefined;
module.exports.initOptions = undefined;
module.exports.ClusterClient = undefined;
module.exports.ImageClient = undefined;
module.exports.credentials = undefined;

lazily(OSS, 'STS', () => require('./lib/sts'));
lazily(OSS, 'initOptions', () => require('./lib/options').initOptions);
lazily(OSS, 'ClusterClient', () => require('./lib/cluster'));
lazily(OSS, 'ImageClient', () => require('./lib/image'));
lazily(OSS, 'credentials', () => require('./lib/credentials/index'));
