import { and, eq, notInArray, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { helpOffers, people } from './tables.ts';

interface Profile {
  name: string;
  job: string;
  workingOn: string;
}

/** Changes what a person says about themselves. What they wrote before keeps the name and job they had. */
export function changeProfile(
  member: SignedIn,
  profile: Profile,
  offers: { requirementId: number; line: string }[],
) {
  return db.transaction(async (tx) => {
    await tx.update(people).set(profile).where(eq(people.id, member.id));
    const kept = offers.map(({ requirementId }) => requirementId);
    const others = kept.length > 0 ? notInArray(helpOffers.requirementId, kept) : undefined;
    await tx.delete(helpOffers).where(and(eq(helpOffers.personId, member.id), others));
    if (offers.length === 0) return;
    await tx
      .insert(helpOffers)
      .values(offers.map((offer) => ({ personId: member.id, ...offer })))
      .onConflictDoUpdate({
        target: [helpOffers.personId, helpOffers.requirementId],
        set: { line: sql`excluded.line` },
      });
  });
}
