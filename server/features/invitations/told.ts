import type { Told } from '../notices/tell-person.ts';

interface Invited {
  kind: string;
  workspaces: { name: string; slug: string }[];
}

/** What whoever invited somebody is told when they come. */
export const invitationAccepted = (
  { id, name }: { id: number; name: string },
  { kind, workspaces }: Invited,
): Told => ({
  subject: `${name} has accepted your invitation`,
  paragraphs:
    kind === 'guest'
      ? [`${name} can now take part as a guest in:`, { list: workspaces.map((workspace) => workspace.name) }]
      : [`${name} has joined Standard Practice.`],
  href: kind === 'guest' ? `/workspaces/${workspaces[0]?.slug}/guests` : `/people/${id}`,
});
