import { and, asc, desc, eq, inArray, isNotNull, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { clock } from '../../platform/clock.ts';
import { db, type Executor } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { memberWith } from '../../platform/powers.ts';
import type { Member, Viewer } from '../../platform/viewer.ts';
import { movedSince, placeNow } from '../moderation/places.ts';
import { moderationLog } from '../moderation/tables.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { isCurrent } from '../roles/queries.ts';
import { roleGrants } from '../roles/tables.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { maySeeAppeal } from './policy.ts';
import { appeals } from './tables.ts';

const actors = alias(people, 'actors');
const deciders = alias(people, 'deciders');

/** The workspace that the post is in now; what was done to the posting of its author stays where it was done. */
const place = sql`case when ${moderationLog.act} = 'pause' then ${moderationLog.workspaceId}
  else coalesce(${topics.workspaceId}, ${moderationLog.workspaceId}) end`;

const others = and(
  isCurrent(),
  isHere(),
  sql`${roleGrants.personId} not in (${moderationLog.actorId}, ${appeals.personId})`,
);

/** Whether a coordinator can decide who neither acted nor appealed. */
function hasOthers(): SQL<boolean> {
  const other = db
    .select({ one: sql`1` })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(
      and(
        eq(roleGrants.role, 'coordinator'),
        or(isNull(roleGrants.workspaceId), sql`${roleGrants.workspaceId} = ${place}`),
        others,
      ),
    );
  return sql<boolean>`exists (${other})`;
}

const selectAppeals = (executor: Executor) =>
  executor
    .select({
      id: appeals.id,
      actId: appeals.actId,
      text: appeals.text,
      createdAt: appeals.createdAt,
      decidedAt: appeals.decidedAt,
      decision: appeals.decision,
      reason: appeals.reason,
      decidedIn: appeals.decidedIn,
      act: moderationLog.act,
      actorId: moderationLog.actorId,
      personId: appeals.personId,
      ...placeNow,
      kind: topics.kind,
      title: topics.title,
      actor: { id: actors.id, name: actors.name },
      decider: { id: deciders.id, name: deciders.name },
      person: sql<{
        name: string;
      }>`(select json_build_object('name', said.name) from people said where said.id = ${appeals.personId})`,
      workspace: { id: workspaces.id, slug: workspaces.slug, name: workspaces.name },
      hasOthers: hasOthers(),
    })
    .from(appeals)
    .innerJoin(moderationLog, eq(moderationLog.id, appeals.actId))
    .innerJoin(actors, eq(actors.id, moderationLog.actorId))
    .leftJoin(movedSince.moves, movedSince.wasThere)
    .leftJoin(movedSince.replies, movedSince.isHere)
    .leftJoin(topics, eq(topics.id, placeNow.topicId))
    .innerJoin(workspaces, sql`${workspaces.id} = ${place}`)
    .leftJoin(deciders, eq(deciders.id, appeals.decidedBy));

export type Appeal = Awaited<ReturnType<typeof selectAppeals>>[number];

/** The appeal against an act, as whoever made it sees it. */
export async function findAppealAgainst(actId: number, executor: Executor = db): Promise<Appeal | undefined> {
  const [found] = await selectAppeals(executor).where(eq(appeals.actId, actId));
  return found;
}

/** An appeal, for those who may have to decide about it; for others it is not there. */
export async function findAppealFor(viewer: Viewer, id: number, executor: Executor = db) {
  const [appeal] = await selectAppeals(executor).where(eq(appeals.id, id));
  if (!appeal) throw notFound();
  return { appeal, member: memberWith(viewer, (powers) => maySeeAppeal(powers as Member, appeal)) };
}

const isIn = (of: 'all' | number[]): SQL | undefined => (of === 'all' ? undefined : inArray(place, of));

/** Appeals that this person may have to decide about: those in the workspaces that they coordinate, and for administrators those for whom no other is left. */
const isFor = ({ coordinates, isAdministrator }: Member): SQL | undefined =>
  isAdministrator ? or(isIn(coordinates), sql`not ${hasOthers()}`) : isIn(coordinates);

/** What waits for a decision, the longest first. */
export const listOpenAppeals = (member: Member): Promise<Appeal[]> =>
  selectAppeals(db)
    .where(and(isNull(appeals.decidedAt), isFor(member)))
    .orderBy(asc(appeals.createdAt), asc(appeals.id))
    .limit(100);

/** What waits for a decision about any of these acts. */
export const listOpenAppealsAgainst = async (actIds: number[]): Promise<Appeal[]> =>
  actIds.length === 0
    ? []
    : selectAppeals(db)
        .where(and(isNull(appeals.decidedAt), inArray(appeals.actId, actIds)))
        .orderBy(asc(appeals.id));

/** The same in some workspaces, but for those that this person made or that are about what they did. */
export const listAppealsToDecide = (member: { id: number }, of: 'all' | number[]): Promise<Appeal[]> =>
  selectAppeals(db)
    .where(
      and(
        isNull(appeals.decidedAt),
        isIn(of),
        sql`${member.id} not in (${moderationLog.actorId}, ${appeals.personId})`,
      ),
    )
    .orderBy(asc(appeals.createdAt), asc(appeals.id))
    .limit(100);

/** What was decided last. */
export const listDecidedAppeals = (member: Member): Promise<Appeal[]> =>
  selectAppeals(db)
    .where(and(isNotNull(appeals.decidedAt), isFor(member)))
    .orderBy(desc(appeals.decidedAt), desc(appeals.id))
    .limit(20);

/** Who hears of an appeal: the other coordinators of the workspace, or if there are none the administrators. */
export async function listDeciders(executor: Executor, { workspace, actorId, personId, hasOthers }: Appeal) {
  const ofWorkspace = and(
    eq(roleGrants.role, 'coordinator'),
    or(isNull(roleGrants.workspaceId), eq(roleGrants.workspaceId, workspace.id)),
  );
  return executor
    .selectDistinct({ id: people.id })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(
      and(
        hasOthers ? ofWorkspace : eq(roleGrants.role, 'administrator'),
        isCurrent(),
        isHere(),
        notInArray(people.id, [actorId, personId]),
      ),
    );
}

const days = 86_400;

/** Within how many days half of the appeals of the last 90 days were decided; nothing where there were none. */
export async function findUsualWait(): Promise<number | undefined> {
  const since = new Date(clock.now().getTime() - 90 * days * 1000);
  const taken = sql`extract(epoch from ${appeals.decidedAt} - ${appeals.createdAt})`;
  const [row] = await db
    .select({ half: sql<number | null>`percentile_cont(0.5) within group (order by ${taken})::float` })
    .from(appeals)
    .where(sql`${appeals.decidedAt} > ${since}`);
  return row?.half === null || row?.half === undefined ? undefined : Math.max(1, Math.ceil(row.half / days));
}

/** A number that is another one whenever something has happened with the appeals of these workspaces. */
export async function stateOfAppeals(of: 'all' | number[]): Promise<number> {
  const [row] = await db
    .select({ changes: sql<number>`coalesce(sum(${appeals.changeCount}), 0)::int` })
    .from(appeals)
    .innerJoin(moderationLog, eq(moderationLog.id, appeals.actId))
    .leftJoin(movedSince.moves, movedSince.wasThere)
    .leftJoin(movedSince.replies, movedSince.isHere)
    .leftJoin(topics, eq(topics.id, placeNow.topicId))
    .where(isIn(of));
  return row?.changes ?? 0;
}
