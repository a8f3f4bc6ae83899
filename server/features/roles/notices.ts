import { eq } from 'drizzle-orm';
import { config } from '../../config.ts';
import { db, type Tx } from '../../platform/database.ts';
import { mailLater } from '../../platform/mail.ts';
import { people } from '../people/tables.ts';

/** Tells somebody by mail, when all of the act is done. Whoever has left is not written to any more. */
export type Tell = (
  personId: number | null | undefined,
  subject: string,
  paragraphs: string[],
) => Promise<void>;

/** An act in one transaction, with the notices it gives: they are sent if all of it is done. */
export const withNotices = <T>(act: (tx: Tx, tell: Tell) => Promise<T>): Promise<T> =>
  db.transaction((tx) => act(tx, tellIn(tx)));

export function tellIn(tx: Tx): Tell {
  return async (personId, subject, paragraphs) => {
    const person = personId && (await findAddress(tx, personId));
    if (!person) return;
    await mailLater(tx, { to: person.email, subject, text: paragraphs.filter(Boolean).join('\n\n') });
  };
}

export const rolesAddress = () => `Your roles: ${config.baseUrl}/account/roles`;

async function findAddress(tx: Tx, id: number) {
  const [found] = await tx
    .select({ email: people.email, leftAt: people.leftAt })
    .from(people)
    .where(eq(people.id, id));
  return found?.leftAt ? undefined : found;
}
