'use strict';

const OSS = require('./lib/client');

module.exports = OSS;
// Assigned one by one so that ES modules can import them by name.
module.exports.STS = require('./lib/sts');
module.exports.initOptions = require('./lib/options').initOptions;
module.exports.ClusterClient = require('./lib/cluster');
module.exports.ImageClient = require('./lib/image');
