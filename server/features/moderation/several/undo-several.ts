import { db } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Member } from '../../../platform/viewer.ts';
import { whyNotUndo } from '../policy.ts';
import { findLatestActsOn, listActsById } from '../queries.ts';
import { holdTargets } from '../targets.ts';
import { undoHeld } from '../undo-act.ts';
import type { Batch } from './batches.ts';
import { type Done, tellOfUndoing } from './told-of-several.ts';

/**
 * Undoes all that was done at once, within a quarter of an hour of it. What somebody has acted on since stays as that left
 * it, and is told on the page; where that is so of all, it is refused. Again changes nothing.
 */
export function undoSeveral(member: Member, batch: Batch): Promise<void> {
  return db.transaction(async (tx) => {
    const acts = await listActsById(batch.lineIds, tx);
    const ids = acts.flatMap(({ topicId }) => topicId ?? []);
    const held = await holdTargets(member, ids, tx);
    const newest = await findLatestActsOn(ids, tx);
    const done: Done[] = [];
    const refusals: string[] = [];
    for (const act of acts) {
      const latest = newest.get(act.topicId ?? 0);
      const topic = held.get(act.topicId ?? 0);
      if (!topic || latest?.undoes === act.id) continue;
      const whyNot = whyNotUndo(act, latest);
      if (whyNot) refusals.push(whyNot);
      // The author's page is of the act itself.
      else {
        await undoHeld(tx, member, act, { topic });
        done.push({ id: act.id, topic });
      }
    }
    if (done.length === 0 && refusals[0])
      throw new Refusal(409, 'This cannot be undone any more', refusals[0]);
    await tellOfUndoing(tx, member, { id: batch.id, name: batch.act, done });
  });
}
