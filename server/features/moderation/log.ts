import { addLine } from '../../platform/add-line.ts';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import type { Member } from '../../platform/viewer.ts';
import type { Target } from './acts.ts';
import { moderationLog } from './tables.ts';
import { authorOf } from './targets.ts';

interface Line {
  reason: string;
  /** What they did it as, where that is not as a coordinator. */
  role?: string;
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
  places?: Places,
): Promise<number> {
  const { details } = line;
  const { id: here } = target.topic.workspace;
  const values = (workspaceId: number, more: object) => ({
    at: clock.now(),
    workspaceId,
    actorId,
    role: 'Coordinator',
    act,
    topicId: target.topic.id,
    post: target.reply?.number ?? 0,
    personId: authorOf(target),
    ...line,
    details: { ...details, ...more },
  });
  const other = places && { isCopy: true, where: places.there };
  // Before the act itself, which is the newest that was done to the post.
  if (places && other) await addLine(tx, moderationLog, { ...values(places.id, other), undoes: null });
  return addLine(tx, moderationLog, values(here, places ? { where: places.here } : {}));
}

/** Another workspace whose log has a line of the same act, and what each says of the other. */
export interface Places {
  id: number;
  here: string;
  there: string;
}
