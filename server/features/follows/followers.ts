import { type Column, type SQL, sql } from 'drizzle-orm';
import { db, type Executor } from '../../platform/database.ts';
import { takesPartIn } from '../guests/takes-part.ts';
import { topics } from '../topics/tables.ts';
import { type Level, usualLevel } from './levels.ts';

interface Followed<Id = number> {
  id: Id;
  workspaceId: Id;
}

/**
 * Everyone who has said how much they hear of this topic, of its workspace or of the group: rows of person_id and level,
 * one a person: what they said of the smallest of these. What guests say of the group or a workspace holds where they are
 * guests. Who may see the topic is for whoever asks to join.
 */
export const followersOf = (topic: Followed): SQL => followersAmong(topic, sql`true`);

/** How much somebody hears of a topic. */
export async function levelFor(personId: number, topic: Followed, executor: Executor = db): Promise<Level> {
  const own = followersAmong(topic, sql`follows.person_id = ${personId}`);
  const { rows } = await executor.execute<{ level: Level }>(sql`select level from (${own}) as own`);
  return rows[0]?.level ?? usualLevel;
}

/** Those of these people who want to hear nothing of a topic. */
export async function listDeafTo(
  topic: Followed,
  personIds: number[],
  executor: Executor,
): Promise<number[]> {
  const theirs = followersAmong(topic, sql`follows.person_id = any(${sql.param(personIds)}::int[])`);
  const { rows } = await executor.execute<{ id: number }>(
    sql`select person_id as id from (${theirs}) as theirs where level = 'nothing'`,
  );
  return rows.map(({ id }) => id);
}

/** The same as a column of a query that has topics in it. */
export const levelOfTopic = (personId: number): SQL<Level> => sql<Level>`coalesce((
  select level from (${followersAmong({ id: topics.id, workspaceId: topics.workspaceId }, sql`follows.person_id = ${personId}`)}) as own
), ${usualLevel})`;

const followersAmong = ({ id, workspaceId }: Followed<number | Column>, whom: SQL): SQL => sql`
  select distinct on (follows.person_id) follows.person_id, follows.level
  from follows join people on people.id = follows.person_id
  where ${whom} and (follows.topic_id = ${id}
    or (follows.workspace_id = ${workspaceId} or follows.place = 'group') and ${takesPartIn(workspaceId)})
  order by follows.person_id, follows.topic_id nulls last, follows.workspace_id nulls last`;
