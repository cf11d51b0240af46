'use strict';

// All cases of compat.test.js, with ours over a urllib that the caller brings.

process.env.COMPAT_TRANSPORT = 'urllib';
require('./compat.test.js');
