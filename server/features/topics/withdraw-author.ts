import { eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { recordAll } from '../../platform/events.ts';
import { visitor } from '../../platform/viewer.ts';
import { withdrawn } from '../people/name-withdrawal.ts';
import { indexPosts } from '../search/index-posts.ts';
import { writeTopicTexts } from '../similar-topics/write-topic-texts.ts';
import { selectListed } from './queries.ts';
import { topics, topicVersions } from './tables.ts';

type Held = Awaited<ReturnType<typeof holdTopicsNaming>>;

/**
 * Every topic whose page or history names this person, with its row locked until the transaction ends. In the order of
 * their ids, so that two who hold many never wait for one another; whoever changes a topic holds that one alone.
 */
export async function holdTopicsNaming(tx: Tx, personId: number) {
  const naming = sql`(
    select id from topics where author_id = ${personId} or owner_id = ${personId}
    union select topic_id from topic_versions where editor_id = ${personId}
    union select topic_id from suggestions where author_id = ${personId}
    union select topic_id from same_problems where person_id = ${personId}
    union select topic_id from mentions where person_id = ${personId}
    union select topic_id from replies where author_id = ${personId}
      or (accepted_at is not null and accepted_by->>'id' = ${String(personId)})
    union select r.topic_id from reply_versions v join replies r on r.id = v.reply_id where v.editor_id = ${personId})`;
  return selectListed(tx, visitor)
    .where(sql`${topics.id} in ${naming}`)
    .orderBy(topics.id)
    .for('no key update', { of: topics });
}

/** Takes a person's name off the topics that they wrote or edited. */
export async function withdrawAuthorOfTopics(tx: Tx, personId: number): Promise<void> {
  await tx
    .update(topics)
    .set({ author: withdrawn(topics.author) })
    .where(eq(topics.authorId, personId));
  await tx
    .update(topicVersions)
    .set({ editor: withdrawn(topicVersions.editor) })
    .where(eq(topicVersions.editorId, personId));
  const suggester = String(personId);
  await tx
    .update(topicVersions)
    .set({ credit: withdrawn(topicVersions.credit) })
    .where(
      sql`${topicVersions.credit}->>'id' = ${suggester}
        and topic_id in (select topic_id from suggestions where author_id = ${personId})`,
    );
  await tx
    .update(topics)
    .set({
      credits: sql`(select jsonb_agg(case when credit.value->>'id' = ${suggester}
        then ${withdrawn(sql`credit.value`)} else credit.value end order by credit.ordinality)
        from jsonb_array_elements(${topics.credits}) with ordinality credit)`,
    })
    .where(
      sql`${topics.credits} @> ${JSON.stringify([{ id: personId }])}::jsonb
        and id in (select topic_id from suggestions where author_id = ${personId})`,
    );
}

/** Writes that a name has gone from these topics, each under its next sequence number. */
export async function recordWithdrawal(tx: Tx, held: Held): Promise<void> {
  if (held.length === 0) return;
  const ids = held.map(({ id }) => id);
  await tx
    .update(topics)
    .set({ seq: sql`${topics.seq} + 1` })
    .where(inArray(topics.id, ids));
  await writeTopicTexts(tx, ids);
  await indexPosts(tx, { topicIds: ids });
  const happenings = held.map(({ id, seq, workspace }) => ({
    topicId: id,
    seq: seq + 1,
    workspaceId: workspace.id,
    standardId: workspace.standardId,
  }));
  await recordAll(tx, 'author-withdrawn', happenings);
}
