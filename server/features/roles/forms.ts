import { z } from 'zod';
import { withDay } from '../../platform/days.ts';
import { markdownField, textField } from '../../platform/forms.ts';
import type { Role } from './policy.ts';

const reason = markdownField('Reason', { missing: 'Say why', max: 500 });
const email = textField('Email address', {
  missing: 'Enter the email address of the person',
  max: 254,
}).transform((text) => text.toLowerCase());

/** What every act on somebody's access asks for. */
export const reasonForm = z.object({ reason });

/** Somebody who is named by their address, as it is on their profile. */
export const personForm = z.object({ email, reason });

export const deputyForm = withDay({ email, reason }, 'until', {
  missing: 'Enter the last day on which they stand in',
  withinDays: 366,
});

export const suspensionForm = withDay({ reason }, 'until', {});

/** What can be chosen for somebody, in the order of the page. */
export const roleChoices = {
  coordinator: 'Coordinator of some workspaces',
  'coordinator-of-all': 'Coordinator of all workspaces',
  lead: 'Council lead',
  assessor: 'Assessor',
  administrator: 'Administrator',
} as const;

export type RoleChoice = keyof typeof roleChoices;

export const fieldOf = (workspaceId: number) => `in-${workspaceId}`;

/** The form that gives somebody a role, with a box for each of these workspaces. */
export const roleForm = (workspaceIds: number[]) =>
  z
    .object({
      role: z.enum(Object.keys(roleChoices) as RoleChoice[], 'Choose a role'),
      ...Object.fromEntries(workspaceIds.map((id) => [fieldOf(id), z.string().optional()])),
      reason,
    })
    .superRefine((values, check) => {
      if (values.role !== 'coordinator' || chosenIn(values, workspaceIds).length > 0) return;
      const message = 'Choose at least one workspace';
      check.addIssue({ code: 'custom', path: [fieldOf(workspaceIds[0] ?? 0)], message });
    });

/** The roles that were chosen for somebody of this council. */
export function rolesFrom(
  values: { role: RoleChoice },
  workspaceIds: number[],
  councilId: number | null,
): Role[] {
  const { role } = values;
  if (role === 'coordinator-of-all') return [{ role: 'coordinator', workspaceId: null, councilId: null }];
  if (role === 'lead') return [{ role, workspaceId: null, councilId }];
  if (role !== 'coordinator') return [{ role, workspaceId: null, councilId: null }];
  return chosenIn(values, workspaceIds).map((workspaceId) => ({ role, workspaceId, councilId: null }));
}

const chosenIn = (values: Record<string, unknown>, ids: number[]) =>
  ids.filter((id) => values[fieldOf(id)] === 'yes');
