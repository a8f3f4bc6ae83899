import { inArray } from 'drizzle-orm';
import { addLine } from '../../platform/add-line.ts';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { formatLastDay } from '../../platform/days.ts';
import type { Act } from '../roles/log.ts';
import { listGrants } from '../roles/queries.ts';
import { accessLog, roleGrants } from '../roles/tables.ts';
import { nameOfRole } from '../roles/words.ts';
import { type DemonstrationPerson, demonstrationPeople, type Workspace } from './content.ts';

const day = 24 * 60 * 60 * 1000;
const standsInForDays = 45;

interface Known {
  personIds: Map<string, number>;
  councilIds: Map<string, number>;
  workspaceId(workspace: Workspace): number;
}

/** Gives the made-up people their roles: those who have one first, then who stands in for them. */
export async function giveDemonstrationRoles(
  tx: Tx,
  { personIds, councilIds, workspaceId }: Known,
): Promise<void> {
  const now = clock.now().getTime();
  const administrator = demonstrationPeople.find(({ role }) => role === 'administrator');
  const given = (person: DemonstrationPerson, daysAgo: number) => ({
    personId: personIds.get(person.email) ?? 0,
    grantedAt: new Date(now - daysAgo * day),
    grantedBy: person === administrator ? null : personIds.get(administrator?.email ?? ''),
    reason: person.roleReason,
  });
  const held = new Map<string, { id: number; workspaceId: number | null }[]>();
  for (const person of demonstrationPeople) {
    const { role, coordinates = 'all', council, email } = person;
    if (!role) continue;
    const councilId = role === 'lead' ? councilIds.get(council) : null;
    const places = coordinates === 'all' ? [null] : coordinates.map(workspaceId);
    const grants = places.map((place) => ({
      ...given(person, 110),
      role,
      councilId,
      workspaceId: role === 'coordinator' ? place : null,
    }));
    held.set(
      email,
      await tx
        .insert(roleGrants)
        .values(grants)
        .returning({ id: roleGrants.id, workspaceId: roleGrants.workspaceId }),
    );
  }
  for (const person of demonstrationPeople) {
    const { deputyOf } = person;
    if (!deputyOf) continue;
    const endsAt = new Date(now + standsInForDays * day);
    const standing = {
      ...given(person, 5),
      grantedBy: personIds.get(deputyOf),
      role: 'coordinator' as const,
      endsAt,
    };
    for (const { id, workspaceId } of held.get(deputyOf) ?? [])
      await tx.insert(roleGrants).values({ ...standing, workspaceId, deputyOf: id });
  }
  await writeInLog(tx, [...personIds.values()]);
}

/** As the log of access would have it, if they had been given on the pages. */
async function writeInLog(tx: Tx, personIds: number[]): Promise<void> {
  const given = await tx
    .select({ id: roleGrants.id })
    .from(roleGrants)
    .where(inArray(roleGrants.personId, personIds))
    .orderBy(roleGrants.grantedAt, roleGrants.id);
  const ids = given.map(({ id }) => id);
  const shown = new Map((await listGrants(ids, tx)).map((grant) => [grant.id, grant]));
  for (const grant of ids.flatMap((id) => shown.get(id) ?? [])) {
    const isDeputy = grant.deputyOf !== null;
    const until = grant.endsAt ? ` until ${formatLastDay(grant.endsAt)}` : '';
    await addLine(tx, accessLog, {
      at: grant.grantedAt,
      act: (isDeputy ? 'deputy-named' : 'role-given') satisfies Act,
      actorId: grant.giver?.id,
      personId: grant.personId,
      councilId: grant.holder.councilId,
      about: nameOfRole({ ...grant, isDeputy }) + until,
      reason: grant.reason,
    });
  }
}
