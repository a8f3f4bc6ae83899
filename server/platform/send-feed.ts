import { createHash } from 'node:crypto';
import type { Response } from 'express';
import { LRUCache } from 'lru-cache';
import { atomType, drawFeed, type Feed, marksOf } from './atom.ts';
import { clock } from './clock.ts';
import type { Viewer } from './viewer.ts';

interface Asked {
  /** Whoever reads it. */
  viewer: Viewer;
  /** Which page of which feed, in words that no other has. */
  name: string;
  /** The marks of its entries: where these are the same, so is the feed. */
  marks: string[];
  /** Whether it goes on after this page. */
  hasMore?: boolean;
  /** Asked before anything is sent but word that nothing has changed. */
  beforeSending?: () => Promise<void>;
}

/** By what is in them, so that one is drawn once for all who may see the same. */
const drawn = new LRUCache<string, string>({
  maxSize: 16_000_000,
  sizeCalculation: (text) => text.length + 1,
});

/** Sends a feed, unless the program that asks has it as it is. It is only drawn where nobody has been sent the same. */
export async function sendFeed(
  res: Response,
  { viewer, name, marks, hasMore, beforeSending }: Asked,
  list: () => Promise<Feed>,
): Promise<void> {
  const { req } = res;
  const version = versionOf(name, marks, hasMore);
  const since = unchangedSince(viewer, name, version);
  res.type(atomType).set('ETag', `W/"${version}"`);
  if (since) res.set('Last-Modified', since.toUTCString());
  if (req.fresh) {
    res.status(304).end();
    return;
  }
  await beforeSending?.();
  const known = drawn.get(version);
  if (known) {
    res.send(known);
    return;
  }
  const feed = await list();
  const text = drawFeed(feed);
  if (versionOf(name, marksOf(feed.entries), hasMore) === version) drawn.set(version, text);
  // Something has happened in between: whoever asks next gets it whole.
  else for (const header of ['ETag', 'Last-Modified']) res.removeHeader(header);
  res.send(text);
}

const versionOf = (name: string, marks: string[], hasMore = false) =>
  createHash('sha256')
    .update(JSON.stringify([name, marks, hasMore]))
    .digest('base64url');

const seen = new LRUCache<string, { version: string; at: Date }>({ max: 10_000 });

/**
 * Since when this feed has been seen to show the same to them. What a feed no longer has was changed at a moment
 * that nothing in it tells. Nothing is said in the same second, in which it could still change unnoticed.
 */
function unchangedSince(viewer: Viewer, name: string, version: string): Date | undefined {
  const read = `${viewer.kind === 'visitor' ? '' : viewer.id} ${name}`;
  const now = clock.now();
  const last = seen.get(read);
  if (last?.version !== version) {
    seen.set(read, { version, at: now });
    return undefined;
  }
  return secondOf(last.at) < secondOf(now) ? last.at : undefined;
}

const secondOf = (moment: Date) => Math.floor(moment.getTime() / 1000);
