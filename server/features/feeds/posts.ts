import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { replies } from '../replies/tables.ts';
import { topics } from '../topics/tables.ts';
import type { Subject } from './names.ts';
import { isShownTo } from './shown-to.ts';

export const postsOnPage = 25;

/** A post by its place: a topic with 0, or with a number one of its replies; and how far the topic is. */
export interface Place {
  topicId: number;
  number: number;
  seq: number;
}

/** What a post's entry is told from its own earlier states by. */
export const markOf = ({ topicId, number, seq }: Place) => `${topicId} ${number} ${seq}`;

/** Which posts are on a page of a feed, what happened last at the top: all that tells whether the page has changed. */
export async function listPlaces(viewer: Viewer, { kind, id }: Subject, page: number) {
  const from = (page - 1) * postsOnPage;
  const { rows } = await db.execute<{ topicId: number; number: number; seq: number }>(sql`
    select topic_id as "topicId", number, seq
    from (${posts[kind](id, isShownTo(viewer), from + postsOnPage + 1)}) as posts
    order by at desc, topic_id desc, number desc limit ${postsOnPage + 1} offset ${from}`);
  return { places: rows.slice(0, postsOnPage), hasMore: rows.length > postsOnPage };
}

type Posts = (id: number, isShown: SQL, most: number) => SQL;

const posts: Record<Subject['kind'], Posts> = {
  /** What is the same as another topic goes on there. */
  workspace: (id, isShown, most) => sql`
    select id as topic_id, 0 as number, seq, last_activity_at as at from topics
    where workspace_id = ${id} and same_as is null and ${isShown}
    order by last_activity_at desc, id desc limit ${most}`,

  topic: (id, isShown, most) => sql`
    select id as topic_id, 0 as number, seq, coalesce(edited_at, created_at) as at from topics
    where id = ${id} and ${isShown}
    union all (
      select topic_id, number, seq, greatest(replies.created_at, replies.edited_at, accepted_at) as at
      from replies join topics on topics.id = topic_id
      where topic_id = ${id} and replies.removed_at is null and ${isShown}
      order by at desc, number desc limit ${most})`,

  /** What it asked and shares, and its answers that were accepted. */
  council: (id, isShown, most) => sql`
    (select id as topic_id, 0 as number, seq, last_activity_at as at from topics
      where author_council_id = ${id} and ${isShown}
      order by last_activity_at desc, id desc limit ${most})
    union all (
      select topic_id, number, seq, greatest(replies.edited_at, accepted_at) as at
      from replies join topics on topics.id = topic_id
      where replies.author_council_id = ${id} and accepted_at is not null and replies.removed_at is null and ${isShown}
      order by at desc, topic_id desc, number desc limit ${most})`,
};

const asked = (places: Place[]) => sql`unnest(
  ${sql.param(places.map(({ topicId }) => topicId))}::int[], ${sql.param(places.map(({ number }) => number))}::int[])
  with ordinality as asked(topic_id, number, place)`;
const number = sql<number>`asked.number`;
const ofTopic = <T>(column: typeof topics.html | typeof topics.content) =>
  sql<T | null>`case when ${number} = 0 then ${column} end`;

/** The posts in these places that are still there for this viewer, with all that was written in them. */
export const listPosts = (viewer: Viewer, places: Place[]) =>
  db
    .select({
      topicId: topics.id,
      number,
      seq: topics.seq,
      kind: topics.kind,
      state: topics.state,
      health: topics.health,
      title: topics.title,
      tags: topics.tags,
      replyCount: topics.replyCount,
      html: ofTopic<Record<string, string>>(topics.html),
      content: ofTopic<Record<string, string>>(topics.content),
      author: topics.author,
      createdAt: topics.createdAt,
      editedAt: topics.editedAt,
      lastActivityAt: topics.lastActivityAt,
      reply: {
        html: replies.html,
        author: replies.author,
        createdAt: replies.createdAt,
        editedAt: replies.editedAt,
        acceptedAt: replies.acceptedAt,
      },
    })
    .from(topics)
    .innerJoin(asked(places), and(sql`asked.topic_id = ${topics.id}`, isShownTo(viewer)))
    .leftJoin(
      replies,
      and(eq(replies.topicId, topics.id), eq(replies.number, number), isNull(replies.removedAt)),
    )
    .where(or(sql`${number} = 0`, sql`${replies.id} is not null`))
    .orderBy(sql`asked.place`);

export type Post = Awaited<ReturnType<typeof listPosts>>[number];
