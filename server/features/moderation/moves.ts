import type { Executor } from '../../platform/database.ts';
import { coordinates, memberWith } from '../../platform/powers.ts';
import { isCoordinatorOf, type Member, type Viewer } from '../../platform/viewer.ts';
import { countGuestsOfOnly } from '../guests/queries.ts';
import type { Topic } from '../topics/queries.ts';
import { findWorkspaceById, listWorkspaces } from '../workspaces/queries.ts';
import type { Places } from './log.ts';

/** Where a coordinator of several workspaces can move a topic to, as choices. */
export async function listOthersHeldBy(viewer: Viewer, { workspace }: { workspace: { id: number } }) {
  const others = (await listWorkspaces()).filter(
    ({ id }) => id !== workspace.id && isCoordinatorOf(viewer, id),
  );
  return others.map(({ id, number, name }) => ({
    value: String(id),
    text: number ? `${number}. ${name}` : name,
  }));
}

/** Why a topic cannot go to this workspace, in words; who does not coordinate that one as well does not find it. */
export async function whyNotMove(
  executor: Executor,
  member: Member,
  topic: Topic,
  workspaceId: number | undefined,
): Promise<string | undefined> {
  if (workspaceId === undefined) return undefined;
  memberWith(member, coordinates(workspaceId));
  if (workspaceId === topic.workspace.id) return 'It is in this workspace already. Choose another one';
  return whyGuestsWouldSee(executor, topic, workspaceId);
}

/** What only the group can see would be shown to guests of the other workspace who cannot see it now: nobody may do that. */
export async function whyGuestsWouldSee(
  executor: Executor,
  { visibility, workspace }: Pick<Topic, 'visibility' | 'workspace'>,
  workspaceId: number,
): Promise<string | undefined> {
  if (visibility === 'public' || workspaceId === workspace.id) return undefined;
  const guests = await countGuestsOfOnly(executor, workspaceId, workspace.id);
  if (guests === 0) return undefined;
  return `${guests === 1 ? 'A guest' : `${guests} guests`} of that workspace could then read what only members can now. Choose another one, or make the topic public first`;
}

/** What the logs of both workspaces say of a topic that moves; nothing where it stays where it is. */
export async function workspacesOfMove(
  executor: Executor,
  { workspace }: Topic,
  workspaceId: number | undefined,
): Promise<Places | undefined> {
  if (workspaceId === undefined || workspaceId === workspace.id) return undefined;
  const { id, name } = await findWorkspaceById(workspaceId, executor);
  return { id, here: `to ${name}`, there: `from ${workspace.name}` };
}
