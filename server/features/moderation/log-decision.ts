import { addLine } from '../../platform/add-line.ts';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import type { Member } from '../../platform/viewer.ts';
import type { PostPlace } from '../replies/addresses.ts';
import { moderationLog } from './tables.ts';

interface Decision {
  workspaceId: number;
  /** Who sent it. */
  personId: number;
  /** What it was posted as. */
  place?: PostPlace;
  reason: string;
  details: { waitingId: number; noun: string; approvedGuest?: boolean };
  undoes?: number;
}

/** Writes a line in the log about something that waited; the answer is its number. */
export function logDecision(
  tx: Tx,
  { id: actorId }: Member,
  act: 'approve' | 'decline' | 'undo',
  { place, ...line }: Decision,
): Promise<number> {
  const about = { topicId: place?.topicId, post: place?.post };
  const done = { at: clock.now(), actorId, role: 'Coordinator', act };
  return addLine(tx, moderationLog, { ...done, ...about, ...line });
}
