import { type SQL, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { scheduleMails } from '../notice-mails/schedule-mails.ts';
import { lessThanMention, type NoticeKind } from './kinds.ts';
import type { NoticeWords } from './tables.ts';
import { tellOfNotices } from './tell-of-notices.ts';

export interface NewNotice {
  personId: number;
  kind: NoticeKind;
  topicId?: number;
  /** The number of the reply that it is about, or 0 for the topic itself. */
  post?: number;
  actorId?: number | null;
  words?: NoticeWords;
  href?: string;
  /** What happened: of the same nobody is told twice. */
  once: string;
}

/** What happened, where it is a post: one notice a person, whatever they are told of it for. */
export const oncePost = (topicId: number, post: number) => `post:${topicId}:${post}`;

/** The one way into people's inboxes, in the transaction in which it happened, with the mail that follows from it. */
export async function giveNotices(tx: Tx, given: NewNotice[]): Promise<void> {
  if (given.length === 0) return;
  await makeWayForMentions(tx, given);
  const now = clock.now().toISOString();
  await insertNotices(
    tx,
    sql`select given."personId", given.kind, given."topicId", given.post, given."actorId", given.words, given.href,
        ${now}::timestamptz, null::timestamptz, given.once
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given("personId" int, kind text, "topicId" int,
        post int, "actorId" int, words jsonb, href text, once text)`,
  );
}

/** The same for as many as a question finds: of each the columns of a notice from the person on, in their order. */
export async function insertNotices(tx: Tx, rows: SQL): Promise<void> {
  const { rows: inserted } = await tx.execute<Inserted>(sql`
    insert into notices (person_id, kind, topic_id, post, actor_id, words, href, at, read_at, once)
    ${rows}
    on conflict (person_id, once) do nothing
    returning id, person_id as "personId", topic_id as "topicId", kind, at, read_at as "readAt"`);
  const unread = inserted.filter(({ readAt }) => readAt === null);
  await scheduleMails(tx, unread);
  await tellOfNotices(
    tx,
    unread.map(({ personId }) => personId),
  );
}

interface Inserted extends Record<string, unknown> {
  id: string;
  personId: number;
  topicId: number | null;
  kind: NoticeKind;
  at: string;
  readAt: string | null;
}

/** Whoever was told of a post, and is mentioned in it since, is told anew. */
async function makeWayForMentions(tx: Tx, given: NewNotice[]): Promise<void> {
  const mentions = given.filter(({ kind }) => kind === 'mention');
  if (mentions.length === 0) return;
  await tx.execute(sql`
    delete from notices using jsonb_to_recordset(${JSON.stringify(mentions)}::jsonb) as given("personId" int, once text)
    where notices.person_id = given."personId" and notices.once = given.once
      and notices.kind = any(${sql.param(lessThanMention)})`);
}
