import { and, asc, eq, isNull, or, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import type { Byline, SignedIn } from '../../platform/viewer.ts';
import { councils } from '../councils/tables.ts';
import { levelOfTopic } from '../follows/followers.ts';
import type { Level } from '../follows/levels.ts';
import type { NoticeKind } from '../notices/kinds.ts';
import { type NoticeWords, notices } from '../notices/tables.ts';
import { withTitles } from '../notices/titles.ts';
import { stillIs } from '../notices/unread.ts';
import { people } from '../people/tables.ts';
import { replies } from '../replies/tables.ts';
import { withoutTitles } from '../topics/left-out-of-mail.ts';
import { visibleTo } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import type { Choices } from './settings.ts';
import { noticeMails } from './tables.ts';

/** They look after it, or have said that their council has its problem too. */
const isReaders = sql`(coalesce(${topics.ownerId}, ${topics.authorId}) = ${notices.personId} or exists (
  select 1 from same_problems where topic_id = ${topics.id} and person_id = ${notices.personId}))`;

/**
 * What a mail is about, as it is at this moment: without what its reader has read meanwhile, may not see, or no longer
 * follows or wants mail of, and without what is gone.
 */
export async function listForMail(viewer: SignedIn, mailId: string, kinds: Choices) {
  const rows = await db
    .select({
      id: notices.id,
      kind: notices.kind,
      post: notices.post,
      words: notices.words,
      href: notices.href,
      actor: {
        id: people.id,
        name: people.name,
        from: sql<string>`coalesce(${councils.name}, ${people.organisation})`,
      },
      topic: {
        id: topics.id,
        title: topics.title,
        kind: topics.kind,
        html: topics.html,
      },
      workspace: { name: workspaces.name, mailsContent: workspaces.mailsContent },
      replyHtml: replies.html,
      author: sql<Byline | null>`coalesce(${replies.author}, ${topics.author})`,
      authorId: sql<number | null>`coalesce(${replies.authorId}, ${topics.authorId})`,
      acceptedBy: replies.acceptedBy,
      level: sql<Level>`case when ${topics.id} is not null then ${levelOfTopic(viewer.id)} end`,
      isReaders: sql<boolean>`coalesce(${isReaders}, false)`,
    })
    .from(noticeMails)
    .innerJoin(notices, eq(notices.id, noticeMails.noticeId))
    .leftJoin(topics, eq(topics.id, notices.topicId))
    .leftJoin(workspaces, eq(workspaces.id, topics.workspaceId))
    .leftJoin(replies, and(eq(replies.topicId, notices.topicId), eq(replies.number, notices.post)))
    .leftJoin(people, eq(people.id, notices.actorId))
    .leftJoin(councils, eq(councils.id, people.councilId))
    .where(
      and(
        eq(noticeMails.mailId, mailId),
        eq(notices.personId, viewer.id),
        isNull(noticeMails.sentAt),
        isNull(noticeMails.droppedAt),
        isNull(notices.readAt),
        or(isNull(notices.topicId), visibleTo(viewer)),
        sql.raw(stillIs('notices', 'replies')),
      ),
    )
    // By when it happened: who is told of two things at once may be told of the later one first.
    .orderBy(asc(workspaces.id), asc(notices.topicId), asc(notices.at), asc(notices.post), asc(notices.id));
  const wanted = rows.filter((row) => isWanted(row, kinds));
  return withoutTitlesInWords(await withTitles(viewer, wanted));
}

/** What they say in words of their own can name topics besides the one that each is about. */
async function withoutTitlesInWords<T extends { words: NoticeWords | null }>(notices: T[]): Promise<T[]> {
  const texts = await withoutTitles(
    db,
    notices.map(({ words }) => words?.paragraphs ?? []),
  );
  return notices.map((notice, at) =>
    notice.words ? { ...notice, words: { ...notice.words, paragraphs: texts[at] ?? [] } } : notice,
  );
}

export type MailedNotice = Awaited<ReturnType<typeof listForMail>>[number];

interface Wanted {
  kind: NoticeKind;
  level: Level;
  /** Whether its reader looks after the topic, or waits for the answer as its asker does. */
  isReaders: boolean;
}

/** Whoever has chosen to hear less of a topic since then does. What is done to their own posts they hear in any case. */
function isWanted({ kind, level, isReaders }: Wanted, kinds: Choices): boolean {
  // Mail that could not be sent for a while is not planned anew when they choose otherwise.
  if (kinds[kind] === 'none') return false;
  if (kind === 'followed') return level === 'everything';
  if (kind === 'topic') return level === 'everything' || level === 'new-topics';
  if (kind === 'solved')
    return level === 'everything' || level === 'solved' || (isReaders && level !== 'nothing');
  return level !== 'nothing' || (kind !== 'mention' && kind !== 'reply');
}
