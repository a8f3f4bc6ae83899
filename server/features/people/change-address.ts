import { eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { councilMoves, people } from './tables.ts';

interface NewAddress {
  email: string;
  /** The council of that address; none for a guest. */
  councilId: number | null;
}

/** Gives a person the address that they have confirmed, and with it its council. Says which council they moved from, if they did. */
export async function changeAddress(tx: Tx, personId: number, { email, councilId }: NewAddress) {
  const [before] = await tx
    .select({ councilId: people.councilId })
    .from(people)
    .where(eq(people.id, personId))
    .for('update');
  await tx.update(people).set({ email, councilId }).where(eq(people.id, personId));
  const from = before?.councilId ?? null;
  if (from === null || from === councilId) return { movedFrom: null };
  const move = { personId, fromCouncilId: from, toCouncilId: councilId, movedAt: clock.now() };
  await tx.insert(councilMoves).values(move);
  return { movedFrom: from };
}
