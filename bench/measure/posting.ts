import type { Child } from '../child.ts';
import { medianOf, type Rate, round } from '../figures.ts';
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
