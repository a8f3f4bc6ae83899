import { createHash } from 'node:crypto';
import {
  access,
  chmod,
  chown,
  constants,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rm,
  symlink,
} from 'node:fs/promises';
import path from 'node:path';
import type { DatabaseUrls } from '../migrate.ts';
import { type Account, chooseAccount, closedFolder } from './account.ts';
import { findBinaries, reachableBinaries } from './binaries.ts';

/** Where Postgres lives when it may not enter the checkout. */
const OUTSIDE = '/var/lib/standard-practice';

/** Where one embedded Postgres keeps everything. */
export interface Place {
  home: string;
  /** What Postgres of one major version made: its cluster and, beside it, the password. */
  made: string;
  cluster: string;
  pidFile: string;
  log: string;
  urls(port: number): Promise<DatabaseUrls>;
  /** The database beside ours that is always there. */
  adminUrl(port: number): Promise<string>;
}

/** A place that Postgres can run in. */
export interface PreparedPlace extends Place {
  /** The folder with bin, lib and share. */
  binaries: string;
  account: Account | undefined;
}

/** The place under dataDir, if there is one yet. */
export async function findPlace(dataDir: string): Promise<Place | undefined> {
  const home = await realpath(path.join(dataDir, 'postgres')).catch(() => undefined);
  return home ? placeIn(home) : undefined;
}

/** Makes what is missing of the place under dataDir. */
export async function preparePlace(dataDir: string): Promise<PreparedPlace> {
  const account = await chooseAccount(path.join(dataDir, 'postgres'));
  const home = await makeHome(dataDir, account);
  return { ...(await placeIn(home)), binaries: await reachableBinaries(home, account), account };
}

async function placeIn(home: string): Promise<Place> {
  const { version } = await findBinaries();
  const made = path.join(home, version.split('.')[0] as string);
  const cluster = path.join(made, 'cluster');
  const readPassword = () => readFile(path.join(made, 'password'), 'utf8');
  return {
    home,
    made,
    cluster,
    pidFile: path.join(cluster, 'postmaster.pid'),
    log: path.join(home, 'log'),
    async urls(port) {
      const password = await readPassword();
      // Made from the owner's, which folders from before there were two have already, and does not tell it.
      const appPassword = createHash('sha256').update(`standard_practice ${password}`).digest('base64url');
      return {
        url: `postgres://standard_practice:${appPassword}@127.0.0.1:${port}/standard_practice`,
        ownerUrl: `postgres://postgres:${password}@127.0.0.1:${port}/standard_practice`,
      };
    },
    adminUrl: async (port) => `postgres://postgres:${await readPassword()}@127.0.0.1:${port}/postgres`,
  };
}

async function makeHome(dataDir: string, account: Account | undefined): Promise<string> {
  const made = await mkdir(dataDir, { recursive: true }).catch(({ message }) => {
    throw new Error(`DATA_DIR is ${dataDir}, where no folder can be made (${message}). Choose another.`);
  });
  // Root's own umask must not close a folder made here to the account.
  if (made && account) await chmod(dataDir, 0o755);
  const link = path.join(dataDir, 'postgres');
  const isNew = !(await lstat(link).catch(() => undefined));
  if (isNew && account && (await closedFolder(account, dataDir))) await linkOutside(link);
  const home = await mkdir(link, { recursive: true }).then(
    () => realpath(link),
    () => {
      throw new Error(
        `${link} is not a folder, or leads to one that is gone: remove it to begin with no data.`,
      );
    },
  );
  if (account) await letIn(account, home);
  await access(home, constants.R_OK | constants.W_OK | constants.X_OK).catch(() => {
    throw new Error(
      `The data in ${home} belong to another account: start as that one, or set another DATA_DIR.`,
    );
  });
  return home;
}

/** Puts a link where the data should have been, so that whoever looks there finds it. */
async function linkOutside(link: string) {
  await mkdir(OUTSIDE, { recursive: true });
  await chmod(OUTSIDE, 0o755);
  const folder = await mkdtemp(path.join(OUTSIDE, 'data-'));
  await symlink(folder, link).catch(() => rm(folder, { recursive: true }));
}

async function letIn(account: Account, home: string) {
  await chown(home, account.uid, account.gid);
  await chmod(home, 0o700);
  const closed = await closedFolder(account, home);
  if (!closed) return;
  throw new Error(
    `Postgres does not run as root, and whom it runs as may not enter ${closed}: move the data in ${home} ` +
      `to where everyone may go, or allow it with: chmod o+x ${JSON.stringify(closed)}`,
  );
}
