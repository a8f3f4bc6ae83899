import type { Role } from './policy.ts';

/** What a role is of: names that words need. */
export interface NamedRole extends Pick<Role, 'role'> {
  workspace: { name: string } | null;
  council: { name: string } | null;
  isDeputy?: boolean;
}

/** A role in words that fit into a sentence: "deputy coordinator of Understand user needs", "an assessor". */
export const describeRole = (role: NamedRole): string =>
  role.isDeputy || isOfSomething[role.role] ? nameOfRole(role) : `an ${nameOfRole(role)}`;

const isOfSomething = { coordinator: true, lead: true, assessor: false, administrator: false };

/** Without an article, as in a list. */
export function nameOfRole({ role, workspace, council, isDeputy }: NamedRole): string {
  const words = {
    coordinator: `coordinator of ${workspace?.name ?? 'all workspaces'}`,
    lead: `lead of ${council?.name ?? 'their council'}`,
    assessor: 'assessor',
    administrator: 'administrator',
  }[role];
  return isDeputy ? `deputy ${words}` : words;
}

/** A role as a title. */
export const titleOfRole = (role: NamedRole): string => capitalised(nameOfRole(role));

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "a, b and c" */
export const inWords = (items: string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** What somebody with this role may do, for whoever has just been given it. */
export const mayDo: Record<Role['role'], string> = {
  coordinator: 'You can keep order there: accept answers, approve what guests post first, and invite guests.',
  lead: 'You look after your council here: its domains, its people, its services and what it publishes.',
  assessor: 'You can sit on panels that review other councils’ services.',
  administrator: 'You can run the installation: councils, standards, settings and who may do what.',
};
