import { eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { addPerson } from '../people/add-person.ts';
import { people } from '../people/tables.ts';
import { failed } from './failures.ts';
import type { Provider } from './queries.ts';
import { bind } from './recognise.ts';

interface Joining {
  subject: string;
  email: string;
  name: string;
  job: string;
  returnTo: string;
}

/** Adds somebody to the group whom their council's own sign-in vouches for, unless they have become known otherwise. */
export function joinByProvider(provider: Provider, { subject, returnTo, ...joining }: Joining) {
  return db.transaction(async (tx) => {
    const { id } = await addPerson(tx, { ...joining, councilId: provider.council.id });
    const [person] = await tx.select().from(people).where(eq(people.id, id)).for('no key update');
    const isOurs = person?.councilId === provider.council.id && !person.suspendedAt && !person.leftAt;
    if (!isOurs || !(await bind(tx, provider.id, subject, id)))
      throw failed('other-subject', { provider, returnTo });
    return { id };
  });
}
