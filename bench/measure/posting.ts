import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { db } from '../../server/platform/database.ts';
import type { Child } from '../child.ts';
import { medianOf, type Rate, round, type Times, timesOf } from '../figures.ts';
import type { Post } from '../programs/clients.ts';
import type { Sizes } from '../sizes.ts';

export interface PostingFigures {
  ours: Rate;
  bare: Rate;
  ratio: number;
}

interface Posting {
  clients: Child;
  post: Post;
  /** Puts the same text into one row of the same Postgres. */
  barePost: Post;
  atOnce: number;
}

export async function measurePosting(
  { clients, post, barePost, atOnce }: Posting,
  sizes: Sizes,
): Promise<PostingFigures> {
  const run = (what: Post) =>
    clients.ask<Rate>({ do: 'post', post: what, atOnce, seconds: sizes.secondsPerRound });
  const rounds: Record<'ours' | 'bare', Rate>[] = [];
  await run(post);
  for (let at = 0; at < sizes.rounds; at++) rounds.push({ ours: await run(post), bare: await run(barePost) });
  const ours = medianOf(rounds.map((each) => each.ours));
  const bare = medianOf(rounds.map((each) => each.bare));
  return { ours, bare, ratio: round(ours.perSecond / bare.perSecond) };
}

export interface FollowedFigures {
  followers: number;
  followed: Times;
  /** The same in a topic that nobody follows. */
  alone: Times;
  ratioP50: number;
  /** How long it takes until all are told, which nobody waits for. */
  toldIn: Times;
}

interface Followed {
  clients: Child;
  followed: Post;
  alone: Post;
}

/** Posts to both in turn. Each waits for what followed from the one before, as people who post in a thread do. */
export async function measureFollowed(
  { clients, followed, alone }: Followed,
  sizes: Sizes,
): Promise<FollowedFigures> {
  const postOnce = (post: Post) => clients.ask<number>({ do: 'post-once', post });
  const times: Record<'followed' | 'alone' | 'told', number[]> = { followed: [], alone: [], told: [] };
  await untilAllAreTold();
  for (const post of [followed, alone]) await postOnce(post);
  for (let at = 0; at < sizes.messages; at++) {
    await untilAllAreTold();
    times.followed.push(await postOnce(followed));
    const answered = performance.now();
    await untilAllAreTold();
    times.told.push(performance.now() - answered);
    times.alone.push(await postOnce(alone));
  }
  const [withThem, without] = [timesOf(times.followed), timesOf(times.alone)];
  return {
    followers: sizes.followers,
    followed: withThem,
    alone: without,
    ratioP50: round(withThem.p50 / without.p50),
    toldIn: timesOf(times.told),
  };
}

/** Mail comes later, and is not waited for. */
async function untilAllAreTold(): Promise<void> {
  for (const giveUp = performance.now() + 300_000; ; await pause(20)) {
    const { rows } = await db.execute<{ count: number }>(sql`
      select count(*)::int as count from graphile_worker.jobs where run_at <= now() and attempts < max_attempts`);
    if (rows[0]?.count === 0) return;
    if (performance.now() > giveUp) throw new Error(`${rows[0]?.count} jobs are not done`);
  }
}
