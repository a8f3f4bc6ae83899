import { and, eq, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { type Category, isUrgent } from './categories.ts';
import { recordAct } from './record-act.ts';
import { cases, reports } from './tables.ts';

interface Reported {
  topicId: number;
  post: number;
  authorId: number;
}

/** Puts a report into the open case of its post, or opens one. */
export async function addToCase(
  tx: Tx,
  place: Reported,
  report: { id: number; category: Category },
): Promise<void> {
  const found = await holdOpenCase(tx, place);
  await tx.update(reports).set({ caseId: found.id }).where(eq(reports.id, report.id));
  await recordAct(
    tx,
    found.id,
    { kind: 'reported' },
    { isUrgent: found.isUrgent || isUrgent(report.category) },
  );
}

async function holdOpenCase(tx: Tx, { topicId, post, authorId }: Reported) {
  const isIt = and(eq(cases.topicId, topicId), eq(cases.post, post), isNull(cases.closedAt));
  for (;;) {
    await tx.insert(cases).values({ topicId, post, authorId, openedAt: clock.now() }).onConflictDoNothing();
    const [found] = await tx.select().from(cases).where(isIt).for('update');
    // One that was open a moment ago may have been closed while we waited for it.
    if (found) return found;
  }
}
