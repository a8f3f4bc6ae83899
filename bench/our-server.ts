import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../server/platform/embedded-postgres/free-port.ts';
import { readRss } from './process-use.ts';

const main = path.join(import.meta.dirname, '../server/main.ts');

/** Starts the product as it runs in production, its log going to a file, and waits until it can serve. */
export async function startOurServer(databaseUrl: string, secret: string, logFile: string) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = await open(logFile, 'w');
  const began = performance.now();
  const server = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      SESSION_SECRET: secret,
      HOST: '127.0.0.1',
      PORT: String(port),
      BASE_URL: url,
    },
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  const exited = once(server, 'exit');
  while (!(await isReady(url))) {
    if (server.exitCode !== null)
      throw new Error(`The server did not start: ${await readFile(logFile, 'utf8')}`);
    await pause(10);
  }
  return {
    url,
    pid: server.pid as number,
    startedIn: Math.round(performance.now() - began),
    readMemory: () => readRss(server.pid as number),
    async stop(): Promise<void> {
      server.kill('SIGTERM');
      await exited;
    },
  };
}

export type OurServer = Awaited<ReturnType<typeof startOurServer>>;

const isReady = (url: string) =>
  fetch(`${url}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
