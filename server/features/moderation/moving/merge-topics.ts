import { sql } from 'drizzle-orm';
import { clock } from '../../../platform/clock.ts';
import { db, type Tx } from '../../../platform/database.ts';
import type { Member } from '../../../platform/viewer.ts';
import { adoptionCounts, carryAdoptions } from '../../adoptions/carry-adoptions.ts';
import { copyUses } from '../../attachments/move-uses.ts';
import { moveDrafts } from '../../drafts/move-drafts.ts';
import { carryFollowers } from '../../follows/carry-followers.ts';
import { copyMentions } from '../../mentions/move-mentions.ts';
import { tellPerson } from '../../notices/tell-person.ts';
import { itsTitle } from '../../notices/titles.ts';
import { countThread, moveReplies } from '../../replies/move-replies.ts';
import { nextNumber } from '../../replies/moved.ts';
import { addTopicAsReply } from '../../replies/topic-as-reply.ts';
import { findRuleIn } from '../../rules/queries.ts';
import { carrySameProblems } from '../../same-problems/carry.ts';
import { indexPosts } from '../../search/index-posts.ts';
import { recordChange } from '../../topics/changes.ts';
import type { Topic } from '../../topics/queries.ts';
import { topics } from '../../topics/tables.ts';
import { logAct } from '../log.ts';
import { findSince, type LoggedAct } from '../queries.ts';
import { holdBoth } from '../targets.ts';
import { postWasModerated, tellMoved } from '../told.ts';
import { followMoved } from './follow-moved.ts';
import { type MergeDetails, standingOf, stateAfter, whyNotMerge } from './merges.ts';

export interface Reasons {
  reason: string;
  note: string;
  ruleId?: number;
  /** The newest act on this topic that whoever acts knows of. */
  latest: number;
}

/**
 * Merges a topic into another: its text and all its replies go on there, and every address leads to where its post is now.
 * Whoever does it coordinates both. Of two who merge the same at once the second is told what the first did.
 */
export function mergeTopics(
  member: Member,
  fromId: number,
  toId: number,
  { reason, note, ruleId, latest }: Reasons,
): Promise<{ id: number } | { meanwhile: LoggedAct } | { refused: string }> {
  return db.transaction(async (tx) => {
    const { from, to } = await holdBoth(member, [fromId, toId], tx);
    const since = await findSince(tx, member, { topicId: fromId, post: 0 }, 'merge', { reason, latest });
    if (since) return since;
    const refused = await whyNotMerge(tx, member, from, to);
    if (refused) return { refused };
    const { replyIds, ...details } = await takeOver(tx, member, from, to);
    const rule = await findRuleIn(from.workspace.id, ruleId, tx);
    const why = { reason, ruleId: rule?.id };
    await logAct(tx, member, 'take-in', { topic: to }, why);
    const id = await logAct(tx, member, 'merge', { topic: from }, { ...why, note, details: { ...details } });
    const told = postWasModerated({ id, name: 'merge', target: { topic: from }, reason, note, rule });
    const about = { kind: 'act' as const, by: member, once: `moderation:${id}` };
    await tellPerson(tx, from.authorId, told, about);
    if (to.authorId !== from.authorId)
      await tellPerson(tx, to.authorId, anotherCame(to, reason), { ...about, topic: to });
    await tellMoved(tx, member, { id, topicId: to.id, replyIds, notTo: [from.authorId], reason });
    return { id };
  });
}

async function takeOver(
  tx: Tx,
  member: Member,
  from: Topic,
  to: Topic,
): Promise<MergeDetails & { replyIds: number[] }> {
  const first = await nextNumber(tx, to);
  const textId = await addTopicAsReply(tx, from, to, first);
  const moved = await moveReplies(tx, { from: from.id, to: to.id, first: first + 1 });
  await followMoved(tx, from.id);
  const reply = { id: textId, topicId: to.id };
  await copyUses(tx, from.id, reply);
  await copyMentions(tx, from.id, reply);
  await indexPosts(tx, { topicIds: [to.id], only: { replyId: textId } });
  const carries = from.sameAs === null;
  if (carries) await carryFollowers(tx, from, to);
  if (carries && from.kind === 'question') await carrySameProblems(tx, from, to, member);
  const isAdopted = from.kind !== 'question';
  const adoptionIds = isAdopted ? await carryAdoptions(tx, from.id, to.id) : [];
  const counts = await countThread(tx, to.id, to.lastNumber);
  await recordChange(
    tx,
    from,
    member,
    'topic-moderated',
    { act: 'merge' },
    {
      ...{ removedAt: clock.now(), removedAs: 'merged', sameAs: to.id },
      ...(await countThread(tx, from.id, from.lastNumber)),
    },
  );
  const state = stateAfter(to, to, counts.acceptedCount);
  const lastActivityAt = sql`greatest(${topics.lastActivityAt}, ${from.lastActivityAt.toISOString()}::timestamptz)`;
  const adopted = isAdopted ? await adoptionCounts(tx, to.id) : {};
  await recordChange(tx, to, member, 'replies-moved', {}, { ...counts, ...adopted, state, lastActivityAt });
  return {
    replyIds: moved,
    toId: to.id,
    textId,
    versionCount: from.versionCount,
    range: { first, last: first + moved.length },
    draftIds: await moveDrafts(tx, from.id, to.id),
    adoptionIds,
    carries,
    before: { from: standingOf(from), to: standingOf(to) },
  };
}

const anotherCame = ({ id, kind }: Topic, reason: string) => ({
  subject: `A coordinator merged another topic into your ${kind}`,
  paragraphs: [`${itsTitle} has replies that were in another topic before.`, `The reason: ${reason}`],
  href: `/topics/${id}`,
});
