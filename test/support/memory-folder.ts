import { chmod, mkdtemp, readdir, readFile, rm, statfs } from 'node:fs/promises';
import { isAlive } from '../../server/platform/embedded-postgres/pid-file.ts';

const MEMORY = '/dev/shm';
const ROOM = 2 ** 31;

/**
 * A new folder that is kept in memory, where this machine has room for one that programs may be started from. Making
 * a database is making three hundred files: a disk can take ten times as long for that.
 */
export async function makeMemoryFolder(): Promise<string | undefined> {
  const mounts = await readFile('/proc/mounts', 'utf8').catch(() => '');
  const [, options] = new RegExp(`^\\S+ ${MEMORY} tmpfs (\\S+)`, 'm').exec(mounts) ?? [];
  if (!options || /\b(ro|noexec)\b/.test(options)) return undefined;
  await removeLeftBehind();
  const { bavail, bsize } = await statfs(MEMORY);
  if (bavail * bsize < ROOM) return undefined;
  const folder = await mkdtemp(`${MEMORY}/standard-practice-${process.pid}-`);
  // Started by root, Postgres runs as somebody else, who has to be able to go in.
  await chmod(folder, 0o755);
  return folder;
}

/** Nothing else would give the memory back that a run held when it was killed. Somebody else's stays theirs. */
async function removeLeftBehind(): Promise<void> {
  for (const name of await readdir(MEMORY)) {
    const [, pid] = /^standard-practice-(\d+)-/.exec(name) ?? [];
    if (!pid || isAlive(Number(pid))) continue;
    await rm(`${MEMORY}/${name}`, { recursive: true, force: true }).catch(() => {});
  }
}
