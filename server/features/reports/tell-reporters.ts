import { and, eq, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { mailLater } from '../../platform/mail.ts';
import { giveNotices } from '../notices/give-notices.ts';
import { people } from '../people/tables.ts';
import { reportDecidedMail } from './mails.ts';
import { reports } from './tables.ts';
import { type Outcome, reportDecided } from './told.ts';

/** Tells everybody who reported a post what came of it, whatever has become of the post; by mail those who only left an address. */
export async function tellReporters(
  tx: Tx,
  caseId: number,
  { actorId, ...outcome }: Outcome & { actorId: number },
): Promise<void> {
  const untold = and(eq(reports.caseId, caseId), isNull(reports.takenBackAt), isNull(reports.toldAt));
  const told = await tx.update(reports).set({ toldAt: clock.now() }).where(untold).returning();
  const reporters = await tx
    .select({ reportId: reports.id, personId: people.id })
    .from(reports)
    .innerJoin(people, eq(people.id, reports.reporterId))
    .where(and(eq(reports.caseId, caseId), isNull(people.leftAt)));
  const personOf = new Map(reporters.map(({ reportId, personId }) => [reportId, personId]));
  const notices = told.flatMap((report) => {
    const personId = personOf.get(report.id);
    // Whoever decides on what they reported themselves knows.
    if (!personId || personId === actorId) return [];
    const { href, ...words } = reportDecided(report, outcome);
    return { personId, kind: 'act' as const, href, words, once: `report:${report.id}` };
  });
  await giveNotices(tx, notices);
  for (const { email, ...report } of told)
    if (email) await mailLater(tx, { to: email, ...reportDecidedMail(report, outcome) });
}
