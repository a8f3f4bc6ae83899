import { and, type SQL, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { followersOf } from '../follows/followers.ts';
import { type Level, usualLevel } from '../follows/levels.ts';
import { sees } from '../guests/takes-part.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { insertNotices } from './give-notices.ts';
import type { NoticeKind } from './kinds.ts';
import type { ConcernedTopic } from './queries.ts';

interface What {
  /** The number of the reply, or 0 for the topic itself. */
  post: number;
  /** True where it is the post itself that they are told of: whoever sees it at once has read of it. */
  isNew?: boolean;
  /** When it happened. */
  at: string;
  actorId: number | null;
  once: string;
  /** Whom it concerns most; `always` also where they want to hear nothing of the topic. */
  directly?: { kind: NoticeKind; personIds: (number | null)[]; always?: boolean };
  /** Those who follow the topic, or where it is, at one of these levels. */
  followers?: { kind: NoticeKind; levels: readonly Level[] };
  except?: number[];
}

/** What comes this late, as all does that a demonstration is made of, is listed, and neither rings nor is mailed. */
const newsFor = 3 * 24 * 60 * 60 * 1000;

/**
 * Tells everybody whom something in a topic concerns, in one question however many they are: those who are here and may
 * see it at this moment, and never who did it.
 */
export async function tellThoseConcerned(tx: Tx, topic: ConcernedTopic, what: What): Promise<void> {
  const { post, isNew = false, at, actorId, once, directly, followers, except = [] } = what;
  const then = sql`${at}::timestamptz`;
  const { id, workspaceId, visibility } = topic;
  const excepted = [actorId, ...except].filter((personId) => personId !== null);
  const maySee = and(isHere(), sees({ visibility, workspace: { id: workspaceId } }));
  const wantsIt = directly?.always ? sql`true` : sql`coalesce(following.level, ${usualLevel}) <> 'nothing'`;
  const hasSeen = sql`exists (select 1 from reading_places
    where person_id = people.id and topic_id = ${id} and number >= ${post})`;
  const isOld = clock.now().getTime() - Date.parse(at) > newsFor;
  const isRead = isOld ? sql`true` : isNew && post > 0 ? hasSeen : sql`false`;
  // Whoever follows the topic itself was there before they could be told that it is new.
  const isNews = sql`not exists (select 1 from follows where topic_id = ${id} and person_id = people.id)`;
  await insertNotices(
    tx,
    sql`with following as (${followersOf({ id, workspaceId })})
      select people.id, concerned.kind, ${id}::int, ${post}::int, ${actorId}::int, null::jsonb, null::text,
        ${then}, case when ${isRead} then ${then} end, ${once}::text
      from (
        select distinct on (person_id) person_id, kind from (${concernedBy(directly, followers)}) as all_concerned
        order by person_id, place
      ) as concerned
      join ${people} on people.id = concerned.person_id
      left join following on following.person_id = people.id
      where ${maySee} and ${wantsIt} and ${post === 0 ? isNews : sql`true`} and people.id <> all(${sql.param(excepted)}::int[])`,
  );
}

function concernedBy(directly: What['directly'], followers: What['followers']): SQL {
  const personIds = (directly?.personIds ?? []).filter((personId) => personId !== null);
  const kinds = [directly?.kind ?? null, followers?.kind ?? null];
  return sql`
    select person_id, ${kinds[0]}::text as kind, 1 as place from unnest(${sql.param(personIds)}::int[]) as person_id
    union all
    select person_id, ${kinds[1]}::text, 2 from following where level = any(${sql.param(followers?.levels ?? [])}::text[])`;
}
