import type { Viewer } from '../../platform/viewer.ts';
import { closeCase } from './close-case.ts';
import { withCase } from './hold-case.ts';

interface Decision {
  decision: 'done' | 'declined';
  /** What those who reported it are told. */
  told: string;
  from: number;
}

/** Closes a case, as done or as nothing to do. Sent twice, it is closed once. */
export const decideCase = (viewer: Viewer, id: number, { decision, told, from }: Decision) =>
  withCase(viewer, id, { from }, async (tx, { found, member }) => {
    if (!found.closedAt) await closeCase(tx, id, { decision, words: told, actorId: member.id });
  });
