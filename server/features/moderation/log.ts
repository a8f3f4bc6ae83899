import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import type { Member } from '../../platform/viewer.ts';
import type { Target } from './acts.ts';
import { moderationLog } from './tables.ts';
import { authorOf } from './targets.ts';

interface Line {
  reason: string;
  note?: string;
  ruleId?: number;
  details?: Record<string, unknown>;
  undoes?: number;
}

/** Writes a line about a post in the log, in the transaction of the act itself; the answer is its number. */
export async function logAct(
  tx: Tx,
  { id: actorId }: Member,
  act: string,
  target: Target,
  line: Line,
): Promise<number> {
  const written = tx.insert(moderationLog).values({
    at: clock.now(),
    workspaceId: target.topic.workspace.id,
    actorId,
    role: 'Coordinator',
    act,
    topicId: target.topic.id,
    post: target.reply?.number ?? 0,
    personId: authorOf(target),
    ...line,
  });
  const [row] = await written.returning({ id: moderationLog.id });
  return row?.id ?? 0;
}
