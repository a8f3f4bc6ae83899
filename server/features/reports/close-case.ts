import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { recordAct } from './record-act.ts';
import { tellReporters } from './tell-reporters.ts';
import type { Outcome } from './told.ts';

interface Closing extends Outcome {
  actorId: number;
}

/** Closes a case that is held and open, and tells those who reported it. */
export async function closeCase(
  tx: Tx,
  caseId: number,
  { decision, words, actorId }: Closing,
): Promise<void> {
  await recordAct(
    tx,
    caseId,
    { kind: decision, actorId, words },
    {
      state: decision,
      closedAt: clock.now(),
      closedBy: actorId,
      outcome: words,
      lookedAtBy: null,
      lookingSince: null,
    },
  );
  await tellReporters(tx, caseId, { decision, words, actorId });
}
