import { and, eq, gt, isNull, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { clock } from '../../platform/clock.ts';
import { db, type Executor } from '../../platform/database.ts';
import { hashOf } from '../../platform/tokens.ts';
import { councils } from '../councils/tables.ts';
import { people } from '../people/tables.ts';
import { emailChanges } from './tables.ts';

const before = alias(councils, 'council_before');
const beginners = alias(people, 'beginners');

const howItBegan = {
  begunBy: { id: beginners.id, name: beginners.name },
  reason: emailChanges.reason,
  waitsUntil: emailChanges.waitsUntil,
};

/** The change of address that a person has under way, if any. */
export async function findOpenChange(personId: number, from: Executor = db) {
  const [open] = await from
    .select({
      id: emailChanges.id,
      personId: emailChanges.personId,
      name: people.name,
      newEmail: emailChanges.newEmail,
      councilId: emailChanges.councilId,
      council: councils.name,
      createdAt: emailChanges.createdAt,
      expiresAt: emailChanges.expiresAt,
      oldConfirmedAt: emailChanges.oldConfirmedAt,
      newConfirmedAt: emailChanges.newConfirmedAt,
      ...howItBegan,
    })
    .from(emailChanges)
    .innerJoin(people, eq(people.id, emailChanges.personId))
    .leftJoin(councils, eq(councils.id, emailChanges.councilId))
    .leftJoin(beginners, eq(beginners.id, emailChanges.begunBy))
    .where(
      and(
        eq(emailChanges.personId, personId),
        isNull(emailChanges.doneAt),
        isNull(emailChanges.cancelledAt),
        gt(emailChanges.expiresAt, clock.now()),
      ),
    );
  return open;
}

const selectChanges = (from: Executor) =>
  from
    .select({
      id: emailChanges.id,
      personId: emailChanges.personId,
      newEmail: emailChanges.newEmail,
      councilId: emailChanges.councilId,
      oldTokenHash: emailChanges.oldTokenHash,
      oldConfirmedAt: emailChanges.oldConfirmedAt,
      newConfirmedAt: emailChanges.newConfirmedAt,
      createdAt: emailChanges.createdAt,
      expiresAt: emailChanges.expiresAt,
      doneAt: emailChanges.doneAt,
      cancelledAt: emailChanges.cancelledAt,
      ...howItBegan,
      email: people.email,
      name: people.name,
      leftAt: people.leftAt,
      provedAt: people.addressProvedAt,
      council: { id: councils.id, name: councils.name },
      councilBefore: { id: before.id, name: before.name },
    })
    .from(emailChanges)
    .innerJoin(people, eq(people.id, emailChanges.personId))
    .leftJoin(councils, eq(councils.id, emailChanges.councilId))
    .leftJoin(before, eq(before.id, people.councilId))
    .leftJoin(beginners, eq(beginners.id, emailChanges.begunBy));

export type Change = Awaited<ReturnType<typeof selectChanges>>[number];

/** One change of address, whatever became of it. */
export async function findChange(id: number, from: Executor): Promise<Change | undefined> {
  const [found] = await selectChanges(from).where(eq(emailChanges.id, id));
  return found;
}

/** The change of address that a link is about, and which of the two addresses it was sent to. */
export async function findChangeByLink(token: string, from: Executor = db) {
  const hash = hashOf(token);
  const [found] = await selectChanges(from).where(
    or(eq(emailChanges.oldTokenHash, hash), eq(emailChanges.newTokenHash, hash)),
  );
  if (!found || found.leftAt) return undefined;
  return { ...found, side: found.oldTokenHash === hash ? ('old' as const) : ('new' as const) };
}

export type LinkedChange = NonNullable<Awaited<ReturnType<typeof findChangeByLink>>>;

type Dates = Pick<Change, 'doneAt' | 'cancelledAt' | 'expiresAt'>;

/** True while it can still be answered. */
export const isOpen = ({ doneAt, cancelledAt, expiresAt }: Dates): boolean =>
  !doneAt && !cancelledAt && expiresAt > clock.now();

/** What can still be done with a link: it is to be answered, or says what became of the change. */
export function stateOf(change: LinkedChange): 'open' | 'waiting' | 'done' | 'cancelled' | 'expired' {
  if (change.doneAt) return 'done';
  if (change.cancelledAt) return 'cancelled';
  if (change.expiresAt <= clock.now()) return 'expired';
  return change[`${change.side}ConfirmedAt`] ? 'waiting' : 'open';
}

/** The council that a person moves to with it, if it is another than theirs. */
export const moveOf = ({ council, councilBefore }: Pick<LinkedChange, 'council' | 'councilBefore'>) =>
  council && councilBefore && council.id !== councilBefore.id ? { from: councilBefore, to: council } : null;

type Answers = Pick<Change, 'oldConfirmedAt' | 'newConfirmedAt' | 'waitsUntil'>;

/** True when nothing is left to wait for. A lost address says nothing: it has had its time to object. */
export const isDue = ({ oldConfirmedAt, newConfirmedAt, waitsUntil }: Answers): boolean =>
  newConfirmedAt !== null && (waitsUntil ? waitsUntil <= clock.now() : oldConfirmedAt !== null);
