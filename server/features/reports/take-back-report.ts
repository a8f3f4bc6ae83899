import { and, eq, isNull, type SQL } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { recordAct } from './record-act.ts';
import { cases, reports } from './tables.ts';

/** Takes back what somebody reported themselves. What was dealt with meanwhile stays as it is. */
export const takeBackReport = (reporter: SignedIn, id: number): Promise<void> =>
  db.transaction((tx) => takeBack(tx, and(eq(reports.id, id), eq(reports.reporterId, reporter.id))));

/** The same for a visitor, whose link it was asked for by. */
export const takeBackByLink = (id: number): Promise<void> =>
  db.transaction((tx) => takeBack(tx, eq(reports.id, id)));

/**
 * Takes back the report that this is true of. A case that nobody has begun to look at, and that nobody reports any more,
 * leaves the queue.
 */
async function takeBack(tx: Tx, isIt: SQL | undefined): Promise<void> {
  const [report] = await tx.select({ id: reports.id, caseId: reports.caseId }).from(reports).where(isIt);
  if (!report?.caseId) throw notFound();
  const { id, caseId } = report;
  const [held] = await tx.select().from(cases).where(eq(cases.id, caseId)).for('update');
  const isOpen = and(eq(reports.id, id), isNull(reports.takenBackAt), isNull(reports.toldAt));
  const taken = await tx.update(reports).set({ takenBackAt: clock.now() }).where(isOpen).returning();
  if (taken.length === 0) return;
  const stands = and(eq(reports.caseId, caseId), isNull(reports.takenBackAt));
  const isLeft = held?.state === 'open' && (await tx.$count(reports, stands)) === 0;
  const closed = { state: 'declined', closedAt: clock.now(), outcome: allTakenBack } as const;
  await recordAct(tx, caseId, { kind: 'taken-back' }, isLeft ? closed : {});
}

const allTakenBack = 'It was taken back.';
