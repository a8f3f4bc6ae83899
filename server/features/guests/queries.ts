import { and, asc, eq, gt, isNull, notInArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { clock } from '../../platform/clock.ts';
import { db, type Executor } from '../../platform/database.ts';
import { formatLastDay } from '../../platform/days.ts';
import { notFound } from '../../platform/errors.ts';
import type { Guest } from '../../platform/viewer.ts';
import { people } from '../people/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { guestAccess } from './tables.ts';

/** Access that has begun and not ended, whether or not anything has noted its end. */
export const isRunning = () => and(isNull(guestAccess.endedAt), gt(guestAccess.endsAt, clock.now()));

const inviters = alias(people, 'inviters');

const selectGuests = (from: Executor) =>
  from
    .select({
      accessId: guestAccess.id,
      id: people.id,
      name: people.name,
      job: people.job,
      email: people.email,
      organisation: people.organisation,
      inviter: { name: inviters.name },
      startedAt: guestAccess.startedAt,
      endsAt: guestAccess.endsAt,
      approvedAt: guestAccess.approvedAt,
    })
    .from(guestAccess)
    .innerJoin(people, eq(people.id, guestAccess.personId))
    .innerJoin(inviters, eq(inviters.id, guestAccess.invitedBy));

const shown = <G extends { endsAt: Date }>(guest: G) => ({ ...guest, lastDay: formatLastDay(guest.endsAt) });

/** The guests of a workspace, by name. */
export async function listGuestsOf(workspaceId: number) {
  const here = and(eq(guestAccess.workspaceId, workspaceId), isRunning());
  return (await selectGuests(db).where(here).orderBy(asc(people.name), people.id)).map(shown);
}

/** How many guests of a workspace are none of the other. */
export const countGuestsOfOnly = (
  executor: Executor,
  workspaceId: number,
  otherId: number,
): Promise<number> => {
  const there = executor
    .select({ personId: guestAccess.personId })
    .from(guestAccess)
    .where(and(eq(guestAccess.workspaceId, otherId), isRunning()));
  const here = eq(guestAccess.workspaceId, workspaceId);
  return executor.$count(guestAccess, and(here, isRunning(), notInArray(guestAccess.personId, there)));
};

/** One of them; not found when they are no guest of it now. */
export async function findGuestOf(workspaceId: number, personId: number, from: Executor = db) {
  const theirs = and(eq(guestAccess.workspaceId, workspaceId), eq(guestAccess.personId, personId));
  const [guest] = await selectGuests(from).where(and(theirs, isRunning()));
  if (!guest) throw notFound();
  return shown(guest);
}

/** The last day of a guest in a workspace, in words; nothing where they were not invited. */
export async function findLastDayIn(guest: Guest, workspaceId: number): Promise<string | undefined> {
  const own = and(eq(guestAccess.workspaceId, workspaceId), eq(guestAccess.personId, guest.id));
  const [access] = await db
    .select({ endsAt: guestAccess.endsAt })
    .from(guestAccess)
    .where(and(own, isRunning()));
  return access && formatLastDay(access.endsAt);
}

/** The workspaces a guest is in, with their last day in each. */
export async function listWorkspacesOf(guest: Guest) {
  const rows = await db
    .select({ slug: workspaces.slug, name: workspaces.name, endsAt: guestAccess.endsAt })
    .from(guestAccess)
    .innerJoin(workspaces, eq(workspaces.id, guestAccess.workspaceId))
    .where(and(eq(guestAccess.personId, guest.id), isRunning()))
    .orderBy(workspaces.id);
  return rows.map(shown);
}
