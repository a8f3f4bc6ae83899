import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { db, type Executor, preparedOnce, type Tx } from '../../platform/database.ts';
import { Elsewhere, notFound, type Refusal } from '../../platform/errors.ts';
import { together } from '../../platform/together.ts';
import { type Guest, type Member, type SignedIn, type Viewer, visitor } from '../../platform/viewer.ts';
import { followingBy } from '../follows/following.ts';
import { holdWriter } from '../people/hold-writer.ts';
import { requirements, standards } from '../standard/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { topics } from './tables.ts';

/** True of a topic that others than its author may see: it is no draft, and no coordinator took it off. */
export const isPosted = sql`(${topics.state} <> 'draft' and ${topics.removedAs} is null)`;

/** What makes a topic visible to this viewer; part of every query that finds or counts topics. */
export function visibleTo(viewer: Viewer): SQL {
  if (viewer.kind === 'visitor') return sql`(${topics.visibility} = 'public' and ${isPosted})`;
  const own = sql`${topics.authorId} = ${viewer.id} and (${topics.removedAs} is null or ${topics.removedAs} = 'hidden')`;
  if (viewer.kind === 'member') return sql`(${isPosted} or ${own})`;
  return sql`((${isPosted} or ${own})
    and (${topics.visibility} = 'public' or ${isIn(viewer)}))`;
}

const isIn = ({ workspaces }: Guest) => sql`${topics.workspaceId} = any(${sql.param(workspaces)}::int[])`;

/** The standard a workspace belongs to; the running of the group belongs to the newest that is worked on. */
export const standardId = sql<number>`coalesce(${requirements.standardId}, (
  select ${standards.id} from ${standards} where ${standards.workedOnFrom} is not null
  order by ${standards.workedOnFrom} desc limit 1))`;

export const listedColumns = {
  id: topics.id,
  kind: topics.kind,
  state: topics.state,
  visibility: topics.visibility,
  title: topics.title,
  excerpt: topics.excerpt,
  tags: topics.tags,
  authorId: topics.authorId,
  authorCouncilId: topics.authorCouncilId,
  ownerId: topics.ownerId,
  author: topics.author,
  seq: topics.seq,
  lastNumber: topics.lastNumber,
  replyCount: topics.replyCount,
  acceptedCount: topics.acceptedCount,
  versionCount: topics.versionCount,
  health: topics.health,
  councilCount: topics.councilCount,
  sameAs: topics.sameAs,
  removedAs: topics.removedAs,
  createdAt: topics.createdAt,
  editedAt: topics.editedAt,
  lastActivityAt: topics.lastActivityAt,
  workspace: {
    id: workspaces.id,
    slug: workspaces.slug,
    name: workspaces.name,
    number: requirements.number,
    standardId,
  },
};

/** Who looks after a topic that its author handed on, while they are here to do so. */
const owner = sql<{ id: number; name: string } | null>`(
  select json_build_object('id', owner.id, 'name', owner.name) from people owner
  where owner.id = topics.owner_id and owner.left_at is null)`;

export const topicColumns = {
  ...listedColumns,
  owner,
  openSuggestions: topics.openSuggestions,
  credits: topics.credits,
  adoptionCount: topics.adoptionCount,
  foundCount: topics.foundCount,
  linkCount: topics.linkCount,
  meeting: topics.meeting,
  movedAway: topics.movedAway,
  coordinatorEditedAt: topics.coordinatorEditedAt,
  coordinatorVersion: topics.coordinatorVersion,
  removedAt: topics.removedAt,
  heldAt: topics.heldAt,
  purgedAt: topics.purgedAt,
  lockedAt: topics.lockedAt,
  pinnedUntil: topics.pinnedUntil,
  slowMinutes: topics.slowMinutes,
  reviewBy: topics.reviewBy,
  checkedAt: topics.checkedAt,
  reviewReasons: topics.reviewReasons,
  reviewAsks: topics.reviewAsks,
  content: topics.content,
  html: topics.html,
};

/** Topics with their workspaces, without their text; whoever asks adds what this viewer may see. */
export const selectListed = (executor: Executor, viewer: Viewer) =>
  executor
    .select({ ...listedColumns, lastRead: lastReadBy(viewer) })
    .from(topics)
    .innerJoin(workspaces, eq(workspaces.id, topics.workspaceId))
    .leftJoin(requirements, eq(requirements.id, workspaces.requirementId));

/** The same with all that was written in them. */
export const selectTopics = (executor: Executor, viewer: Viewer) =>
  executor
    .select({ ...topicColumns, lastRead: lastReadBy(viewer), following: followingBy(viewer) })
    .from(topics)
    .innerJoin(workspaces, eq(workspaces.id, topics.workspaceId))
    .leftJoin(requirements, eq(requirements.id, workspaces.requirementId));

const selectTopic = (executor: Executor, viewer: Viewer, id: number) =>
  selectTopics(executor, viewer).where(and(eq(topics.id, id), visibleTo(viewer)));

export type Topic = Awaited<ReturnType<typeof selectTopic>>[number];

/** Somebody whose id is only known when it is asked. */
const anyMember = { kind: 'member', id: sql.placeholder('viewerId') } as unknown as Member;
const anyId = sql.placeholder('id') as unknown as number;
const memberAsks = preparedOnce((db) => selectTopic(db, anyMember, anyId).prepare('find-topic-for-member'));
const visitorAsks = preparedOnce((db) => selectTopic(db, visitor, anyId).prepare('find-topic-for-visitor'));

/** What decides how far a topic is and what somebody may do in it: no more than a page needs that is drawn already. */
export type Standing = Pick<
  Topic,
  | 'id'
  | 'kind'
  | 'state'
  | 'seq'
  | 'authorId'
  | 'ownerId'
  | 'authorCouncilId'
  | 'health'
  | 'openSuggestions'
  | 'acceptedCount'
  | 'sameAs'
  | 'removedAs'
  | 'lockedAt'
  | 'linkCount'
  | 'lastNumber'
  | 'lastRead'
> & {
  workspace: { id: number };
};

/** The same, with how much whoever looks hears of it. */
export type Followed = Standing & Pick<Topic, 'following'>;

/**
 * Members and topics in pairs, `at` telling them apart in the answer. "select" hides from Postgres how many there are,
 * so that it keeps one plan instead of making a new one each time.
 */
const asked = sql`unnest((select ${sql.placeholder('viewerIds')}::int[]), (select ${sql.placeholder('ids')}::int[]))
  with ordinality as asked(viewer_id, topic_id, at)`;
const whoAsks = { kind: 'member', id: sql`asked.viewer_id` } as unknown as Member;

const membersLook = preparedOnce((db) =>
  db
    .select({
      at: sql<number>`asked.at::int`,
      id: topics.id,
      kind: topics.kind,
      state: topics.state,
      seq: topics.seq,
      authorId: topics.authorId,
      authorCouncilId: topics.authorCouncilId,
      ownerId: topics.ownerId,
      health: topics.health,
      openSuggestions: topics.openSuggestions,
      acceptedCount: topics.acceptedCount,
      sameAs: topics.sameAs,
      removedAs: topics.removedAs,
      lockedAt: topics.lockedAt,
      linkCount: topics.linkCount,
      lastNumber: topics.lastNumber,
      workspace: { id: topics.workspaceId },
      lastRead: lastReadBy(whoAsks),
      following: followingBy(whoAsks),
    })
    .from(topics)
    .innerJoin(asked, and(sql`asked.topic_id = ${topics.id}`, visibleTo(whoAsks)))
    .prepare('find-standings'),
);

const lookTogether = together(async (pairs: { viewerId: number; id: number }[]) => {
  const rows = await membersLook().execute({
    viewerIds: pairs.map(({ viewerId }) => viewerId),
    ids: pairs.map(({ id }) => id),
  });
  const byPlace = new Map(rows.map((row) => [row.at, row]));
  return pairs.map((_, place) => byPlace.get(place + 1));
});

/** How a topic stands for this member; not found where they may not see it. */
export async function findStandingFor(member: Member, id: number): Promise<Followed> {
  const found = await lookTogether({ viewerId: member.id, id });
  if (!found) throw notFound();
  return found;
}

/** The topic as this viewer may see it; otherwise not found. `lastRead` is 0 before they have read any reply. */
export async function findTopicFor(viewer: Viewer, id: number): Promise<Topic> {
  const [found] = await askFor(viewer, id);
  if (!found) throw await goneFrom(db, viewer, id);
  return found;
}

/** That a topic is not found, or where it leads that was merged into another, as far as this viewer may see that one. */
export async function goneFrom(executor: Executor, viewer: Viewer, id: number, asked = id): Promise<Refusal> {
  const isMerged = and(eq(topics.id, id), eq(topics.removedAs, 'merged'));
  const [merged] = await executor.select({ into: topics.sameAs }).from(topics).where(isMerged);
  if (!merged?.into) return notFound();
  const { into } = merged;
  const isThere = and(eq(topics.id, into), visibleTo(viewer));
  if ((await executor.$count(topics, isThere)) === 0) return goneFrom(executor, viewer, into, asked);
  return new Elsewhere(`/topics/${asked}`, `/topics/${into}`, ['', '/replies', '/feed.atom']);
}

function askFor(viewer: Viewer, id: number): Promise<Topic[]> {
  if (viewer.kind === 'member') return memberAsks().execute({ viewerId: viewer.id, id });
  if (viewer.kind === 'visitor') return visitorAsks().execute({ id });
  return selectTopic(db, viewer, id);
}

/** The same, with its row locked until the transaction ends: whoever changes a topic holds it first. */
export async function holdTopicFor(viewer: SignedIn, id: number, tx: Tx): Promise<Topic> {
  await holdWriter(tx, viewer);
  // Not "for update": that would also wait for whatever is just being written that points to the topic, such as notices.
  const [found] = await selectTopic(tx, viewer, id).for('no key update', { of: topics });
  if (!found) throw await goneFrom(tx, viewer, id);
  return found;
}

/** Which of these sources have been imported. */
export async function listImportedSources(executor: Executor, sources: string[]): Promise<string[]> {
  const found = await executor
    .select({ source: topics.source })
    .from(topics)
    .where(inArray(topics.source, sources));
  return found.flatMap(({ source }) => source ?? []);
}

/** The number of the last reply that this viewer has read of the topic in the row. */
export function lastReadBy(viewer: Viewer): SQL<number> {
  if (viewer.kind === 'visitor') return sql<number>`0`;
  // Written out, because a column given to sql`` loses its table where a query has only one.
  return sql<number>`coalesce((select number from reading_places
    where person_id = ${viewer.id} and topic_id = topics.id), 0)`;
}
