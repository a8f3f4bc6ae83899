import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { db, type Executor, type Tx } from '../../platform/database.ts';
import { people } from '../people/tables.ts';
import type { PostPlace } from '../replies/addresses.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { isAbout, movedSince, placeNow, placesOf } from './places.ts';
import { moderationLog } from './tables.ts';

const persons = alias(people, 'persons');

/** The rule that it was done by, as it last stood. */
const ruleOf = () => sql<{ id: number; title: string; slug: string | null } | null>`(
  select json_build_object('id', said.rule_id, 'title', said.title, 'slug', place.slug)
  from rule_texts said join rule_sets on rule_sets.id = said.set_id left join workspaces place on place.id = rule_sets.workspace_id
  where said.rule_id = ${moderationLog.ruleId} order by said.number desc limit 1)`;

/** The newest act on the same post that still stands: neither an undoing, nor undone itself. */
const standingOnPost = () => sql<number | null>`(
  select stands.id from moderation_log stands
  where (stands.topic_id, stands.post) in ${placesOf(placeNow)} and stands.undoes is null and not stands.details ? 'isCopy'
    and not exists (select from moderation_log undoing where undoing.undoes = stands.id)
  order by stands.id desc limit 1)`;

const selectActs = (executor: Executor, where: SQL | undefined) =>
  executor
    .select({
      id: moderationLog.id,
      at: moderationLog.at,
      act: moderationLog.act,
      role: moderationLog.role,
      ...placeNow,
      isMoved: sql<boolean>`${placeNow.topicId} is distinct from ${moderationLog.topicId}`,
      personId: moderationLog.personId,
      reason: moderationLog.reason,
      note: moderationLog.note,
      rule: ruleOf(),
      details: moderationLog.details,
      undoes: moderationLog.undoes,
      actor: { id: people.id, name: people.name },
      person: { id: persons.id, name: persons.name },
      workspace: { id: workspaces.id, slug: workspaces.slug, name: workspaces.name },
      kind: topics.kind,
      title: topics.title,
      /** The workspace that the post is in now. */
      isInNow: topics.workspaceId,
      isUndone: sql<boolean>`exists (select from moderation_log later where later.undoes = ${moderationLog.id})`,
      isUpheldAgainst: sql<boolean>`exists (
        select from appeals where appeals.act_id = ${moderationLog.id} and appeals.decision = 'upheld')`,
      standingId: standingOnPost(),
    })
    .from(moderationLog)
    .innerJoin(people, eq(people.id, moderationLog.actorId))
    .innerJoin(workspaces, eq(workspaces.id, moderationLog.workspaceId))
    .leftJoin(persons, eq(persons.id, moderationLog.personId))
    .leftJoin(movedSince.moves, movedSince.wasThere)
    .leftJoin(movedSince.replies, movedSince.isHere)
    .leftJoin(topics, eq(topics.id, placeNow.topicId))
    .where(where)
    .orderBy(desc(moderationLog.id));

/** A line of the log, with everything that coordinators know of it. */
export type LoggedAct = Awaited<ReturnType<typeof selectActs>>[number];

/** What an act changed, as the log has it: moments are texts in it. */
export const changeIn = ({ details }: Pick<LoggedAct, 'details'>) =>
  (details.change ?? {}) as { pausedUntil?: string | null; sameAs?: number | null };

/** What the log of another workspace has of the same act is left out. */
const isOn = (post: PostPlace) => and(isAbout(post), sql`not ${moderationLog.details} ? 'isCopy'`);

/** What was done to a post, the newest first. */
export const listActsOn = (post: PostPlace, executor: Executor = db): Promise<LoggedAct[]> =>
  selectActs(executor, isOn(post)).limit(50);

export async function findLatestAct(
  post: PostPlace,
  executor: Executor = db,
): Promise<LoggedAct | undefined> {
  const [newest] = await selectActs(executor, isOn(post)).limit(1);
  return newest;
}

/** What was done last to the posting of whoever wrote something, in the workspace where that is. */
export async function findLatestOfAuthor(
  { personId, workspaceId }: { personId: number; workspaceId: number },
  executor: Executor = db,
): Promise<LoggedAct | undefined> {
  const inWorkspace = and(eq(moderationLog.personId, personId), eq(moderationLog.workspaceId, workspaceId));
  const ofAuthor = inArray(moderationLog.act, ['pause', 'resume']);
  const [newest] = await selectActs(executor, and(inWorkspace, ofAuthor)).limit(1);
  return newest;
}

/** What was decided last about something that waited, or the undoing of that; it was sent by this person. */
export async function findLatestDecision(
  waitingId: number,
  personId: number,
  executor: Executor = db,
): Promise<LoggedAct | undefined> {
  const isAbout = sql`(${moderationLog.details} ->> 'waitingId')::int = ${waitingId}`;
  const [newest] = await selectActs(executor, and(eq(moderationLog.personId, personId), isAbout)).limit(1);
  return newest;
}

/** The newest act on each of these topics as such, by the topic's id. */
export async function findLatestActsOn(topicIds: number[], executor: Executor = db) {
  if (topicIds.length === 0) return new Map<number, LoggedAct>();
  const newest = sql`${moderationLog.id} in (
    select max(act.id) from moderation_log act
    where act.topic_id = any(${sql.param(topicIds)}::int[]) and act.post = 0 and not act.details ? 'isCopy' group by act.topic_id)`;
  const found = await selectActs(executor, newest);
  return new Map(found.map((act) => [act.topicId ?? 0, act]));
}

/** These lines, in the order in which they were written. */
export async function listActsById(ids: number[], executor: Executor = db): Promise<LoggedAct[]> {
  return (await selectActs(executor, inArray(moderationLog.id, ids))).reverse();
}

interface Knowing {
  reason: string;
  /** The newest act on this post that whoever acts knows of. */
  latest: number;
}

/**
 * What was done to a post since whoever acts looked at it: by another, of which they have to be told first, or the very same
 * by themselves, where they send it twice.
 */
export async function findSince(
  tx: Tx,
  { id }: { id: number },
  post: PostPlace,
  name: string,
  { reason, latest }: Knowing,
): Promise<{ id: number } | { meanwhile: LoggedAct } | undefined> {
  const newest = await findLatestAct(post, tx);
  if (!newest || newest.id <= latest) return undefined;
  const isSame = newest.actor.id === id && newest.act === name && newest.reason === reason;
  return isSame ? { id: newest.id } : { meanwhile: newest };
}

export async function findAct(id: number, executor: Executor = db): Promise<LoggedAct | undefined> {
  const [found] = await selectActs(executor, eq(moderationLog.id, id));
  return found;
}

const onPage = 50;

/** A page of what was done in a workspace, or in all of them, the newest first, and how many pages there are. */
export async function listLog(workspaceId: number | undefined, page: number) {
  const which = workspaceId ? eq(moderationLog.workspaceId, workspaceId) : undefined;
  const [count, lines] = await Promise.all([
    db.$count(moderationLog, which),
    selectActs(db, which)
      .limit(onPage)
      .offset((page - 1) * onPage),
  ]);
  return { lines, pages: Math.max(1, Math.ceil(count / onPage)) };
}
