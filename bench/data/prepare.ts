import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { asc, gte, inArray } from 'drizzle-orm';
import { repliesOnPage } from '../../server/features/replies/queries.ts';
import { topics } from '../../server/features/topics/tables.ts';
import { workspaces } from '../../server/features/workspaces/tables.ts';
import { db } from '../../server/platform/database.ts';
import type { Sizes } from '../sizes.ts';
import { addThreads } from './fill.ts';
import { addFollowers } from './followers.ts';
import { addPeople, signIn } from './people.ts';
import { createRandom } from './random.ts';

const cli = path.join(import.meta.dirname, '../../server/cli.ts');

export interface Prepared {
  /** Public topics with a full page of replies: some to be asked for often, others only once. */
  topicIds: number[];
  topicIdsOnce: number[];
  workspaceSlugs: string[];
  cookies: string[];
}

/** Fills the database with threads, imported or made up, and signs people in. */
export async function prepareData(
  sizes: Sizes,
  { databaseUrl, secret, importFile }: { databaseUrl: string; secret: string; importFile?: string },
): Promise<Prepared> {
  const people = await addPeople(sizes.people, createRandom(1809));
  if (importFile) {
    const env = { ...process.env, DATABASE_URL: databaseUrl };
    await promisify(execFile)(process.execPath, [cli, 'import', importFile], { env });
  } else {
    await addThreads(sizes, people);
  }
  const ids = await choosePublicTopics(sizes.measuredTopics * 2);
  await addFollowers(ids[ids.length / 2] ?? 0, sizes.followers);
  const rooms = await db.select({ slug: workspaces.slug }).from(workspaces).orderBy(asc(workspaces.id));
  return {
    topicIds: ids.slice(0, ids.length / 2),
    topicIdsOnce: ids.slice(ids.length / 2),
    workspaceSlugs: rooms.map(({ slug }) => slug),
    cookies: await signIn(
      people.map(({ id }) => id),
      secret,
    ),
  };
}

async function choosePublicTopics(count: number): Promise<number[]> {
  const found = await db
    .select({ id: topics.id })
    .from(topics)
    .where(gte(topics.lastNumber, repliesOnPage))
    .orderBy(asc(topics.lastNumber), asc(topics.id))
    .limit(count);
  const ids = found.map(({ id }) => id);
  if (ids.length < 4)
    throw new Error(`Only ${ids.length} topics have ${repliesOnPage} replies: 4 are needed.`);
  await db.update(topics).set({ visibility: 'public' }).where(inArray(topics.id, ids));
  return ids;
}
