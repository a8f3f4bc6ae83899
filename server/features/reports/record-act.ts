import { eq, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { record } from '../../platform/events.ts';
import { topics } from '../topics/tables.ts';
import { type ActKind, caseActs, cases } from './tables.ts';

declare module '../../platform/events.ts' {
  interface DomainEvents {
    /** Something happened with what was reported of a post: the queue of its workspace shows it. */
    'case-changed': { workspaceId: number; caseId: number };
  }
}

interface Act {
  kind: ActKind;
  actorId?: number | null;
  words?: string;
  formKey?: string;
}

type Change = Partial<
  Pick<
    typeof cases.$inferInsert,
    'state' | 'isUrgent' | 'lookedAtBy' | 'lookingSince' | 'closedAt' | 'closedBy' | 'outcome'
  >
>;

/** Writes down what happened with a case and changes it accordingly; whoever looks at the queue is told. */
export async function recordAct(tx: Tx, caseId: number, act: Act, change: Change = {}): Promise<void> {
  const [changed] = await tx
    .update(cases)
    .set({ ...change, actCount: sql`${cases.actCount} + 1` })
    .from(topics)
    .where(sql`${cases.id} = ${caseId} and ${eq(topics.id, cases.topicId)}`)
    .returning({ number: cases.actCount, workspaceId: topics.workspaceId });
  if (!changed) throw new Error(`There is no case ${caseId}`);
  const { number, workspaceId } = changed;
  await tx.insert(caseActs).values({ caseId, number, at: clock.now(), ...act });
  await record(tx, 'case-changed', { workspaceId, caseId, actorId: act.actorId ?? null });
}
