'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

/** Long ago, for those who do not trust young packages. */
const PUBLISHED = '2020-01-01T00:00:00.000Z';

/**
 * A registry of packages on this machine: one version of each.
 *
 * @param {{ manifest: { name: string, version: string }, tarball: string }[]} packages
 * @returns {Promise<{ url: string, unknown: string[], close(): void }>} `unknown`: what was asked for in vain
 */
async function startRegistry(packages) {
  const known = new Map(packages.map((one) => [one.manifest.name, one]));
  const unknown = [];
  const server = http.createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url, 'http://registry').pathname).slice(1);
    const found = known.get(asked);
    const file = packages.find(({ tarball }) => `-/${path.basename(tarball)}` === asked);
    if (found) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(packument(found, `http://${request.headers.host}/-/`)));
    } else if (file) {
      fs.createReadStream(file.tarball).pipe(response);
    } else {
      unknown.push(asked);
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not found"}');
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, unknown, close };
}

function packument({ manifest, tarball }, base) {
  const { name, version } = manifest;
  const bytes = fs.readFileSync(tarball);
  const dist = {
    tarball: base + path.basename(tarball),
    shasum: crypto.createHash('sha1').update(bytes).digest('hex'),
    integrity: `sha512-${crypto.createHash('sha512').update(bytes).digest('base64')}`,
  };
  return {
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { ...manifest, dist } },
    time: { created: PUBLISHED, modified: PUBLISHED, [version]: PUBLISHED },
  };
}

module.exports = { startRegistry };
