import { eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { people } from './tables.ts';

interface NewPerson {
  email: string;
  name: string;
  job: string;
  /** None for a guest. */
  councilId: number | null;
  /** Where a guest comes from. */
  organisation?: string;
}

/** Adds a person who has shown that they hold this address; whoever has it already stays as they are. */
export async function addPerson(tx: Tx, person: NewPerson): Promise<{ id: number }> {
  const now = clock.now();
  await tx
    .insert(people)
    .values({ ...person, createdAt: now, addressProvedAt: now })
    .onConflictDoNothing();
  const [found] = await tx.select({ id: people.id }).from(people).where(eq(people.email, person.email));
  if (!found) throw new Error('A person who was added is not there');
  return found;
}
