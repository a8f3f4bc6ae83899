import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clock } from '../../server/platform/clock.ts';

interface Asked {
  method: string;
  host: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** By the application's clock, in milliseconds. */
  at: number;
}

/** Somebody else's web server. It answers with 200 under any name, unless it was told to answer otherwise. */
export async function startWebsite() {
  const asked: Asked[] = [];
  const answers = new Map<string, number | RequestListener>();
  const server = createServer((req, res) => {
    const { method = '', url: path = '', headers } = req;
    const host = headers.host?.split(':')[0] ?? '';
    asked.push({ method, host, path, headers, at: clock.now().getTime() });
    const answer = answers.get(path) ?? 200;
    if (typeof answer === 'function') return answer(req, res);
    res.writeHead(answer).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    asked,
    answers,
    at: (path: string, host = 'pages.test') => `http://${host}:${port}${path}`,
    askedFor: (path: string) => asked.filter((request) => request.path === path).map(({ method }) => method),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
