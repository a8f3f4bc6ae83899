import { and, eq, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notAllowed, notFound } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { takeFollowersBack } from '../follows/carry-followers.ts';
import { takeCarriedBack } from '../same-problems/carry.ts';
import { healthAt } from '../topics/health.ts';
import { holdEnds, recordLinks, whyNotYours } from './link-topics.ts';
import { canLink, decidingEnd } from './policy.ts';
import { findLink, hasLinksTo } from './queries.ts';
import { topicLinks } from './tables.ts';

/** Takes back what was said of two topics, with all that it changed; again changes nothing. */
export function endLink(member: SignedIn, topicId: number, linkId: number) {
  return db.transaction(async (tx) => {
    const link = await findLink(tx, topicId, linkId);
    if (!link) throw notFound();
    const { from, to } = await holdEnds(member, [link.fromId, link.toId], tx);
    if (!canLink(member, decidingEnd(link.relation, { from, to }))) throw notAllowed(whyNotYours);
    const ended = await tx
      .update(topicLinks)
      .set({ endedAt: clock.now(), endedBy: member.id })
      .where(and(eq(topicLinks.id, link.id), isNull(topicLinks.endedAt)))
      .returning();
    if (ended.length === 0) return;
    const isSame = link.relation === 'same-as';
    if (isSame) await takeFollowersBack(tx, from, to);
    if (isSame && from.kind === 'question') await takeCarriedBack(tx, from, to, member);
    await recordLinks(tx, member, from, isSame ? { sameAs: null } : {});
    const isFree = link.relation === 'replaces' && !(await hasLinksTo(tx, to.id, 'replaces'));
    await recordLinks(tx, member, to, isFree ? { health: healthAt(to.reviewBy ?? clock.now()) } : {});
  });
}
