import { and, eq, gt, isNull, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { clock } from '../../platform/clock.ts';
import { db, type Executor } from '../../platform/database.ts';
import { councils } from '../councils/tables.ts';
import { people } from '../people/tables.ts';
import { hashOf } from './session-store.ts';
import { emailChanges } from './tables.ts';

const before = alias(councils, 'council_before');

/** The change of address that a person has under way, if any. */
export async function findOpenChange(personId: number, from: Executor = db) {
  const [open] = await from
    .select({
      id: emailChanges.id,
      newEmail: emailChanges.newEmail,
      councilId: emailChanges.councilId,
      council: councils.name,
      createdAt: emailChanges.createdAt,
      expiresAt: emailChanges.expiresAt,
      oldConfirmedAt: emailChanges.oldConfirmedAt,
      newConfirmedAt: emailChanges.newConfirmedAt,
    })
    .from(emailChanges)
    .leftJoin(councils, eq(councils.id, emailChanges.councilId))
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

/** The change of address that a link is about, and which of the two addresses it was sent to. */
export async function findChangeByLink(token: string, from: Executor = db) {
  const hash = hashOf(token);
  const [found] = await from
    .select({
      id: emailChanges.id,
      personId: emailChanges.personId,
      newEmail: emailChanges.newEmail,
      councilId: emailChanges.councilId,
      oldTokenHash: emailChanges.oldTokenHash,
      oldConfirmedAt: emailChanges.oldConfirmedAt,
      newConfirmedAt: emailChanges.newConfirmedAt,
      expiresAt: emailChanges.expiresAt,
      doneAt: emailChanges.doneAt,
      cancelledAt: emailChanges.cancelledAt,
      email: people.email,
      leftAt: people.leftAt,
      council: { id: councils.id, name: councils.name },
      councilBefore: { id: before.id, name: before.name },
    })
    .from(emailChanges)
    .innerJoin(people, eq(people.id, emailChanges.personId))
    .leftJoin(councils, eq(councils.id, emailChanges.councilId))
    .leftJoin(before, eq(before.id, people.councilId))
    .where(or(eq(emailChanges.oldTokenHash, hash), eq(emailChanges.newTokenHash, hash)));
  if (!found || found.leftAt) return undefined;
  const { oldTokenHash, ...change } = found;
  return { ...change, side: oldTokenHash === hash ? ('old' as const) : ('new' as const) };
}

export type LinkedChange = NonNullable<Awaited<ReturnType<typeof findChangeByLink>>>;

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
