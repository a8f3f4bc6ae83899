import { and, eq, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { formatLastDay } from '../../platform/days.ts';
import { notAllowed } from '../../platform/errors.ts';
import { record } from '../../platform/events.ts';
import { type Act, logAccess } from './log.ts';
import { deputyOver, standingInOver } from './mails.ts';
import type { Tell } from './notices.ts';
import type { Role, Standing } from './policy.ts';
import { holdAdministrators, listGrants, type ShownGrant } from './queries.ts';
import { roleGrants } from './tables.ts';
import { describeRole, nameOfRole, titleOfRole } from './words.ts';

interface Giving {
  act: Act;
  /** Nobody at the command line. */
  actorId: number | null;
  reason: string;
  deputyOf?: number;
  endsAt?: Date;
}

/**
 * Adds a role to what somebody holds; nothing where they hold it already. A deputy who is given the role itself is no
 * deputy any more.
 */
export async function addGrant(
  tx: Tx,
  person: Pick<Standing, 'id' | 'councilId'>,
  role: Role,
  { act, actorId, reason, deputyOf, endsAt }: Giving,
): Promise<ShownGrant | undefined> {
  await replaceWhatIsLess(tx, person.id, role, deputyOf === undefined, actorId);
  const [added] = await tx
    .insert(roleGrants)
    .values({
      personId: person.id,
      role: role.role,
      workspaceId: role.workspaceId,
      councilId: role.councilId,
      grantedAt: clock.now(),
      grantedBy: actorId,
      reason,
      deputyOf,
      endsAt,
    })
    .onConflictDoNothing()
    .returning({ id: roleGrants.id });
  const [grant] = added ? await listGrants([added.id], tx) : [];
  if (!grant) return undefined;
  await noteGiving(tx, person, grant, { act, actorId, reason, endsAt });
  return grant;
}

/** Lets a role that was given until a date hold until another. */
export async function changeLastDay(
  tx: Tx,
  person: Pick<Standing, 'id' | 'councilId'>,
  id: number,
  giving: Giving,
): Promise<ShownGrant | undefined> {
  const { endsAt, reason } = giving;
  await tx.update(roleGrants).set({ endsAt, reason }).where(eq(roleGrants.id, id));
  const [grant] = await listGrants([id], tx);
  if (grant) await noteGiving(tx, person, grant, giving);
  return grant;
}

async function noteGiving(
  tx: Tx,
  { id: personId, councilId }: Pick<Standing, 'id' | 'councilId'>,
  grant: ShownGrant,
  { act, actorId, reason, endsAt }: Giving,
): Promise<void> {
  const about = nameInLog(grant) + (endsAt ? ` until ${formatLastDay(endsAt)}` : '');
  await logAccess(tx, act, { actorId, personId, councilId, about, reason });
  await record(tx, 'access-changed', { personId, actorId });
}

interface Ending {
  actorId: number | null;
  reason: string;
}

/** Ends a role and whatever stands in for it, with a line in the log for each. Whoever stood in is told here. */
export async function endGrant(tx: Tx, tell: Tell, id: number, ending: Ending): Promise<void> {
  const ended = await end(tx, or(eq(roleGrants.id, id), eq(roleGrants.deputyOf, id)), ending);
  for (const grant of ended.filter((grant) => grant.id !== id)) {
    const why = `${grant.principal?.name} no longer is ${describeRole(grant)}, so your standing in for them has ended as well.`;
    await tell(grant.personId, standingInOver(describe(grant), why));
  }
}

/** Refuses to take a role from the only administrator who can sign in; two who go at the same moment wait for one another. */
export async function keepAnAdministrator(tx: Tx, leaving: number): Promise<void> {
  const staying = (await holdAdministrators(tx)).filter(({ personId }) => personId !== leaving);
  if (staying.length > 0) return;
  throw notAllowed(
    'The group needs an administrator, and there is no other. Make somebody else one first.',
  ).leadingTo({ href: '/administration/people', text: 'Find somebody to make administrator' });
}

/** Ends what was given until a date that has passed. */
export async function closeGrantsThatAreOver(tx: Tx, tell: Tell, personId?: number): Promise<void> {
  const ended = await end(
    tx,
    and(lte(roleGrants.endsAt, clock.now()), personId ? eq(roleGrants.personId, personId) : undefined),
    { actorId: null, reason: 'The date it was given until has passed' },
  );
  for (const grant of ended) {
    const [role, lastDay] = [describe(grant), formatLastDay(grant.endsAt ?? clock.now())];
    const why = `You were ${role} until ${lastDay}. That day has passed.`;
    await tell(grant.personId, standingInOver(role, why));
    const letter = deputyOver(grant.holder.name, role, lastDay);
    await tell(grant.principal?.id, letter, { isOfOthers: true });
  }
}

export const describe = (grant: ShownGrant): string =>
  describeRole({ ...grant, isDeputy: grant.deputyOf !== null });

const nameInLog = (grant: ShownGrant): string => nameOfRole({ ...grant, isDeputy: grant.deputyOf !== null });

export const title = (grant: ShownGrant): string =>
  titleOfRole({ ...grant, isDeputy: grant.deputyOf !== null });

async function end(tx: Tx, which: SQL | undefined, { actorId, reason }: Ending): Promise<ShownGrant[]> {
  const ended = await tx
    .update(roleGrants)
    .set({ endedAt: clock.now(), endedBy: actorId, endReason: reason })
    .where(and(which, isNull(roleGrants.endedAt)))
    .returning({ id: roleGrants.id });
  if (ended.length === 0) return [];
  const grants = await listGrants(
    ended.map(({ id }) => id),
    tx,
  );
  for (const grant of grants) {
    const { personId, holder } = grant;
    const about = nameInLog(grant);
    // The council that it was about reads of it, also where its lead has moved to another.
    const councilId = grant.councilId ?? holder.councilId;
    await logAccess(tx, 'role-taken', { actorId, personId, councilId, about, reason });
    await record(tx, 'access-changed', { personId, actorId });
  }
  return grants;
}

/** What is over already, or only stood in for what is given now, makes room for it. */
async function replaceWhatIsLess(
  tx: Tx,
  personId: number,
  { role, workspaceId, councilId }: Role,
  isWhole: boolean,
  actorId: number | null,
): Promise<void> {
  const isSame = and(
    eq(roleGrants.personId, personId),
    eq(roleGrants.role, role),
    sql`${roleGrants.workspaceId} is not distinct from ${workspaceId}`,
    sql`${roleGrants.councilId} is not distinct from ${councilId}`,
  );
  const isOver = lte(roleGrants.endsAt, clock.now());
  const isLess = isWhole ? or(isOver, sql`${roleGrants.deputyOf} is not null`) : isOver;
  await end(tx, and(isSame, isLess), { actorId, reason: 'Replaced by what was given next' });
}
