import { eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { formatDate } from '../../platform/dates.ts';
import { Refusal } from '../../platform/errors.ts';
import { people } from '../people/tables.ts';

/** What somebody is told whose passkey is right, and who may not sign in. */
export async function whyNotSignedIn(personId: number): Promise<Refusal> {
  const [person] = await db.select().from(people).where(eq(people.id, personId));
  if (person?.leftAt)
    return refusal(
      'You have left the group, so your passkey no longer signs you in. If you are back, ask your council lead.',
    );
  if (person?.suspendedAt && (!person.suspendedUntil || person.suspendedUntil > clock.now())) {
    const until = person.suspendedUntil ? ` until ${formatDate(person.suspendedUntil)}` : '';
    const reason = person.suspensionReason && ` The reason that was given: ${person.suspensionReason}`;
    return refusal(`You are suspended${until}. The email about it says how to appeal.${reason}`);
  }
  if (person?.dormantAt) {
    return refusal(
      'You have not shown for a long time that you still hold your work email address. Have a link sent to it: using the link lets you in again.',
    ).leadingTo({ href: '/sign-in', text: 'Have a sign-in link sent to you' });
  }
  return refusal('Your access as a guest has ended. If you still need it, ask the person who invited you.');
}

const refusal = (why: string) => new Refusal(403, 'You cannot sign in', why);
