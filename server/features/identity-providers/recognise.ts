import { and, eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { whyTurnedAway } from '../accounts/turned-away.ts';
import { listCouncilsOfAddress } from '../councils/queries.ts';
import { proveAddress } from '../people/prove-address.ts';
import { people } from '../people/tables.ts';
import type { Failure } from './failures.ts';
import type { Provider } from './queries.ts';
import { providerSubjects } from './tables.ts';

type Recognised = { who: 'known'; personId: number } | { who: 'new'; email: string } | { who: Failure };

/**
 * Finds out whom a provider vouches for. It may only vouch for its own council's addresses and people; and by the name
 * that it gave somebody the first time, so that an address that passes to another does not pass on the account.
 */
export async function recognise(
  provider: Provider,
  subject: string,
  email: string | null,
): Promise<Recognised> {
  if (!email) return { who: 'unverified' };
  const councils = await listCouncilsOfAddress(email);
  if (!councils.some(({ id }) => id === provider.council.id)) return { who: 'other-council' };
  return db.transaction(async (tx) => {
    const [known] = await tx.select().from(people).where(eq(people.email, email)).for('no key update');
    if (!known)
      return (await isBound(tx, provider.id, subject)) ? { who: 'other-subject' } : { who: 'new', email };
    if (known.councilId !== provider.council.id) return { who: 'other-member' };
    const refusal = await whyTurnedAway(known, tx);
    if (refusal) throw refusal;
    if (!(await bind(tx, provider.id, subject, known.id))) return { who: 'other-subject' };
    await proveAddress(tx, known.id);
    return { who: 'known', personId: known.id };
  });
}

async function isBound(tx: Tx, providerId: number, subject: string): Promise<boolean> {
  const [found] = await tx.select().from(providerSubjects).where(isSubject(providerId, subject));
  return found !== undefined;
}

const isSubject = (providerId: number, subject: string) =>
  and(eq(providerSubjects.providerId, providerId), eq(providerSubjects.subject, subject));

/** Keeps by which name the provider means this person. False when it meant somebody else by it, or them by another. */
export async function bind(tx: Tx, providerId: number, subject: string, personId: number): Promise<boolean> {
  const [ofPerson] = await tx
    .select()
    .from(providerSubjects)
    .where(and(eq(providerSubjects.providerId, providerId), eq(providerSubjects.personId, personId)));
  if (ofPerson) return ofPerson.subject === subject;
  const bound = await tx
    .insert(providerSubjects)
    .values({ providerId, subject, personId, firstUsedAt: clock.now() })
    .onConflictDoNothing()
    .returning();
  return bound.length > 0;
}
