import { and, eq, isNull } from 'drizzle-orm';
import { db, type Tx } from '../../platform/database.ts';
import type { Letter } from '../../platform/letters.ts';
import { mailLater } from '../../platform/mail.ts';
import { type Place, sees } from '../guests/takes-part.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';

/**
 * Tells somebody by mail, when all of the act is done. Whoever has left is not written to any more; of what is done to
 * others nobody is told who is suspended or dormant, and of a post nobody who may not see it any more.
 */
export type Tell = (personId: number | null | undefined, letter: Letter, rules?: Rules) => Promise<void>;

interface Rules {
  isOfOthers?: boolean;
  /** The topic that the notice names. */
  about?: Place;
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

async function findAddress(tx: Tx, id: number, { isOfOthers, about }: Rules) {
  const mayBeTold = and(isOfOthers ? isHere() : isNull(people.leftAt), about && sees(about));
  const [found] = await tx
    .select({ email: people.email })
    .from(people)
    .where(and(eq(people.id, id), mayBeTold));
  return found;
}
