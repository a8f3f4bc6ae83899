import { sql } from 'drizzle-orm';
import { repliesOnPage } from '../../server/features/replies/queries.ts';
import { replies } from '../../server/features/replies/tables.ts';
import { writeTopicTexts } from '../../server/features/similar-topics/write-topic-texts.ts';
import { topics } from '../../server/features/topics/tables.ts';
import { workspaces } from '../../server/features/workspaces/tables.ts';
import { db } from '../../server/platform/database.ts';
import type { Person } from './people.ts';
import { createRandom, type Random } from './random.ts';
import { writeBodies, writeReplies, writeTopic } from './threads.ts';

export interface Amounts {
  topics: number;
  replies: number;
}

/** Topics; their replies with them stay below the number of values that one statement may have. */
const batch = 100;
/** The share of topics that fill one page exactly, and how long the longest is. */
const fullPages = 0.1;
const repliesOfLongest = 500;

/** Fills an empty database with topics and replies, and with what the product would have written beside them. */
export async function addThreads(amounts: Amounts, people: Person[]): Promise<void> {
  const random = createRandom(2016);
  const rooms = await db.select({ id: workspaces.id }).from(workspaces).orderBy(workspaces.id);
  const bodies = writeBodies(amounts.replies, random);
  const counts = replyCounts(amounts, random);
  const written = counts.map((count, at) =>
    writeTopic(at + 1, rooms[at % rooms.length]?.id ?? 0, count, people, random),
  );
  let replyId = 1;
  for (let from = 0; from < written.length; from += batch) {
    const some = written.slice(from, from + batch);
    await db.insert(topics).overridingSystemValue().values(some);
    const theirs = some.flatMap((topic) => {
      const firstId = replyId;
      replyId += topic.replyCount;
      return writeReplies(topic, firstId, people, bodies, random);
    });
    if (theirs.length > 0) await db.insert(replies).overridingSystemValue().values(theirs);
  }
  await writeWhatFollows(written.map(({ id }) => id));
}

/** How many replies each topic has: the first ones a page exactly, then a very long one, then few or many. */
function replyCounts({ topics: count, replies: total }: Amounts, random: Random): number[] {
  const full = Math.round(count * fullPages);
  const usual = Math.max(0, (total - full * repliesOnPage - repliesOfLongest) / (count - full - 1));
  return Array.from({ length: count }, (_, at) => {
    if (at < full) return repliesOnPage;
    return at === full ? repliesOfLongest : random.between(0, Math.round(usual * 2));
  });
}

/** What stands in other tables for each topic and reply, made from those by the database itself. */
async function writeWhatFollows(topicIds: number[]): Promise<void> {
  for (const table of ['topics', 'replies']) {
    await db.execute(
      sql.raw(`select setval(pg_get_serial_sequence('${table}', 'id'), max(id)) from ${table}`),
    );
  }
  await db.execute(sql`insert into topic_versions (topic_id, number, title, content, tags, editor_id, editor, created_at)
    select id, 1, title, content, tags, author_id, author, created_at from topics`);
  await db.execute(sql`insert into reply_versions (reply_id, number, body, editor_id, editor, created_at)
    select id, 1, body, author_id, author, created_at from replies`);
  await db.execute(sql`insert into events (name, at, actor_id, topic_id, seq, ids)
    select 'reply-posted', created_at, author_id, topic_id, number + 1,
      jsonb_build_object('replyId', id, 'number', number) from replies order by created_at`);
  await db.execute(sql`insert into reading_places (person_id, topic_id, number)
    select people.id, topics.id, topics.last_number / 2 from people join topics on (people.id * 7 + topics.id) % 10 = 0
    where topics.last_number > 1`);
  await db.transaction((tx) => writeTopicTexts(tx, topicIds));
  await db.execute(sql`vacuum analyze`);
}
