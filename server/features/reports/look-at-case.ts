import { clock } from '../../platform/clock.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { withCase } from './hold-case.ts';
import { recordAct } from './record-act.ts';

/** Says that this coordinator looks at a case, also instead of another of whom they know. */
export const lookAtCase = (viewer: Viewer, id: number, from: number) =>
  withCase(viewer, id, { from }, async (tx, { found, member }) => {
    if (found.closedAt || found.looker?.id === member.id) return;
    const change = { state: 'looking', lookedAtBy: member.id, lookingSince: clock.now() } as const;
    await recordAct(tx, id, { kind: 'looking', actorId: member.id }, change);
  });

/** Says that they look at it no more. */
export const letGoOfCase = (viewer: Viewer, id: number) =>
  withCase(viewer, id, {}, async (tx, { found, member }) => {
    if (found.looker?.id !== member.id) return;
    const change = { state: 'open', lookedAtBy: null, lookingSince: null } as const;
    await recordAct(tx, id, { kind: 'let-go', actorId: member.id }, change);
  });
