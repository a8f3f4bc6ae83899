import { db } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { attachFiles } from '../attachments/attach-files.ts';
import { followByPosting } from '../follows/follow-by-posting.ts';
import { tellMentioned } from '../mentions/tell-mentioned.ts';
import { asActivity, recordChange } from './changes.ts';
import { asChecked, isToBeReviewed } from './health.ts';
import type { State } from './kinds.ts';
import { listNextStates } from './policy.ts';
import { holdTopicFor } from './queries.ts';
import { textsOf } from './rendering.ts';

/** Publishes, withdraws, reopens, retires…: puts a topic in another of its kind's states. Again changes nothing. */
export function changeTopicState(member: SignedIn, id: number, to: string) {
  return db.transaction(async (tx) => {
    const topic = await holdTopicFor(member, id, tx);
    if (topic.state === to) return;
    const isNext = listNextStates(member, topic).some(({ state }) => state === to);
    if (!isNext) throw notAllowed('This topic cannot be changed in that way, or not by you.');

    // What nobody else had seen has not been edited.
    const begins = topic.state === 'draft' ? { editedAt: null } : {};
    const live = { kind: topic.kind, state: to as State, health: topic.health };
    const again = isToBeReviewed(live) && !isToBeReviewed(topic) ? asChecked() : {};
    if (topic.state === 'draft') {
      const texts = textsOf(topic.kind, topic.content);
      const published = { ...topic, state: to };
      await attachFiles(tx, member, { topic: published, texts });
      await tellMentioned(tx, member, { topic: published, texts });
      await followByPosting(tx, member, id);
    }
    const set = { state: to as State, ...begins, ...asActivity(), ...again };
    await recordChange(tx, topic, member, 'topic-state-changed', { from: topic.state, to }, set);
  });
}
