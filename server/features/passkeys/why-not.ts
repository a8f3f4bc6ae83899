import { eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { notFound, Refusal } from '../../platform/errors.ts';
import { whyTurnedAway } from '../accounts/turned-away.ts';
import { people } from '../people/tables.ts';

/** What somebody is told whose passkey is right, and who may not sign in by it. */
export async function whyNotSignedIn(personId: number): Promise<Refusal> {
  const [person] = await db.select().from(people).where(eq(people.id, personId));
  if (!person) return notFound();
  return (await whyTurnedAway(person)) ?? dormant();
}

/** A passkey says who they are, and not that they still hold their address. */
const dormant = () =>
  new Refusal(
    403,
    'Have a link sent to you this time',
    'You have not shown for a long time that you still hold your work email address, and a passkey cannot show it. A sign-in link can: use it once, and then your passkey works again.',
  ).leadingTo({ href: '/sign-in', text: 'Have a sign-in link sent to you' });
