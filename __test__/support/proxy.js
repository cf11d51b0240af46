'use strict';

// A proxy of every kind on one port: HTTP that it forwards, tunnels by CONNECT, and SOCKS5. Whatever a client asks for, the
// bytes go to one port of loopback; what it asked for is kept.

const http = require('node:http');
const net = require('node:net');
const { once } = require('node:events');

/** Starts one; with `user`, it wants that name and that password. `to` is the port that all ways lead to. */
async function startProxy({ to, user, password = '' }) {
  const seen = [];
  const sockets = new Set();
  const wanted =
    user === undefined ? undefined : `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const isWelcome = (headers) => wanted === undefined || headers['proxy-authorization'] === wanted;

  const forwarding = http.createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    if (!isWelcome(request.headers)) {
      response
        .writeHead(407, { 'Proxy-Authenticate': 'Basic realm="test"' })
        .end('<html>who are you?</html>');
      return;
    }
    const { 'proxy-authorization': _, ...headers } = request.headers;
    const { host } = new URL(request.url);
    // The raw target behind the host, since URL would change it.
    const path = request.url.slice(request.url.indexOf(host) + host.length);
    const onward = http.request({
      port: to,
      host: '127.0.0.1',
      method: request.method,
      path,
      headers,
      agent: false,
    });
    onward.on('response', (reply) => {
      const { connection: _, ...kept } = reply.headers;
      response.writeHead(reply.statusCode, kept);
      reply.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  forwarding.on('connect', (request, socket) => {
    seen.push(`CONNECT ${request.url}`);
    if (!isWelcome(request.headers)) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    join(socket, to, 'HTTP/1.1 200 Connection established\r\n\r\n');
  });

  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.once('readable', async () => {
      const first = socket.read(1);
      if (first === null) return;
      socket.unshift(first);
      if (first[0] !== 5) forwarding.emit('connection', socket);
      else await socks(socket, { to, user, password, seen }).catch(() => socket.destroy());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  return {
    port,
    seen,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function join(socket, to, greeting) {
  const onward = net.connect(to, '127.0.0.1', () => {
    socket.write(greeting);
    socket.pipe(onward).pipe(socket);
  });
  onward.on('error', () => socket.destroy());
  socket.on('close', () => onward.destroy());
}

async function read(socket, length) {
  for (;;) {
    const bytes = socket.read(length);
    if (bytes) return bytes;
    if (socket.readableEnded || socket.destroyed) throw new Error('the client has gone');
    await once(socket, 'readable');
  }
}

async function socks(socket, { to, user, password, seen }) {
  const [, methods] = await read(socket, 2);
  const offered = [...(await read(socket, methods))];
  const method = user === undefined ? 0 : 2;
  if (!offered.includes(method)) return socket.end(Buffer.from([5, 0xff]));
  socket.write(Buffer.from([5, method]));
  if (method === 2) {
    const [, nameLength] = await read(socket, 2);
    const name = String(await read(socket, nameLength));
    const [passwordLength] = await read(socket, 1);
    const given = passwordLength ? String(await read(socket, passwordLength)) : '';
    if (name !== user || given !== password) return socket.end(Buffer.from([1, 1]));
    socket.write(Buffer.from([1, 0]));
  }
  const [, , , kind] = await read(socket, 4);
  const host =
    kind === 3
      ? String(await read(socket, (await read(socket, 1))[0]))
      : [...(await read(socket, 4))].join('.');
  const port = (await read(socket, 2)).readUInt16BE();
  seen.push(`SOCKS ${host}:${port}`);
  join(socket, to, Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
}

module.exports = { startProxy };
