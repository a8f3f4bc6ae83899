import { and, eq, gt, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { db, type Executor, type Tx } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { SignedIn, Viewer } from '../../platform/viewer.ts';
import { hasMarkOf, seesWhatHadToGo } from '../people/edit-mark.ts';
import { people } from '../people/tables.ts';
import { findTopicFor, holdTopicFor, type Topic } from '../topics/queries.ts';
import { versionsOnPage } from '../topics/versions.ts';
import { replies, replyVersions } from './tables.ts';

export const repliesOnPage = 20;
export type Order = 'oldest' | 'newest';

// Written out, because a column given to sql`` loses its table where a query has only one.
const parent = sql<{ number: number; name: string } | null>`(
  select json_build_object('number', parent.number, 'name', parent.author->>'name')
  from replies parent where parent.id = replies.parent_id)`;

export const replyColumns = {
  id: replies.id,
  topicId: replies.topicId,
  number: replies.number,
  depth: replies.depth,
  rootNumber: replies.rootNumber,
  branchNumber: replies.branchNumber,
  parent,
  body: replies.body,
  html: replies.html,
  authorId: replies.authorId,
  author: replies.author,
  versionCount: replies.versionCount,
  createdAt: replies.createdAt,
  editedAt: replies.editedAt,
  coordinatorEditedAt: replies.coordinatorEditedAt,
  coordinatorVersion: replies.coordinatorVersion,
  removedAt: replies.removedAt,
  removedAs: replies.removedAs,
  heldAt: replies.heldAt,
  purgedAt: replies.purgedAt,
  acceptedAt: replies.acceptedAt,
  acceptedBy: replies.acceptedBy,
};

const selectReplies = (executor: Executor, where: SQL | undefined) =>
  executor.select(replyColumns).from(replies).where(where);

export type Reply = Awaited<ReturnType<typeof selectReplies>>[number];

/**
 * A page of a topic's replies in tree order, with the topic's accepted answers, in one question; finding the page
 * reads the index alone. `lowestLater` is the lowest number on the pages after it, or null.
 */
export async function listThread(topicId: number, { page, order }: { page: number; order: Order }) {
  const inOrder = order === 'oldest' ? placeOldest : placeNewest;
  const from = (page - 1) * repliesOnPage;
  const placed = sql`select number from replies where topic_id = ${topicId} order by ${inOrder}`;
  // An array, unlike "in", lets the index find them; otherwise every reply of the topic would be read.
  const isOnPage = sql<boolean>`${replies.number} = any(array(${placed} limit ${repliesOnPage} offset ${from}))`;
  const isAnswer = sql`(${replies.acceptedAt} is not null and ${replies.removedAt} is null)`;
  const lowestLater = sql<number | null>`(
    select min(number) from (${placed} offset ${from + repliesOnPage}) later)`;
  const rows = await db
    .select({ ...replyColumns, isOnPage, lowestLater })
    .from(replies)
    .where(and(eq(replies.topicId, topicId), sql`(${isOnPage} or ${isAnswer})`))
    .orderBy(inOrder);
  return {
    replies: rows.filter((row) => row.isOnPage),
    answers: rows
      .filter(({ acceptedAt, removedAt }) => acceptedAt && !removedAt)
      .sort((a, b) => a.number - b.number),
    lowestLater: rows[0]?.lowestLater ?? null,
  };
}

const placeOldest = sql`root_number, branch_number, number`;
const placeNewest = sql`root_number desc, branch_number, number`;

export type ReplyPlace = Pick<Reply, 'topicId' | 'rootNumber' | 'branchNumber' | 'number'>;

/** The page that a reply is on. */
export async function findPageOf(reply: ReplyPlace, order: Order): Promise<number> {
  const { topicId, rootNumber, branchNumber, number } = reply;
  const before =
    order === 'oldest'
      ? sql`(root_number, branch_number, number) < (${rootNumber}, ${branchNumber}, ${number})`
      : sql`(root_number > ${rootNumber} or (root_number = ${rootNumber}
          and (branch_number, number) < (${branchNumber}, ${number})))`;
  const earlier = await db.$count(replies, and(eq(replies.topicId, topicId), before));
  return Math.floor(earlier / repliesOnPage) + 1;
}

/** The answers that were accepted, in the order in which they were given. */
export const listAcceptedAnswers = (topicId: number) =>
  selectReplies(
    db,
    sql`${replies.topicId} = ${topicId} and ${replies.acceptedAt} is not null and ${replies.removedAt} is null`,
  ).orderBy(replies.number);

export const listRepliesById = (topicId: number, ids: number[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : selectReplies(db, and(eq(replies.topicId, topicId), inArray(replies.id, ids))).orderBy(replies.number);

/** A reply and its topic, as this viewer may see them. */
export async function findReplyFor(viewer: Viewer, id: number): Promise<{ reply: Reply; topic: Topic }> {
  const [reply] = await selectReplies(db, eq(replies.id, id));
  if (!reply) throw notFound();
  return { reply, topic: await findTopicFor(viewer, reply.topicId) };
}

/** The same, with the topic's row locked until the transaction ends. */
export async function holdReplyFor(
  viewer: SignedIn,
  id: number,
  tx: Tx,
): Promise<{ reply: Reply; topic: Topic }> {
  const [found] = await tx.select({ topicId: replies.topicId }).from(replies).where(eq(replies.id, id));
  if (!found) throw notFound();
  const topic = await holdTopicFor(viewer, found.topicId, tx);
  const [reply] = await selectReplies(tx, eq(replies.id, id));
  if (!reply) throw notFound();
  return { reply, topic };
}

/** The number of the first reply after this one, or of the last one; nothing where there is none. */
export async function findNextNumber(topicId: number, number: number): Promise<number | undefined> {
  const [found] = await db
    .select({
      next: sql<number | null>`coalesce(min(number) filter (where number > ${number}), max(number))`,
    })
    .from(replies)
    .where(eq(replies.topicId, topicId));
  return found?.next ?? undefined;
}

/** The number of the reply in this topic that a form's hidden id is of; nothing where it is of none. */
export async function findNumberOf(topicId: number, id = ''): Promise<number | undefined> {
  if (!/^[1-9]\d{0,8}$/.test(id)) return undefined;
  const isIt = and(eq(replies.id, Number(id)), eq(replies.topicId, topicId));
  const [found] = await db.select({ number: replies.number }).from(replies).where(isIt);
  return found?.number;
}

/** The reply with this number in a topic that the viewer may see. */
export async function findReplyByNumber(viewer: Viewer, topicId: number, number: number) {
  const topic = await findTopicFor(viewer, topicId);
  const [reply] = await selectReplies(db, and(eq(replies.topicId, topicId), eq(replies.number, number)));
  if (!reply) throw notFound();
  return { reply, topic };
}

/** The versions of a reply that this viewer sees: others than its author not what a coordinator has taken out. */
function versionsSeenBy(viewer: Viewer, { reply, topic }: { reply: Reply; topic: Topic }) {
  const { replyId, coordinatorVersion } = replyVersions;
  const ofReply = sql`(select coordinator_version from replies where replies.id = ${replyId})`;
  const place = { authorId: reply.authorId, workspaceId: topic.workspace.id };
  const isClean = seesWhatHadToGo(viewer, place) ? undefined : hasMarkOf(coordinatorVersion, ofReply);
  return and(eq(replyId, reply.id), isClean);
}

export const countReplyVersions = (viewer: Viewer, found: { reply: Reply; topic: Topic }) =>
  db.$count(replyVersions, versionsSeenBy(viewer, found));

/** A page of the texts of a reply, the newest first, with the one before them. */
export const listReplyVersions = (viewer: Viewer, found: { reply: Reply; topic: Topic }, offset: number) =>
  db
    .select()
    .from(replyVersions)
    .where(versionsSeenBy(viewer, found))
    .orderBy(sql`${replyVersions.number} desc`)
    .limit(versionsOnPage + 1)
    .offset(offset);

/** Who saved versions of a reply after this one, the newest first. */
export const listReplyEditorsSince = (replyId: number, number: number) =>
  db
    .select({
      number: replyVersions.number,
      editor: replyVersions.editor,
      createdAt: replyVersions.createdAt,
    })
    .from(replyVersions)
    .where(and(eq(replyVersions.replyId, replyId), gt(replyVersions.number, number)))
    .orderBy(sql`${replyVersions.number} desc`);

/** One of the texts that a reply had, if it is in the history that this viewer sees. */
export async function findReplyVersion(
  viewer: Viewer,
  of: { reply: Reply; topic: Topic },
  number: number,
  executor: Executor = db,
) {
  const isIt = and(eq(replyVersions.number, number), versionsSeenBy(viewer, of));
  const [found] = await executor.select().from(replyVersions).where(isIt);
  return found;
}

/** Who wrote these replies, how many of them, and where the first is; whoever has left is told nothing. */
export const listAuthorsOf = (tx: Tx, ids: number[]) =>
  tx
    .select({
      personId: replies.authorId,
      count: sql<number>`count(*)::int`,
      number: sql<number>`min(${replies.number})`,
    })
    .from(replies)
    .innerJoin(people, and(eq(people.id, replies.authorId), isNull(people.leftAt)))
    .where(sql`${replies.id} = any(${sql.param(ids)}::int[])`)
    .groupBy(replies.authorId);

/** The number of the version that a reply is in. */
export async function findVersionOf(tx: Tx, replyId: number): Promise<number | undefined> {
  const found = tx.select({ version: replies.versionCount }).from(replies).where(eq(replies.id, replyId));
  return (await found)[0]?.version;
}

/** The replies of a topic with these numbers, in their order. */
export const listByNumbers = (tx: Tx, topicId: number, numbers: number[]) =>
  tx
    .select({
      id: replies.id,
      number: replies.number,
      authorId: replies.authorId,
      authorCouncilId: replies.authorCouncilId,
      author: replies.author,
    })
    .from(replies)
    .where(and(eq(replies.topicId, topicId), sql`${replies.number} = any(${sql.param(numbers)}::int[])`))
    .orderBy(replies.number);
