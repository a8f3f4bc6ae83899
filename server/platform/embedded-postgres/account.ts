import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** An account of this machine, as node's spawn wants it. */
export interface Account {
  uid: number;
  gid: number;
}

/** Whom Postgres runs as, because it refuses to be root; undefined when this process is not root. */
export async function chooseAccount(dataDir: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = await readAccounts();
  const owner = await ownerOf(dataDir);
  const chosen =
    accounts.find(({ uid }) => uid === owner && uid !== 0) ??
    accounts.find(({ name }) => name === 'postgres') ??
    accounts.find(({ name }) => name === 'nobody');
  if (chosen) return { uid: chosen.uid, gid: chosen.gid };
  throw new Error(
    'Postgres does not run as root, and this machine has no account named postgres or nobody to run it as: ' +
      'start as an ordinary user, or set DATABASE_URL.',
  );
}

/** The first folder on the way to this one that the account may not enter. */
export async function closedFolder({ uid, gid }: Account, folder: string): Promise<string | undefined> {
  for (const step of waysTo(folder)) {
    const found = await stat(step);
    const enter = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001;
    if (!(found.mode & enter)) return step;
  }
  return undefined;
}

/** How to start a program of Postgres: as the account, in a folder it may enter, and without our secrets around. */
export function runAs(account: Account | undefined) {
  const { PATH, LD_LIBRARY_PATH } = process.env;
  return { ...account, cwd: '/', env: { PATH, LD_LIBRARY_PATH, LC_ALL: 'C' } };
}

async function readAccounts() {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  return lines.map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

/** Owner of the folder, or of the nearest above it that exists. */
async function ownerOf(folder: string): Promise<number> {
  const found = await stat(folder).catch(() => undefined);
  return found ? found.uid : ownerOf(path.dirname(folder));
}

function waysTo(folder: string): string[] {
  const above = path.dirname(folder);
  return above === folder ? [folder] : [...waysTo(above), folder];
}
