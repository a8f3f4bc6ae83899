import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { runAs } from './account.ts';
import type { PreparedPlace } from './place.ts';

const run = promisify(execFile);

/** Makes the cluster and its password on first use: both at once or neither, whatever happens meanwhile. */
export async function ensureCluster(place: PreparedPlace): Promise<void> {
  if (await isMade(place)) return;
  await refuseOtherVersion(place);
  const fresh = await mkdtemp(path.join(place.home, 'new-'));
  try {
    const password = path.join(fresh, 'password');
    await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (place.account) {
      await chown(fresh, place.account.uid, place.account.gid);
      await chown(password, place.account.uid, place.account.gid);
    }
    await initialise(place, path.join(fresh, 'cluster'), password);
    await rename(fresh, place.made);
  } catch (error) {
    // Another start that was quicker made it as well as this one would have.
    if (!(await isMade(place))) throw error;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

const isMade = (place: PreparedPlace) => stat(place.made).catch(() => undefined);

async function refuseOtherVersion(place: PreparedPlace) {
  const other = (await readdir(place.home)).find((name) => /^\d+$/.test(name));
  if (!other) return;
  throw new Error(
    `The data in ${place.home} was made by Postgres ${other}, and this is Postgres ${path.basename(place.made)}: ` +
      'start the earlier version of Standard Practice to export it.',
  );
}

async function initialise(place: PreparedPlace, cluster: string, passwordFile: string) {
  // ICU puts names in the order people expect; the C library's locale tells letters from curly quotes in search.
  for (const locale of ['C.UTF-8', 'en_GB.UTF-8', 'en_US.UTF-8', 'C']) {
    const failure = await run(
      path.join(place.binaries, 'bin/initdb'),
      [
        ...['--pgdata', cluster, '--username=postgres', '--auth=scram-sha-256', '--pwfile', passwordFile],
        ...['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en-GB'],
        ...[`--locale=${locale}`, '--lc-messages=C'],
      ],
      runAs(place.account),
    ).then(
      () => undefined,
      (error) => String(error.stderr || error.message),
    );
    if (!failure) return;
    if (!failure.includes('invalid locale')) throw new Error(sentence(place, failure));
  }
}

const sentence = (place: PreparedPlace, failure: string) =>
  `Postgres could not make its data in ${place.home}: ${failure.trim().replaceAll(/\s*\n\s*/g, '; ')}`;
