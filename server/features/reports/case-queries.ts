import { and, asc, count, desc, eq, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { db, type Executor } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { coordinates, memberWith } from '../../platform/powers.ts';
import type { Byline, Member, Viewer } from '../../platform/viewer.ts';
import { stateOfAppeals } from '../appeals/queries.ts';
import { councils } from '../councils/tables.ts';
import { stateOfWaiting } from '../guests/waiting-queries.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { replies } from '../replies/tables.ts';
import { isCurrent } from '../roles/queries.ts';
import { roleGrants } from '../roles/tables.ts';
import { requirements } from '../standard/tables.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import type { Category } from './categories.ts';
import { mayHandle } from './policy.ts';
import { type CaseState, caseActs, cases, reports } from './tables.ts';

const lookers = alias(people, 'lookers');
const closers = alias(people, 'closers');

/** Whether somebody besides its author coordinates the workspace of a case. */
function hasOthers(): SQL<boolean> {
  const ofWorkspace = or(isNull(roleGrants.workspaceId), eq(roleGrants.workspaceId, topics.workspaceId));
  const other = db
    .select({ one: sql`1` })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(
      and(
        eq(roleGrants.role, 'coordinator'),
        ofWorkspace,
        isCurrent(),
        isHere(),
        ne(roleGrants.personId, cases.authorId),
      ),
    );
  return sql<boolean>`exists (${other})`;
}

/** The categories that are reported of a case, each once. */
const reported = sql<{ category: Category; count: number }[]>`(
  select coalesce(json_agg(json_build_object('category', category, 'count', count) order by count desc, category), '[]')
  from (select category, count(*)::int as count from reports
    where case_id = ${cases.id} and taken_back_at is null group by 1) as counted)`;

const selectCases = (executor: Executor) =>
  executor
    .select({
      id: cases.id,
      post: cases.post,
      authorId: cases.authorId,
      state: cases.state,
      isUrgent: cases.isUrgent,
      openedAt: cases.openedAt,
      lookingSince: cases.lookingSince,
      closedAt: cases.closedAt,
      outcome: cases.outcome,
      actCount: cases.actCount,
      topicId: cases.topicId,
      topic: {
        title: topics.title,
        kind: topics.kind,
        excerpt: topics.excerpt,
        versionCount: topics.versionCount,
        visibility: topics.visibility,
        removedAs: topics.removedAs,
        purgedAt: topics.purgedAt,
      },
      author: sql<Byline>`coalesce(${replies.author}, ${topics.author})`,
      reply: {
        id: replies.id,
        body: sql<string>`left(${replies.body}, 200)`,
        versionCount: replies.versionCount,
        removedAt: replies.removedAt,
        removedAs: replies.removedAs,
        purgedAt: replies.purgedAt,
      },
      workspace: {
        id: workspaces.id,
        slug: workspaces.slug,
        name: workspaces.name,
        number: requirements.number,
      },
      looker: { id: lookers.id, name: lookers.name },
      closer: { id: closers.id, name: closers.name },
      reported,
      hasOthers: hasOthers(),
    })
    .from(cases)
    .innerJoin(topics, eq(topics.id, cases.topicId))
    .innerJoin(workspaces, eq(workspaces.id, topics.workspaceId))
    .leftJoin(requirements, eq(requirements.id, workspaces.requirementId))
    .leftJoin(replies, and(eq(replies.topicId, cases.topicId), eq(replies.number, cases.post)))
    .leftJoin(lookers, eq(lookers.id, cases.lookedAtBy))
    .leftJoin(closers, eq(closers.id, cases.closedBy));

export type Case = Awaited<ReturnType<typeof selectCases>>[number];

/** Which workspaces a queue is of. */
export type Workspaces = 'all' | number[];

const isIn = (of: Workspaces): SQL | undefined =>
  of === 'all' ? undefined : inArray(topics.workspaceId, of);

/** True of the cases that are for this coordinator in these workspaces, of which they coordinate all. */
const isFor = (member: { id: number }, of: Workspaces): SQL | undefined =>
  and(isIn(of), or(ne(cases.authorId, member.id), sql`not ${hasOthers()}`));

export const casesOnPage = 20;

/** A page of a queue: what is urgent first, then what has waited longest; of what is closed the newest. */
export function listCases(
  member: { id: number },
  of: Workspaces,
  state: CaseState,
  page: number,
): Promise<Case[]> {
  const isOver = state === 'done' || state === 'declined';
  const inOrder = isOver
    ? [desc(cases.closedAt), desc(cases.id)]
    : [desc(cases.isUrgent), asc(cases.openedAt), asc(cases.id)];
  return selectCases(db)
    .where(and(isFor(member, of), eq(cases.state, state)))
    .orderBy(...inOrder)
    .limit(casesOnPage)
    .offset((page - 1) * casesOnPage);
}

/** How many cases there are in each state. */
export async function countCases(member: { id: number }, of: Workspaces): Promise<Record<CaseState, number>> {
  const rows = await db
    .select({ state: cases.state, count: count() })
    .from(cases)
    .innerJoin(topics, eq(topics.id, cases.topicId))
    .where(isFor(member, of))
    .groupBy(cases.state);
  return {
    open: 0,
    looking: 0,
    done: 0,
    declined: 0,
    ...Object.fromEntries(rows.map((row) => [row.state, row.count])),
  };
}

/** A case, for the coordinators of its workspace; for others it is not there. */
export async function findCaseFor(viewer: Viewer, id: number, from: Executor = db) {
  const [found] = await selectCases(from).where(eq(cases.id, id));
  if (!found) throw notFound();
  const member = memberWith(viewer, coordinates(found.workspace.id));
  if (!mayHandle(member, found)) throw notFound();
  return { found, member };
}

/** What was reported of a post and is open, for a coordinator of its workspace. */
export async function findOpenCaseOn(
  member: Member,
  { topicId, post }: { topicId: number; post: number },
): Promise<Case | undefined> {
  const isOpen = and(eq(cases.topicId, topicId), eq(cases.post, post), isNull(cases.closedAt));
  const [found] = await selectCases(db).where(isOpen);
  return found && mayHandle(member, found) ? found : undefined;
}

/** All that was reported in a case, the oldest first. */
export const listReportsOf = (caseId: number) =>
  db
    .select({
      id: reports.id,
      category: reports.category,
      line: reports.line,
      ruleIds: reports.ruleIds,
      createdAt: reports.createdAt,
      takenBackAt: reports.takenBackAt,
      reporter: { id: people.id, name: people.name, organisation: people.organisation },
      council: councils.name,
    })
    .from(reports)
    .leftJoin(people, eq(people.id, reports.reporterId))
    .leftJoin(councils, eq(councils.id, people.councilId))
    .where(eq(reports.caseId, caseId))
    .orderBy(asc(reports.createdAt), asc(reports.id));

/** What happened with a case after the act of this number, in its order. */
export const listActsOf = (caseId: number, after = 0, from: Executor = db) =>
  from
    .select({
      number: caseActs.number,
      kind: caseActs.kind,
      words: caseActs.words,
      at: caseActs.at,
      actor: { id: people.id, name: people.name },
    })
    .from(caseActs)
    .leftJoin(people, eq(people.id, caseActs.actorId))
    .where(and(eq(caseActs.caseId, caseId), sql`${caseActs.number} > ${after}`))
    .orderBy(asc(caseActs.number));

export type Act = Awaited<ReturnType<typeof listActsOf>>[number];

/** Other cases about the same post, or about what the same person wrote, in the workspaces that this coordinator has. */
export async function listRelated(member: Member, of: Workspaces, { id, topicId, authorId }: Case) {
  const related = or(eq(cases.topicId, topicId), eq(cases.authorId, authorId));
  const isRelated = and(isFor(member, of), ne(cases.id, id), related);
  const [found, ofAuthor] = await Promise.all([
    selectCases(db).where(isRelated).orderBy(desc(cases.openedAt), desc(cases.id)).limit(100),
    countOf(and(isFor(member, of), ne(cases.id, id), eq(cases.authorId, authorId))),
  ]);
  return { found, ofAuthor };
}

async function countOf(where: SQL | undefined): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(cases)
    .innerJoin(topics, eq(topics.id, cases.topicId))
    .where(where);
  return row?.count ?? 0;
}

/** A number that is another one whenever something has happened in these workspaces that a queue shows. */
export async function stateOfQueue(of: Workspaces): Promise<number> {
  const [row] = await db
    .select({ acts: sql<number>`coalesce(sum(${cases.actCount}), 0)::int` })
    .from(cases)
    .innerJoin(topics, eq(topics.id, cases.topicId))
    .where(isIn(of));
  return (row?.acts ?? 0) + (await stateOfWaiting(of)) + (await stateOfAppeals(of));
}
