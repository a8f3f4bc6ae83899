import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runAs } from './account.ts';
import { freePort } from './free-port.ts';
import { readPidFile, stopServer } from './pid-file.ts';
import type { PreparedPlace } from './place.ts';

export interface Postmaster {
  port: number;
  stop(): Promise<void>;
}

/** Starts the server and waits until it takes connections; or says why it did not start, and whether that may pass. */
export async function launch(
  place: PreparedPlace,
  settings: string[],
): Promise<Postmaster | { reason: string; mayPass: boolean }> {
  const port = await freePort(await lastPort(place));
  // The log is this start's alone until it is the one that succeeded.
  const log = `${place.log}-${randomUUID()}`;
  const server = await spawnServer(place, port, settings, log);
  let gone = false;
  server.once('exit', () => (gone = true)).once('error', () => (gone = true));
  for (;;) {
    if (gone) return whyNot(log);
    const found = await readPidFile(place);
    if (found?.ready && found.pid === server.pid) break;
    await pause(20);
  }
  await rename(log, place.log);
  const watcher = stopWithThisProcess(server, place);
  return {
    port,
    async stop() {
      if (!gone) await stopServer(place, server.pid as number);
      watcher.kill('SIGKILL');
    },
  };
}

async function spawnServer(
  place: PreparedPlace,
  port: number,
  settings: string[],
  logFile: string,
): Promise<ChildProcess> {
  await rm(logFile, { force: true });
  const log = await open(logFile, 'wx');
  const options = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    // No socket file: its path may not be longer than 107 characters.
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_checkpoints=off',
    ...settings,
  ].flatMap((setting) => ['-c', setting]);
  const server = spawn(path.join(place.binaries, 'bin/postgres'), ['-D', place.cluster, ...options], {
    ...runAs(place.account),
    // In a process group of its own, so that Ctrl-C reaches this process alone, which stops things in order.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  server.unref();
  await log.close();
  return server;
}

/** Sees to it that Postgres stops even when this process is killed: the end of the pipe tells the watcher. */
function stopWithThisProcess(server: ChildProcess, place: PreparedPlace): ChildProcess {
  const watcher = spawn('sh', ['-c', 'read -r nothing; kill -INT "$0"', String(server.pid)], {
    ...runAs(place.account),
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.on('error', () => {});
  watcher.unref();
  (watcher.stdin as Socket).unref();
  return watcher;
}

/** The port of last time, so that programs set to it find the database again. */
async function lastPort(place: PreparedPlace): Promise<number> {
  const started = await readFile(path.join(place.cluster, 'postmaster.opts'), 'utf8').catch(() => '');
  return Number(started.match(/port=(\d+)/)?.[1] ?? 0);
}

async function whyNot(logFile: string) {
  const log = (await readFile(logFile, 'utf8')).trim();
  await rm(logFile);
  const fault = log.split('\n').findLast((line) => / (FATAL|PANIC): /.test(line)) ?? log;
  return {
    reason: `Postgres did not start: ${fault.replace(/^.*(FATAL|PANIC):\s*/, '') || 'it does not say why'}.`,
    mayPass: /lock file .* already exists|pre-existing shared memory|create any TCP\/IP sockets/.test(log),
  };
}
