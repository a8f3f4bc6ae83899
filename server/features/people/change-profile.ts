import { and, eq, notInArray, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { record } from '../../platform/events.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { isHere } from './here.ts';
import { helpOffers, helpTags, people } from './tables.ts';

declare module '../../platform/events.ts' {
  interface DomainEvents {
    'profile-changed': { personId: number };
  }
}

export interface Profile {
  name: string;
  job: string;
  workingOn: string;
  /** True when others may see when they were last here. */
  showsVisits: boolean;
}

export interface Offers {
  requirements: { requirementId: number; line: string }[];
  tags: { tag: string; line: string }[];
}

/** Changes what a person says about themselves. What they wrote before keeps the name and job they had. */
export function changeProfile(person: SignedIn, { showsVisits, ...said }: Profile, offers: Offers) {
  return db.transaction(async (tx) => {
    const now = clock.now().toISOString();
    const since = showsVisits ? sql`coalesce(${people.showsVisitsSince}, ${now}::timestamptz)` : null;
    // Whoever has left in the same moment may have taken their name off: it must not come back by this.
    const changed = await tx
      .update(people)
      .set({ ...said, showsVisitsSince: since })
      .where(and(eq(people.id, person.id), isHere()))
      .returning({ id: people.id });
    if (changed.length === 0) throw notFound();
    await keepOffers(tx, person.id, offers.requirements);
    await keepTags(tx, person.id, offers.tags);
    await record(tx, 'profile-changed', { personId: person.id, actorId: person.id });
  });
}

async function keepOffers(tx: Tx, personId: number, offers: Offers['requirements']): Promise<void> {
  const kept = offers.map(({ requirementId }) => requirementId);
  const others = kept.length > 0 ? notInArray(helpOffers.requirementId, kept) : undefined;
  await tx.delete(helpOffers).where(and(eq(helpOffers.personId, personId), others));
  if (offers.length === 0) return;
  await tx
    .insert(helpOffers)
    .values(offers.map((offer) => ({ personId, ...offer })))
    .onConflictDoUpdate({
      target: [helpOffers.personId, helpOffers.requirementId],
      set: { line: sql`excluded.line` },
    });
}

async function keepTags(tx: Tx, personId: number, tags: Offers['tags']): Promise<void> {
  await tx.delete(helpTags).where(eq(helpTags.personId, personId));
  if (tags.length > 0) await tx.insert(helpTags).values(tags.map((offer) => ({ personId, ...offer })));
}
