import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { roleGrants } from '../roles/tables.ts';
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
}
