import http from 'node:http';
import { Server } from 'socket.io';
import { answerParent } from '../child.ts';

/** As little as a Socket.IO server can do: when something is posted to it, it tells everybody one and the same thing. */
answerParent(async ({ message }: { message: unknown[] }) => {
  const server = http.createServer((req, res) => {
    req.resume().on('end', () => {
      io.emit('change', ...message);
      res.writeHead(303, { location: '/' }).end();
    });
  });
  const io = new Server(server, { serveClient: false });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}` };
});
