import { and, eq, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { notAllowed, notFound } from '../../platform/errors.ts';
import type { Member, SignedIn } from '../../platform/viewer.ts';
import { askForReview } from '../reviews/ask-for-review.ts';
import { recordChange } from '../topics/changes.ts';
import { holdTopicFor, type Topic } from '../topics/queries.ts';
import type { AdoptionValues } from './forms.ts';
import { canAdopt, whyNotAdopt } from './policy.ts';
import { countAdoptions, findAdoption } from './queries.ts';
import { adoptions } from './tables.ts';

/** Says what one's council does with guidance or a pattern, in place of what it said before; that is kept. */
export function recordAdoption(member: SignedIn, topicId: number, values: AdoptionValues) {
  return db.transaction(async (tx) => {
    const topic = await holdTopicFor(member, topicId, tx);
    if (!canAdopt(member, topic)) throw notAllowed(whyNotAdopt(member, topic));
    const councilId = member.council.id;
    const before = await findAdoption(tx, { topicId, councilId, serviceId: values.serviceId });
    // Sent twice, it is one.
    if (
      before &&
      (Object.keys(values) as (keyof AdoptionValues)[]).every((key) => before[key] === values[key])
    )
      return;
    const { failed: failedBefore } = await countAdoptions(tx, topicId);
    const now = clock.now();
    if (before) await tx.update(adoptions).set({ endedAt: now }).where(eq(adoptions.id, before.id));
    await tx
      .insert(adoptions)
      .values({ topicId, councilId, ...values, recordedBy: member.id, recordedAt: now });
    const { failed } = await recordCounts(tx, topic, member);
    // Once somebody has looked, only what is said anew is a reason to look again.
    if (failed >= 2 && failed > failedBefore) await askForReview(tx, topic, didNotWork);
  });
}

const didNotWork = 'Two councils or more say that it did not work for them';

/** Takes back what one's council said, as if it had said nothing since. */
export function takeAdoptionBack(member: Member, id: number): Promise<number> {
  return db.transaction(async (tx) => {
    const own = and(eq(adoptions.id, id), eq(adoptions.councilId, member.council.id));
    const [found] = await tx.select({ topicId: adoptions.topicId }).from(adoptions).where(own);
    if (!found) throw notFound();
    const topic = await holdTopicFor(member, found.topicId, tx);
    const ended = await tx
      .update(adoptions)
      .set({ endedAt: clock.now() })
      .where(and(own, isNull(adoptions.endedAt)))
      .returning();
    if (ended.length > 0) await recordCounts(tx, topic, member);
    return topic.id;
  });
}

async function recordCounts(tx: Tx, topic: Topic, actor: SignedIn) {
  const counts = await countAdoptions(tx, topic.id);
  const set = { councilCount: counts.using, adoptionCount: counts.all };
  await recordChange(tx, topic, actor, 'adoption-recorded', {}, set);
  return counts;
}
