import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Place } from './place.ts';

/** What Postgres itself writes about the server that runs on a cluster. */
export interface PidFile {
  pid: number;
  port: number;
  ready: boolean;
}

export async function readPidFile(place: Place): Promise<PidFile | undefined> {
  const lines = (await readFile(place.pidFile, 'utf8').catch(() => '')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid && port ? { pid, port, ready: lines[7]?.trim() === 'ready' } : undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Whether that process is the server of this cluster, and not another program that was given its number later. */
export async function isRunningIn(place: Place, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  // Postgres works inside its cluster; this holds too when the folder was moved, and not for a dead, unreaped process.
  if (process.platform === 'linux')
    return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === place.cluster;
  const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]);
  return stdout.includes(place.cluster);
}

/** Asks Postgres to end all sessions and stop; when that takes too long, to stop at once, which also loses nothing. */
export async function stopServer(place: Place, pid: number): Promise<void> {
  const atOnce = Date.now() + 20_000;
  const never = atOnce + 10_000;
  signal(pid, 'SIGINT');
  for (let urged = false; await isRunningIn(place, pid); await pause(20)) {
    if (Date.now() > never) throw new Error(`Postgres (process ${pid}) in ${place.home} does not stop.`);
    if (urged || Date.now() < atOnce) continue;
    signal(pid, 'SIGQUIT');
    urged = true;
  }
}

function signal(pid: number, name: NodeJS.Signals) {
  if (isAlive(pid)) process.kill(pid, name);
}
