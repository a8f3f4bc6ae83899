import { sql } from 'drizzle-orm';
import type { Tx } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Member } from '../../../platform/viewer.ts';
import { adoptionCounts, takeAdoptionsBack } from '../../adoptions/carry-adoptions.ts';
import { dropUses } from '../../attachments/move-uses.ts';
import { moveDrafts } from '../../drafts/move-drafts.ts';
import { takeFollowersBack } from '../../follows/carry-followers.ts';
import { dropMentions } from '../../mentions/move-mentions.ts';
import { countThread, putRepliesBack } from '../../replies/move-replies.ts';
import { findVersionOf } from '../../replies/queries.ts';
import { endTopicAsReply } from '../../replies/topic-as-reply.ts';
import { takeCarriedBack } from '../../same-problems/carry.ts';
import { dropPostings } from '../../search/move-postings.ts';
import { recordChange } from '../../topics/changes.ts';
import { clampReadings } from '../../topics/clamp-readings.ts';
import type { Topic } from '../../topics/queries.ts';
import { followMoved } from './follow-moved.ts';
import { type MergeDetails, type Stood, stateAfter } from './merges.ts';

/** Both topics as they were before one was merged into the other. What was posted since stays where its parent goes. */
export async function undoMerge(
  tx: Tx,
  member: Member,
  { from, to }: { from: Topic; to: Topic },
  details: MergeDetails,
): Promise<number[]> {
  const { textId, range, before, carries } = details;
  if ((await findVersionOf(tx, textId)) !== details.versionCount)
    throw new Refusal(
      409,
      'This cannot be undone any more',
      'What the topic said has been edited since. Undone, that would be lost.',
    );
  const ids = await putRepliesBack(tx, { from: to.id, to: from, range, gone: textId });
  await dropUses(tx, textId);
  await dropMentions(tx, textId);
  await dropPostings(tx, to.id, range.first);
  await endTopicAsReply(tx, from.id, textId);
  await followMoved(tx, to.id);
  await moveDrafts(tx, to.id, from.id, { ids: details.draftIds, answering: ids });
  if (carries) await takeFollowersBack(tx, from, to);
  if (carries && from.kind === 'question') await takeCarriedBack(tx, from, to, member);
  await takeAdoptionsBack(tx, to.id, from.id, details.adoptionIds);
  const returned = { removedAt: null, removedAs: null, sameAs: before.from.sameAs };
  await recordAgain(tx, member, from, before.from, { lastNumber: from.lastNumber, set: returned });
  const lastNumber = await recordAgain(tx, member, to, before.to, { lastNumber: before.to.lastNumber });
  await clampReadings(tx, to.id, lastNumber);
  return ids;
}

/** Writes how a topic stands again, with whatever was posted in it since. */
export async function recordAgain(
  tx: Tx,
  member: Member,
  topic: Topic,
  before: Stood,
  { lastNumber, set = {} }: { lastNumber: number; set?: object },
): Promise<number> {
  const counts = await countThread(tx, topic.id, lastNumber);
  const isAdopted = topic.kind !== 'question';
  const adopted = isAdopted ? await adoptionCounts(tx, topic.id) : {};
  const state = stateAfter(topic, before, counts.acceptedCount);
  // Later only by what was posted since.
  const lastActivityAt = sql`greatest(${before.lastActivityAt}::timestamptz, (
    select max(created_at) from replies where topic_id = ${topic.id}::int and number > ${before.lastNumber}::int))`;
  await recordChange(
    tx,
    topic,
    member,
    'replies-moved',
    {},
    { ...counts, ...adopted, state, lastActivityAt, ...set },
  );
  return counts.lastNumber;
}
