import { and, asc, eq, gt, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { clock } from '../../platform/clock.ts';
import { db, type Executor } from '../../platform/database.ts';
import { councils } from '../councils/tables.ts';
import { isHere, isNotSuspended } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import type { Grant, Standing } from './policy.ts';
import { roleGrants } from './tables.ts';

const grant = {
  id: roleGrants.id,
  personId: roleGrants.personId,
  role: roleGrants.role,
  workspaceId: roleGrants.workspaceId,
  councilId: roleGrants.councilId,
  deputyOf: roleGrants.deputyOf,
};

const givers = alias(people, 'givers');
const principalGrants = alias(roleGrants, 'principal_grants');
const principals = alias(people, 'principals');
const grantCouncils = alias(councils, 'grant_councils');

/** Grants that hold now. */
export const isCurrent = (): SQL | undefined =>
  and(isNull(roleGrants.endedAt), or(isNull(roleGrants.endsAt), gt(roleGrants.endsAt, clock.now())));

/** What somebody holds, as the rules need it. */
export const listGrantsOf = (personId: number, from: Executor = db): Promise<Grant[]> =>
  from
    .select(grant)
    .from(roleGrants)
    .where(and(eq(roleGrants.personId, personId), isCurrent()))
    .orderBy(roleGrants.id);

/** The same, as far as they may use it: nothing while they are suspended or dormant. */
export const listUsableGrantsOf = (personId: number, from: Executor = db): Promise<Grant[]> =>
  from
    .select(grant)
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(and(eq(roleGrants.personId, personId), isCurrent(), isHere()))
    .orderBy(roleGrants.id);

/** How somebody stands: nothing where there is nobody. */
export async function findStanding(personId: number, from: Executor = db) {
  const [found] = await selectStanding(from).where(eq(people.id, personId));
  return found satisfies Standing | undefined;
}

const selectStanding = (from: Executor) =>
  from
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      councilId: people.councilId,
      council: { name: councils.name, slug: councils.slug },
      suspendedAt: people.suspendedAt,
      suspendedUntil: people.suspendedUntil,
      suspensionReason: people.suspensionReason,
      isSuspended: sql<boolean>`(${isNotSuspended()}) is not true`,
      isDormant: sql<boolean>`(${people.dormantAt} is not null)`,
      hasLeft: sql<boolean>`(${people.leftAt} is not null)`,
    })
    .from(people)
    .leftJoin(councils, eq(councils.id, people.councilId));

const selectShown = (from: Executor = db) =>
  from
    .select({
      ...grant,
      grantedAt: roleGrants.grantedAt,
      endsAt: roleGrants.endsAt,
      reason: roleGrants.reason,
      workspace: { name: workspaces.name, slug: workspaces.slug },
      council: { name: grantCouncils.name, slug: grantCouncils.slug },
      giver: { id: givers.id, name: givers.name },
      principal: { id: principals.id, name: principals.name },
      holder: {
        id: people.id,
        name: people.name,
        job: people.job,
        councilId: people.councilId,
        council: councils.name,
      },
    })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .leftJoin(councils, eq(councils.id, people.councilId))
    .leftJoin(workspaces, eq(workspaces.id, roleGrants.workspaceId))
    .leftJoin(grantCouncils, eq(grantCouncils.id, roleGrants.councilId))
    .leftJoin(givers, eq(givers.id, roleGrants.grantedBy))
    .leftJoin(principalGrants, eq(principalGrants.id, roleGrants.deputyOf))
    .leftJoin(principals, eq(principals.id, principalGrants.personId));

/** A role that somebody holds, with all that a page says of it. */
export type ShownGrant = Awaited<ReturnType<typeof selectShown>>[number];

const inOrder = [asc(roleGrants.role), asc(workspaces.id), asc(roleGrants.id)];

/** What somebody holds, since when, by whom and why. */
export const listRolesOf = (personId: number): Promise<ShownGrant[]> =>
  selectShown()
    .where(and(eq(roleGrants.personId, personId), isCurrent()))
    .orderBy(...inOrder);

/** Who stands in for somebody in what they hold. */
export const listDeputiesOf = (personId: number, from: Executor = db): Promise<ShownGrant[]> =>
  selectShown(from)
    .where(and(eq(principals.id, personId), isCurrent()))
    .orderBy(...inOrder);

/** One role that somebody holds now. */
export async function findGrant(id: number, from: Executor = db): Promise<ShownGrant | undefined> {
  const [found] = await selectShown(from).where(and(eq(roleGrants.id, id), isCurrent()));
  return found;
}

/** Roles by their ids, also those that are over. */
export const listGrants = (ids: number[], from: Executor): Promise<ShownGrant[]> =>
  selectShown(from)
    .where(inArray(roleGrants.id, ids))
    .orderBy(...inOrder);

/** Who coordinates a workspace: those of it alone first, then those of all. Deputies come after those they stand in for. */
export const listCoordinatorsOf = (workspaceId: number): Promise<ShownGrant[]> =>
  selectShown()
    .where(
      and(
        eq(roleGrants.role, 'coordinator'),
        or(eq(roleGrants.workspaceId, workspaceId), isNull(roleGrants.workspaceId)),
        isCurrent(),
        isHere(),
      ),
    )
    .orderBy(sql`${roleGrants.workspaceId} nulls last`, sql`${roleGrants.deputyOf} is not null`, people.name);

/** Who speaks for a council; deputies last. */
export const findLeadsOf = (councilId: number, executor: Executor = db) =>
  executor
    .select({
      id: people.id,
      name: people.name,
      isDeputy: sql<boolean>`(${roleGrants.deputyOf} is not null)`,
    })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(and(eq(roleGrants.role, 'lead'), eq(roleGrants.councilId, councilId), isCurrent(), isHere()))
    .orderBy(sql`${roleGrants.deputyOf} is not null`, people.name);

/** Administrators who can sign in. Held, nobody else can take their role until this transaction is over. */
export const holdAdministrators = (tx: Executor) =>
  tx
    .select({ id: roleGrants.id, personId: roleGrants.personId })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(and(eq(roleGrants.role, 'administrator'), isCurrent(), isHere()))
    .orderBy(roleGrants.id)
    .for('update', { of: roleGrants });

/** Locks people, always in the same order, so that what is decided about their roles is decided one after another. */
export const holdPeople = (tx: Executor, ids: number[]) =>
  tx
    .select({ id: people.id })
    .from(people)
    .where(inArray(people.id, ids))
    .orderBy(people.id)
    .for('no key update');

/** The member with this address who could be given something; nobody where they could not. */
export async function findReceiver(email: string): Promise<(Standing & { name: string }) | undefined> {
  const [found] = await selectStanding(db).where(
    and(eq(people.email, email.trim().toLowerCase()), isNotNull(people.councilId), isHere()),
  );
  return found;
}
