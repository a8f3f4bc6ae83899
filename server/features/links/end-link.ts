import { and, eq, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { notAllowed, notFound } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { takeFollowersBack } from '../follows/carry-followers.ts';
import { takeCarriedBack } from '../same-problems/carry.ts';
import { healthAt } from '../topics/health.ts';
import { type Ends, holdEnds, recordLinks, whyNotYours } from './link-topics.ts';
import { canLink, decidingEnd, isForModeration } from './policy.ts';
import { findLink, hasLinksTo } from './queries.ts';
import { topicLinks } from './tables.ts';

/** Takes back what was said of two topics, with all that it changed; again changes nothing. */
export function endLink(member: SignedIn, topicId: number, linkId: number) {
  return db.transaction(async (tx) => {
    const link = await findLink(tx, topicId, linkId);
    if (!link) throw notFound();
    const { from, to } = await holdEnds(member, [link.fromId, link.toId], tx);
    const deciding = decidingEnd(link.relation, { from, to });
    if (!canLink(member, deciding)) throw notAllowed(whyNotYours);
    if (link.endedAt) return;
    if (link.isAct || isForModeration(member, link.relation, deciding)) throw notAllowed(byCoordinators);
    await endLinkOf(tx, member, link, { from, to });
  });
}

const byCoordinators =
  'A coordinator marked this as a duplicate. They take it back with a reason; whoever wrote it can appeal.';

/** The same for two topics that are held, where somebody may; whoever looks after them is for the caller to tell. */
export async function endLinkOf(
  tx: Tx,
  member: SignedIn,
  { id, relation }: Pick<typeof topicLinks.$inferSelect, 'id' | 'relation'>,
  { from, to }: Ends,
): Promise<void> {
  const ended = await tx
    .update(topicLinks)
    .set({ endedAt: clock.now(), endedBy: member.id })
    .where(and(eq(topicLinks.id, id), isNull(topicLinks.endedAt)))
    .returning();
  if (ended.length === 0) return;
  const isSame = relation === 'same-as';
  if (isSame) await takeFollowersBack(tx, from, to);
  if (isSame && from.kind === 'question') await takeCarriedBack(tx, from, to, member);
  await recordLinks(tx, member, from, isSame ? { sameAs: null } : {});
  const isFree = relation === 'replaces' && !(await hasLinksTo(tx, to.id, 'replaces'));
  await recordLinks(tx, member, to, isFree ? { health: healthAt(to.reviewBy ?? clock.now()) } : {});
}
