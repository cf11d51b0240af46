'use strict';

// A case is data: which method, along which axis, under which name, how the server is reached, what it answers, and
// the call. `define(method)` gives the words a file of cases is written in.

/** How a client is pointed at the recorder. */
const ROUTES = {
  virtual: () => ({}),
  secure: () => ({ secure: true }),
  internal: () => ({ internal: true }),
  regionPath: () => ({ sldEnable: true }),
  endpoint: (port) => ({ endpoint: `http://oss-cn-hangzhou.aliyuncs.com:${port}` }),
  ip: (port) => ({ endpoint: `http://127.0.0.1:${port}` }),
  ipPath: (port) => ({ endpoint: `http://127.0.0.1:${port}`, sldEnable: true }),
  localhost: (port) => ({ endpoint: `http://localhost:${port}` }),
  localhostPath: (port) => ({ endpoint: `http://localhost:${port}`, sldEnable: true }),
  cname: (port) => ({ endpoint: `http://cdn.localhost:${port}`, cname: true }),
};

const registry = [];
const ids = new Set();

/**
 * Returns `add(axis, name, [setup], run)` for one method. `setup` may hold
 *   replies     the recorder's script (default: an empty 200)
 *   via         one of ROUTES (default `virtual`)
 *   client      options of the client, over the common ones
 *   signatures  default `['v1', 'v4']`
 *   down        nothing listens at the port
 *   bare        no client is made: `run(it)`
 *   requests    `false`: requests are not compared
 *   covers      options of a client that the case is about, beside those in `client`
 * `run(client, it)` makes the call; `it` holds the port, a temporary directory and ways to make more clients.
 */
function define(method, common = {}) {
  return function add(axis, name, setup, run) {
    if (typeof setup === 'function') return add(axis, name, {}, setup);
    const one = { replies: [{}], via: 'virtual', signatures: ['v1', 'v4'], ...common, ...setup };
    const id = `${method} · ${axis} · ${name}`;
    if (ids.has(id)) throw new Error(`two cases are named ${id}`);
    ids.add(id);
    if (!ROUTES[one.via]) throw new Error(`${id} takes the unknown route ${one.via}`);
    const client = { ...common.client, ...setup.client };
    registry.push({ covers: [], id, method, axis, name, run, ...one, client });
  };
}

module.exports = { ROUTES, define, registry };
