import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { type Place, sees } from '../guests/takes-part.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { giveNotices, type NewNotice } from './give-notices.ts';
import type { NoticeWords } from './tables.ts';

/** What somebody is told in words of its own, with where it leads. */
export interface Told extends NoticeWords {
  href?: string;
}

interface About extends Pick<NewNotice, 'once' | 'post'> {
  kind: 'act' | 'invitation' | 'review' | 'asked' | 'week';
  /** Who did it, who need not be told. */
  by?: { id: number };
  /** The topic that it names. */
  topic?: Place & { id: number };
  isOfOthers?: boolean;
}

/**
 * Tells one person of something that was done. Whoever has left is told nothing any more; of what is done to others nobody
 * is told who is suspended or dormant, and of a topic nobody who may not see it any more.
 */
export async function tellPerson(
  tx: Tx,
  personId: number,
  { href, ...words }: Told,
  about: About,
): Promise<void> {
  const { kind, by, topic, post, once, isOfOthers = false } = about;
  if (personId === by?.id) return;
  const mayBeTold = and(isOfOthers ? isHere() : isNull(people.leftAt), topic && sees(topic));
  if ((await tx.$count(people, and(eq(people.id, personId), mayBeTold))) === 0) return;
  const paragraphs = words.paragraphs.filter(Boolean);
  const what = { kind, topicId: topic?.id, post, actorId: by?.id, href, once };
  await giveNotices(tx, [{ personId, ...what, words: { ...words, paragraphs } }]);
}
