import { clock } from '../../../platform/clock.ts';
import { db, type Tx } from '../../../platform/database.ts';
import type { Member } from '../../../platform/viewer.ts';
import { moveDrafts } from '../../drafts/move-drafts.ts';
import { followWhereMoved } from '../../follows/follow-where-moved.ts';
import { tellPerson } from '../../notices/tell-person.ts';
import { countThread, moveReplies } from '../../replies/move-replies.ts';
import { listByNumbers } from '../../replies/queries.ts';
import { findRuleIn } from '../../rules/queries.ts';
import { beginTopicFor } from '../../topics/begin-topic-for.ts';
import { recordChange } from '../../topics/changes.ts';
import type { Topic } from '../../topics/queries.ts';
import { logAct } from '../log.ts';
import { findSince, type LoggedAct } from '../queries.ts';
import { holdTarget } from '../targets.ts';
import { postWasModerated, tellMoved } from '../told.ts';
import { followMoved } from './follow-moved.ts';
import type { Reasons } from './merge-topics.ts';
import { type SplitDetails, standingOf, stateAfter } from './merges.ts';

interface Split extends Reasons {
  title: string;
  /** Of the replies that are chosen. */
  numbers: number[];
}

/**
 * Splits replies off a thread, with all answers below them, to a new question in the same workspace that the same people
 * see. Whoever wrote the first of them is its author. Every address leads to where its reply is now.
 */
export function splitTopic(
  member: Member,
  topicId: number,
  { title, numbers, reason, note, ruleId, latest }: Split,
): Promise<{ id: number } | { meanwhile: LoggedAct } | { refused: string }> {
  return db.transaction(async (tx) => {
    const post = { topicId, post: 0 };
    const target = await holdTarget(member, post, tx);
    const { topic } = target;
    const since = await findSince(tx, member, post, 'split', { reason, latest });
    if (since) return since;
    if (topic.removedAs) return { refused: 'The topic has been taken off. Put it back first' };
    const chosen = await listByNumbers(tx, topicId, numbers);
    const missing = numbers.find((number) => !chosen.some((reply) => reply.number === number));
    if (missing) return { refused: `There is no reply ${missing} in this topic. Check the numbers` };
    const [first] = chosen;
    if (!first) return { refused: 'Choose at least one reply' };
    const to = await beginTopicFor(tx, first, topic, { title, trying: whereFrom(topicId) });
    const { replyIds, ...details } = await moveOver(tx, member, topic, to, chosen);
    const rule = await findRuleIn(topic.workspace.id, ruleId, tx);
    const line = { reason, note, ruleId: rule?.id, details: { ...details } };
    const id = await logAct(tx, member, 'split', target, line);
    const told = postWasModerated({ id, name: 'split', target, reason, note, rule });
    await tellPerson(tx, topic.authorId, told, { kind: 'act', by: member, once: `moderation:${id}` });
    await tellMoved(tx, member, { id, topicId: to.id, replyIds, notTo: [], reason });
    return { id };
  });
}

/** Without the title of the other topic, which may be seen by fewer one day. */
const whereFrom = (topicId: number) =>
  `A coordinator made this question of replies to [another topic](/topics/${topicId}).`;

async function moveOver(
  tx: Tx,
  member: Member,
  from: Topic,
  to: { id: number; workspace: Topic['workspace']; html: object; excerpt: string },
  chosen: { id: number }[],
): Promise<SplitDetails & { replyIds: number[] }> {
  const ids = chosen.map(({ id }) => id);
  const replyIds = await moveReplies(tx, { from: from.id, to: to.id, first: 1, chosen: ids });
  await followMoved(tx, from.id);
  await moveDrafts(tx, from.id, to.id, { answering: replyIds });
  await followWhereMoved(tx, from.id, to.id);
  const left = await countThread(tx, from.id, from.lastNumber);
  const state = stateAfter(from, from, left.acceptedCount);
  await recordChange(tx, from, member, 'replies-moved', {}, { ...left, state });
  const came = await countThread(tx, to.id, 0);
  const { html, excerpt } = to;
  const begun = { html, excerpt, state: came.acceptedCount > 0 ? ('answered' as const) : ('open' as const) };
  await recordChange(tx, to, member, 'topic-posted', {}, { ...came, ...begun, lastActivityAt: clock.now() });
  return {
    replyIds,
    toId: to.id,
    range: { first: 1, last: replyIds.length },
    before: { from: standingOf(from) },
  };
}
