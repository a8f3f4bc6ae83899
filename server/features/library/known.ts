import { type Council, listCouncils } from '../councils/queries.ts';
import { type FoundWorkspace, listWorkspaces } from '../workspaces/queries.ts';

/** The workspaces and councils that addresses name by their slugs. */
export interface Known {
  workspaces: FoundWorkspace[];
  councils: Council[];
}

export async function findKnown(): Promise<Known> {
  const [workspaces, councils] = await Promise.all([listWorkspaces(), listCouncils()]);
  return { workspaces, councils };
}
