import type { Response } from 'express';
import { readNumber } from '../../platform/addresses.ts';
import { db } from '../../platform/database.ts';
import { sendFeed } from '../../platform/send-feed.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { goneFrom } from '../topics/queries.ts';
import { entryOf } from './entries.ts';
import type { Subject } from './names.ts';
import { listPlaces, listPosts, markOf } from './posts.ts';
import { findSubjectFor } from './subjects.ts';

const mostPages = 40;

interface How {
  /** Whether its address is a secret. */
  isPrivate?: boolean;
  beforeSending?: () => Promise<void>;
}

/** Sends a page of the feed of a workspace, a topic or a council, as this viewer may see it. */
export async function sendFeedOf(
  res: Response,
  viewer: Viewer,
  subject: Subject,
  { isPrivate = false, beforeSending }: How = {},
): Promise<void> {
  const page = Math.min(readNumber(res.req.query.page) ?? 1, mostPages);
  const { places, hasMore } = await listPlaces(viewer, subject, page);
  // A topic is an entry of its own feed. Where there is none it cannot be seen, or that page is not there.
  if (subject.kind === 'topic' && places.length === 0) throw await goneFrom(db, viewer, subject.id);
  const name = `${isPrivate ? 'private' : 'public'} ${subject.kind} ${subject.id} ${page}`;
  const marks = places.map(markOf);
  await sendFeed(res, { viewer, name, marks, hasMore, beforeSending }, async () => {
    const [about, posts] = await Promise.all([findSubjectFor(viewer, subject), listPosts(viewer, places)]);
    const at = (number: number) => (number > 1 ? `?page=${number}` : '');
    const own = `${about.href}/feed.atom`;
    return {
      title: `Standard Practice: ${about.name}`,
      subtitle: about.standing,
      id: isPrivate ? `${about.href}#feed` : own,
      self: isPrivate ? undefined : own + at(page),
      page: about.href,
      next: hasMore && page < mostPages ? (isPrivate ? '' : own) + at(page + 1) : undefined,
      entries: posts.map((post) => entryOf(post, subject.kind)),
    };
  });
}
