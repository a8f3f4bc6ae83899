import { and, eq, inArray, ne, or } from 'drizzle-orm';
import { db, type Executor, type Tx } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { coordinates, memberWith } from '../../platform/powers.ts';
import { isCoordinatorOf, type Member, type SignedIn, type Viewer } from '../../platform/viewer.ts';
import { holdWriter } from '../people/hold-writer.ts';
import type { PostPlace } from '../replies/addresses.ts';
import { replyColumns } from '../replies/queries.ts';
import { replies } from '../replies/tables.ts';
import { holdInOrder } from '../topics/hold-in-order.ts';
import { selectTopics, type Topic } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import type { Target } from './acts.ts';
import { findWhatItSaysAgain } from './editing/change-text.ts';
import { findPosting } from './pausing/pause-posting.ts';
import { changeIn, type LoggedAct } from './queries.ts';

const isIt = (topicId: number) => and(eq(topics.id, topicId), ne(topics.state, 'draft'));

/** A post for a coordinator of its workspace, whoever else may see it; not found for others. */
export const findTarget = async (viewer: Viewer, post: PostPlace): Promise<Target> =>
  ofCoordinator(viewer, await findPost(viewer, post));

/** The same for whoever has been found to have a say in it. */
export const findPost = async (viewer: Viewer, post: PostPlace): Promise<Target> =>
  asTarget(db, post, await selectTopics(db, viewer).where(isIt(post.topicId)));

/** The same, with the topic's row locked until the transaction ends. */
export const holdTarget = async (member: Member, post: PostPlace, tx: Tx): Promise<Target> =>
  ofCoordinator(member, await holdPost(member, post, tx));

/** Topics in the order of their ids, so that two who hold the same never wait for one another; a duplicate with what it is the same as. */
export async function holdWithSame(tx: Tx, ...ids: number[]): Promise<void> {
  const same = tx.select({ id: topics.sameAs }).from(topics).where(inArray(topics.id, ids));
  await tx
    .select({ id: topics.id })
    .from(topics)
    .where(or(inArray(topics.id, ids), inArray(topics.id, same)))
    .orderBy(topics.id)
    .for('no key update');
}

/** A topic that is held already. */
export async function findHeld(tx: Tx, member: SignedIn, id: number): Promise<Topic> {
  const [topic] = await selectTopics(tx, member).where(eq(topics.id, id));
  if (!topic) throw notFound();
  return topic;
}

/** The same for whoever has been found to have a say in it. */
export async function holdPost(member: SignedIn, post: PostPlace, tx: Tx): Promise<Target> {
  await holdWriter(tx, member);
  await holdWithSame(tx, post.topicId);
  const held = selectTopics(tx, member).where(isIt(post.topicId)).for('no key update', { of: topics });
  return asTarget(tx, post, await held);
}

function ofCoordinator(viewer: Viewer, target: Target): Target {
  memberWith(viewer, coordinates(target.topic.workspace.id));
  return target;
}

async function asTarget(executor: Executor, post: PostPlace, [topic]: Topic[]): Promise<Target> {
  if (!topic) throw notFound();
  const target = { topic, reply: await findReply(executor, post) };
  return withPosting(executor, { ...target, saysAgain: await findWhatItSaysAgain(executor, target) });
}

const withPosting = async (executor: Executor, target: Target): Promise<Target> => ({
  ...target,
  posting: await findPosting(executor, authorIn(target)),
});

/** A post as this act concerned it: a pause goes on in the workspace that the post may have left since. */
export async function asActedOn(executor: Executor, target: Target, act: LoggedAct): Promise<Target> {
  if (changeIn(act).pausedUntil === undefined) return target;
  const workspace = { ...target.topic.workspace, ...act.workspace };
  return withPosting(executor, { ...target, topic: { ...target.topic, workspace } });
}

/** Two topics that are held. */
export interface Both {
  from: Topic;
  to: Topic;
}

/** Two topics, each in a workspace that this member coordinates. */
export const holdBoth = (member: Member, ids: [number, number], tx: Tx) =>
  holdInOrder(ids, async (topicId) => (await holdTarget(member, { topicId, post: 0 }, tx)).topic);

/** Topics by their ids, locked in that order, each in a workspace that this member coordinates; others are left out. */
export async function holdTargets(member: Member, ids: number[], tx: Tx): Promise<Map<number, Topic>> {
  await holdWriter(tx, member);
  const held = await selectTopics(tx, member)
    .where(and(inArray(topics.id, ids), ne(topics.state, 'draft')))
    .orderBy(topics.id)
    .for('no key update', { of: topics });
  const own = held.filter(({ workspace }) => isCoordinatorOf(member, workspace.id));
  return new Map(own.map((topic) => [topic.id, topic]));
}

async function findReply(executor: Executor, { topicId, post }: PostPlace) {
  if (post === 0) return undefined;
  const [reply] = await executor
    .select(replyColumns)
    .from(replies)
    .where(and(eq(replies.topicId, topicId), eq(replies.number, post)));
  if (!reply) throw notFound();
  return reply;
}

/** Whether somebody has read another text than it has now; nothing is known of them where they do not say. */
export const isOtherVersion = ({ topic, reply }: Target, version: number | undefined): boolean =>
  version !== undefined && version !== (reply ?? topic).versionCount;

/** Who wrote it. */
export const authorOf = ({ topic, reply }: Target) => (reply ?? topic).authorId;

/** Who wrote it, in the workspace where it stands. */
export const authorIn = (target: Target) => ({
  personId: authorOf(target),
  workspaceId: target.topic.workspace.id,
});
