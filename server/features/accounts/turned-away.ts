import { and, eq, gt, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Executor } from '../../platform/database.ts';
import { formatLastDay } from '../../platform/days.ts';
import { Refusal } from '../../platform/errors.ts';
import { guestAccess } from '../guests/tables.ts';
import type { people } from '../people/tables.ts';
import { whomToAsk } from './words.ts';

type Person = Pick<
  typeof people.$inferSelect,
  'id' | 'councilId' | 'leftAt' | 'suspendedAt' | 'suspendedUntil' | 'suspensionReason'
>;

/**
 * Why somebody who has shown that they hold their address may not come in, in words for them alone; nothing when they may.
 * Who is dormant may: that they came is the proof that was asked for.
 */
export async function whyTurnedAway(person: Person, from: Executor = db): Promise<Refusal | undefined> {
  if (person.leftAt) return hasLeft();
  if (isSuspended(person)) return suspended(person);
  if (person.councilId === null && !(await isGuest(person.id, from))) return guestNoMore();
  return undefined;
}

const isSuspended = ({ suspendedAt, suspendedUntil }: Person) =>
  suspendedAt !== null && (suspendedUntil === null || suspendedUntil > clock.now());

async function isGuest(personId: number, from: Executor): Promise<boolean> {
  const current = and(
    eq(guestAccess.personId, personId),
    isNull(guestAccess.endedAt),
    gt(guestAccess.endsAt, clock.now()),
  );
  return (await from.select({ id: guestAccess.id }).from(guestAccess).where(current).limit(1)).length > 0;
}

function suspended({ suspendedUntil, suspensionReason }: Person) {
  const until = suspendedUntil ? `until ${formatLastDay(suspendedUntil)}` : 'until somebody lifts this';
  const reason = suspensionReason && `The reason that was given: ${suspensionReason}`;
  const appeal = `If you think that this is wrong, you can appeal: ${whomToAsk}.`;
  return turnedAway(
    'You are suspended',
    [`You cannot sign in ${until}.`, reason, appeal].filter(Boolean).join('\n\n'),
  );
}

const hasLeft = () =>
  turnedAway(
    'You have left the group',
    `Your account was closed when you left. To come back, ask your council lead, or ${whomToAsk}.`,
  );

const guestNoMore = () =>
  turnedAway(
    'Your time as a guest is over',
    `To come back, ask the coordinator who invited you, or ${whomToAsk}.`,
  );

const turnedAway = (title: string, message: string) =>
  new Refusal(403, title, message).leadingTo({ href: '/', text: 'Go to the home page' });
