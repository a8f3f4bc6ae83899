import { and, eq } from 'drizzle-orm';
import type { Executor, Tx } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Member } from '../../../platform/viewer.ts';
import { replyVersions } from '../../replies/tables.ts';
import { writeVersion as writeReply } from '../../replies/write-version.ts';
import { topicVersions } from '../../topics/tables.ts';
import { hasNewText, type Text, writeVersion as writeTopic } from '../../topics/write-version.ts';
import { isPurged, type Target } from '../acts.ts';

/** What a post says: the fields of a topic, or the body of a reply. */
export type Wording = Text | { body: string };

/** What the log keeps of a change of a text: the numbers of its versions, and never a word of them. */
export interface Versions {
  before: number;
  after: number;
}

export function hasNewWording({ topic, reply }: Target, wording: Wording): boolean {
  if ('body' in wording) return reply?.body !== wording.body;
  return hasNewText(topic, wording);
}

/** Gives a post that is held the text that a coordinator made of it; it is marked from then on. */
export async function rewrite(
  tx: Tx,
  member: Member,
  target: Target,
  wording: Wording,
): Promise<{ versions: Versions }> {
  await write(tx, member, target, wording, { asCoordinator: {} });
  return { versions: nextVersions(target) };
}

/** It says again what it said before the edit whose mark it carries. */
export const putEarlierTextBack = (tx: Tx, member: Member, target: Target) =>
  putVersionBack(tx, member, target, ((target.reply ?? target.topic).coordinatorVersion ?? 1) - 1);

/** It says again what it said before one of these acts, unless somebody has changed that since. */
export async function undoChangeOfText(
  tx: Tx,
  member: Member,
  target: Target,
  { before, after }: Versions,
): Promise<{ versions: Versions }> {
  if ((target.reply ?? target.topic).versionCount !== after)
    throw new Refusal(
      409,
      'This cannot be undone any more',
      'Its text has been edited since. Undone, that would be lost.',
    );
  return putVersionBack(tx, member, target, before);
}

/** The text of an earlier version is written again, with the mark that it had. */
async function putVersionBack(
  tx: Tx,
  member: Member,
  target: Target,
  number: number,
): Promise<{ versions: Versions }> {
  const mark = await findVersion(tx, target, number);
  await write(tx, member, target, mark, { asCoordinator: { mark }, restores: number });
  return { versions: nextVersions(target) };
}

const nextVersions = ({ topic, reply }: Target): Versions => {
  const { versionCount: before } = reply ?? topic;
  return { before, after: before + 1 };
};

const write = (
  tx: Tx,
  member: Member,
  { topic, reply }: Target,
  wording: Wording,
  how: Parameters<typeof writeReply>[4],
): Promise<void> =>
  'body' in wording
    ? writeReply(tx, { topic, reply: reply as NonNullable<typeof reply> }, member, wording.body, how)
    : writeTopic(tx, topic, member, wording, how);

async function findVersion(executor: Executor, { topic, reply }: Target, number: number) {
  const [found] = reply
    ? await executor
        .select()
        .from(replyVersions)
        .where(and(eq(replyVersions.replyId, reply.id), eq(replyVersions.number, number)))
    : await executor
        .select()
        .from(topicVersions)
        .where(and(eq(topicVersions.topicId, topic.id), eq(topicVersions.number, number)));
  if (!found) throw new Error(`A post has no version ${number}`);
  return found;
}

/** The number of the version whose text the newest one has again, where a coordinator edited the post before that. */
export async function findWhatItSaysAgain(executor: Executor, target: Target): Promise<number | null> {
  const { coordinatorVersion, versionCount } = target.reply ?? target.topic;
  if (coordinatorVersion === null || coordinatorVersion === versionCount || isPurged(target)) return null;
  return (await findVersion(executor, target, versionCount)).restores;
}
