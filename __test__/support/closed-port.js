'use strict';

const { once } = require('node:events');
const net = require('node:net');

/**
 * A port of 127.0.0.1 at which nobody listens, and nobody can until it is released: a connection has it as its own end. A
 * server that has been closed gives its port to whoever listens next.
 */
async function closedPort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  const holder = net.connect(server.address().port, '127.0.0.1');
  const [socket] = await accepted;
  return {
    port: socket.remotePort,
    async release() {
      holder.destroy();
      socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

module.exports = { closedPort };
