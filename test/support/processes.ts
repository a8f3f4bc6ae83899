import { readdir, readFile } from 'node:fs/promises';
import { until } from './until.ts';

/** The processes that a process started and that still run. */
export async function childrenOf(parent: number): Promise<number[]> {
  const all = (await readdir('/proc')).map(Number).filter(Boolean);
  const found = await Promise.all(
    all.map(async (pid) => ((await statusOf(pid))?.parent === parent ? [pid] : [])),
  );
  return found.flat();
}

/** Who started that process. */
export async function parentOf(pid: number): Promise<number> {
  const parent = (await statusOf(pid))?.parent;
  if (!parent) throw new Error(`There is no process ${pid}.`);
  return parent;
}

/** Kills processes with the signal that they cannot hear, and waits until they are gone. */
export async function kill(...pids: number[]): Promise<void> {
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  await Promise.all(pids.map(gone));
}

export const gone = (pid: number) => until(`process ${pid} is gone`, async () => !(await statusOf(pid)));

/** Undefined when it does not exist or is dead and only waits for its parent to notice. */
async function statusOf(pid: number) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state && state !== 'Z' && state !== 'X' ? { parent: Number(parent) } : undefined;
}
