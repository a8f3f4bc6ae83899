import { and, eq, isNull } from 'drizzle-orm';
import { config } from '../../config.ts';
import { db, type Tx } from '../../platform/database.ts';
import { mailLater } from '../../platform/mail.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';

/**
 * Tells somebody by mail, when all of the act is done. Whoever has left is not written to any more; of what is done to
 * others nobody is told who is suspended or dormant.
 */
export type Tell = (
  personId: number | null | undefined,
  subject: string,
  paragraphs: string[],
  rules?: { isOfOthers?: boolean },
) => Promise<void>;

/** An act in one transaction, with the notices it gives: they are sent if all of it is done. */
export const withNotices = <T>(act: (tx: Tx, tell: Tell) => Promise<T>): Promise<T> =>
  db.transaction((tx) => act(tx, tellIn(tx)));

export function tellIn(tx: Tx): Tell {
  return async (personId, subject, paragraphs, { isOfOthers = false } = {}) => {
    const person = personId && (await findAddress(tx, personId, isOfOthers));
    if (!person) return;
    await mailLater(tx, { to: person.email, subject, text: paragraphs.filter(Boolean).join('\n\n') });
  };
}

export const rolesAddress = () => `Your roles: ${config.baseUrl}/account/roles`;

async function findAddress(tx: Tx, id: number, mustBeHere: boolean) {
  const [found] = await tx
    .select({ email: people.email })
    .from(people)
    .where(and(eq(people.id, id), mustBeHere ? isHere() : isNull(people.leftAt)));
  return found;
}
