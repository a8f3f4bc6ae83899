import { administers, coordinates } from '../../platform/powers.ts';
import type { Powers, Viewer } from '../../platform/viewer.ts';

/** Coordinators of a workspace write its rules; those of all workspaces, and administrators, the code of conduct. */
export const writesRulesOf = (workspaceId: number | null): ((powers: Powers) => boolean) =>
  workspaceId === null ? administers : coordinates(workspaceId);

/** The same of whoever looks at a page, in this session. */
export const canWriteRules = (viewer: Viewer, workspaceId: number | null): boolean =>
  viewer.kind === 'member' && writesRulesOf(workspaceId)(viewer);

export const rulesAtMost = 40;

/** Why there cannot be so many rules, in words; nothing where there can. */
export function whyNotSoMany(count: number, workspaceId: number | null): string | undefined {
  if (count > rulesAtMost)
    return `There can be ${rulesAtMost} rules at most, and people remember few of so many. Take some out, or put two into one`;
  if (count === 0 && workspaceId === null) return 'The code of conduct needs at least one rule';
  return undefined;
}
