import { and, desc, eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Executor, type Tx } from '../../platform/database.ts';
import { notAllowed, notFound } from '../../platform/errors.ts';
import { formKey } from '../../platform/forms.ts';
import { bylineOf, isCoordinatorOf, mustWaitIn, type SignedIn } from '../../platform/viewer.ts';
import { attachFiles } from '../attachments/attach-files.ts';
import { endDraft } from '../drafts/end-draft.ts';
import { followByPosting } from '../follows/follow-by-posting.ts';
import { tellMentioned } from '../mentions/tell-mentioned.ts';
import { asActivity, recordChange } from '../topics/changes.ts';
import { canReply, waitsFirst, whyNoReply } from '../topics/policy.ts';
import { holdTopicFor, type Topic } from '../topics/queries.ts';
import type { ReplyValues } from './forms.ts';
import { movedFrom, nextNumber } from './moved.ts';
import { placeBelow } from './places.ts';
import { renderReply } from './rendering.ts';
import { replies, replyVersions } from './tables.ts';

/** Adds a reply to a topic, or in answer to another reply of it. Sent twice, it is one reply. */
export function postReply(author: SignedIn, topicId: number, values: ReplyValues, executor: Executor = db) {
  const { body, parentId, formId, draft } = values;
  const key = formKey(formId, topicId, parentId ?? 0, body);
  return executor.transaction(async (tx) => {
    const topic = await holdTopicFor(author, topicId, tx);
    if (!canReply(author, topic)) {
      return findEarlier(tx, author, key, () => notAllowed(whyNoReply(author, topic)));
    }
    await waitItsTurn(tx, author, topic);
    if (mustWaitIn(author, topic.workspace.id)) throw notAllowed(waitsFirst);
    const number = await nextNumber(tx, topic);
    const place = await placeUnder(tx, author, topic, parentId, number);
    const byline = bylineOf(author, topic.workspace.id);
    const now = clock.now();
    const [posted] = await tx
      .insert(replies)
      .values({
        topicId,
        parentId,
        ...place,
        body,
        html: renderReply(body, topicId, number),
        authorId: author.id,
        authorCouncilId: author.council?.id ?? null,
        author: byline,
        createdAt: now,
        formKey: key,
      })
      .onConflictDoNothing({ target: [replies.authorId, replies.formKey] })
      .returning(postedColumns);
    if (!posted) return findEarlier(tx, author, key, notFound);
    const replyId = posted.id;
    await tx
      .insert(replyVersions)
      .values({ replyId, number: 1, body, editorId: author.id, editor: byline, createdAt: now });
    await endDraft(tx, author, draft);
    await attachFiles(tx, author, { topic, reply: posted, texts: [body] });
    await tellMentioned(tx, author, { topic, reply: posted, texts: [body] });
    await followByPosting(tx, author, topicId);
    const movedAway = topic.movedAway + number - topic.lastNumber - 1;
    const set = { lastNumber: number, movedAway, replyCount: topic.replyCount + 1, ...asActivity() };
    await recordChange(tx, topic, author, 'reply-posted', { replyId, number }, set);
    return posted;
  });
}

/** In a topic that is slowed down each person has to let some minutes pass between two replies. */
async function waitItsTurn(tx: Tx, author: SignedIn, topic: Topic): Promise<void> {
  if (topic.slowMinutes === 0 || isCoordinatorOf(author, topic.workspace.id)) return;
  const own = and(eq(replies.topicId, topic.id), eq(replies.authorId, author.id));
  const [last] = await tx
    .select({ at: replies.createdAt })
    .from(replies)
    .where(own)
    .orderBy(desc(replies.number))
    .limit(1);
  const minutes = last ? topic.slowMinutes - (clock.now().getTime() - last.at.getTime()) / 60_000 : 0;
  if (minutes <= 0) return;
  const wait = Math.ceil(minutes) === 1 ? 'a minute' : `${Math.ceil(minutes)} minutes`;
  throw notAllowed(`A coordinator has slowed this topic down. You can reply again in ${wait}.`);
}

/** What tells where a reply stands. */
const postedColumns = {
  id: replies.id,
  topicId: replies.topicId,
  number: replies.number,
  rootNumber: replies.rootNumber,
  branchNumber: replies.branchNumber,
};

/** The reply that was made when the same was sent before; where there is none, it is refused. */
async function findEarlier(tx: Tx, author: SignedIn, key: string, refusal: () => Error) {
  const mine = and(eq(replies.authorId, author.id), eq(replies.formKey, key));
  const [earlier] = await tx.select(postedColumns).from(replies).where(mine);
  if (!earlier) throw refusal();
  return earlier;
}

/** Where a reply stands in the tree: under the reply it answers, or at the top. */
async function placeUnder(
  tx: Tx,
  author: SignedIn,
  topic: Topic,
  parentId: number | undefined,
  number: number,
) {
  if (!parentId) return placeBelow(undefined, number);
  const inTopic = and(eq(replies.id, parentId), eq(replies.topicId, topic.id));
  const [parent] = await tx.select().from(replies).where(inTopic);
  if (!parent) throw await movedFrom(tx, author, topic.id, parentId);
  return placeBelow(parent, number);
}
