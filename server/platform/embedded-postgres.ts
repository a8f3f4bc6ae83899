import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureCluster } from './embedded-postgres/cluster.ts';
import { claim, ensureDatabase, isOwned } from './embedded-postgres/owner.ts';
import { isAlive, isRunningIn, type PidFile, readPidFile, stopServer } from './embedded-postgres/pid-file.ts';
import { findPlace, type Place, type PreparedPlace, preparePlace } from './embedded-postgres/place.ts';
import { launch, type Postmaster } from './embedded-postgres/postmaster.ts';
import type { DatabaseUrls } from './migrate.ts';

const LIMIT = 60_000;

export interface EmbeddedPostgres extends DatabaseUrls {
  /** Where the data really is: for root it can be elsewhere than it was asked to be. */
  dataDir: string;
  stop(): Promise<void>;
}

/**
 * Starts the Postgres that npm installed, on data that is kept in dataDir, and waits until it answers.
 * One that an earlier run left behind when it was killed is stopped first, which loses nothing.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  settings: string[] = [],
): Promise<EmbeddedPostgres> {
  const place = await preparePlace(dataDir);
  await ensureCluster(place);
  for (const giveUp = Date.now() + LIMIT; ; await pause(100)) {
    const postmaster = await takeOver(place, settings);
    try {
      return await own(place, postmaster);
    } catch (error) {
      // Another start took this one's server for an orphan before it was claimed: look again who has it now.
      await postmaster.stop();
      if (Date.now() > giveUp) throw error;
    }
  }
}

/** The Postgres that another process, such as `npm start`, keeps running on this data. */
export async function findEmbeddedPostgres(dataDir: string): Promise<DatabaseUrls | undefined> {
  const place = await findPlace(dataDir);
  const found = place && (await readPidFile(place));
  if (!found || !(await isRunningIn(place, found.pid))) return undefined;
  const owned = await isOwned(place, found.port).catch(() => false);
  return owned ? place.urls(found.port) : undefined;
}

async function own(place: Place, postmaster: Postmaster): Promise<EmbeddedPostgres> {
  const owner = await claim(place, postmaster.port);
  const stop = async () => {
    await owner.release();
    await postmaster.stop();
  };
  try {
    await ensureDatabase(owner);
    return { ...(await place.urls(postmaster.port)), dataDir: place.home, stop };
  } catch (error) {
    await owner.release();
    throw error;
  }
}

/** Tries again while what stands in the way can pass: a port just taken by another program, remains still stopping. */
async function takeOver(place: PreparedPlace, settings: string[]): Promise<Postmaster> {
  for (const giveUp = Date.now() + LIMIT; ; await pause(100)) {
    const found = await readPidFile(place);
    if (found && !(await clearAway(place, found)) && Date.now() < giveUp) continue;
    const started = await launch(place, settings);
    if ('stop' in started) return started;
    if (!started.mayPass || Date.now() > giveUp) throw new Error(started.reason);
  }
}

/** Stops the Postgres of an owner that died; false while it is not known whether the owner did. */
async function clearAway(place: Place, { pid, port }: PidFile): Promise<boolean> {
  if (!(await isRunningIn(place, pid))) {
    // The number was given to another program since, and Postgres would take that for a server still running.
    if (isAlive(pid)) await rm(place.pidFile, { force: true });
    return true;
  }
  const owned = async () => isOwned(place, port).catch(() => 'unknown');
  let state = await owned();
  if (state === false) {
    // Whoever started it may be about to claim it.
    await pause(500);
    state = await owned();
  }
  // The server lets go of an owner that was killed a moment later.
  for (let tries = 0; state === true && tries < 8; tries++) {
    await pause(250);
    state = await owned();
  }
  if (state === true) throw alreadyRunning(place);
  // One that is starting or stopping answers nobody, and whoever started it may be alive.
  if (state === 'unknown') return false;
  await stopServer(place, pid);
  return true;
}

const alreadyRunning = (place: Place) =>
  new Error(`Standard Practice is already running here, on the data in ${place.home}. Stop that one first.`);
