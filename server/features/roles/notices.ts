import { and, eq, isNull } from 'drizzle-orm';
import { db, type Tx } from '../../platform/database.ts';
import type { Letter } from '../../platform/letters.ts';
import { mailLater } from '../../platform/mail.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';

/**
 * Tells somebody by mail of an act on their access, when all of it is done. Whoever has left is not written to any more; of
 * what is done to others nobody is told who is suspended or dormant. What is done to posts waits in the inbox: see notices.
 */
export type Tell = (personId: number | null | undefined, letter: Letter, rules?: Rules) => Promise<void>;

interface Rules {
  isOfOthers?: boolean;
}

/** An act in one transaction, with the notices it gives: they are sent if all of it is done. */
export const withNotices = <T>(act: (tx: Tx, tell: Tell) => Promise<T>): Promise<T> =>
  db.transaction((tx) => act(tx, tellIn(tx)));

export function tellIn(tx: Tx): Tell {
  return async (personId, letter, rules = {}) => {
    const person = personId && (await findAddress(tx, personId, rules));
    if (person) await mailLater(tx, { to: person.email, ...letter });
  };
}

async function findAddress(tx: Tx, id: number, { isOfOthers }: Rules) {
  const mayBeTold = isOfOthers ? isHere() : isNull(people.leftAt);
  const [found] = await tx
    .select({ email: people.email })
    .from(people)
    .where(and(eq(people.id, id), mayBeTold));
  return found;
}
