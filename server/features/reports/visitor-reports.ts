import { and, eq, gt, isNotNull, or } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Executor } from '../../platform/database.ts';
import { hashOf } from '../../platform/tokens.ts';
import { cases, reports } from './tables.ts';

const day = 24 * 60 * 60 * 1000;

/** For how many days a visitor can confirm what they reported. */
export const daysToConfirm = 7;

/** The latest moment at which what can no longer be confirmed was reported. */
export const lastUnconfirmed = () => new Date(clock.now().getTime() - daysToConfirm * day);

/** What a visitor reported, by the link they were sent; nothing when it no longer works. */
export async function findVisitorReport(token: string, from: Executor = db) {
  const works = or(isNotNull(reports.confirmedAt), gt(reports.createdAt, lastUnconfirmed()));
  const [found] = await from
    .select({
      id: reports.id,
      topicId: reports.topicId,
      post: reports.post,
      email: reports.email,
      category: reports.category,
      line: reports.line,
      createdAt: reports.createdAt,
      confirmedAt: reports.confirmedAt,
      takenBackAt: reports.takenBackAt,
      toldAt: reports.toldAt,
      state: cases.state,
      outcome: cases.outcome,
    })
    .from(reports)
    .leftJoin(cases, eq(cases.id, reports.caseId))
    .where(and(eq(reports.tokenHash, hashOf(token)), works));
  return found;
}

export type VisitorReport = NonNullable<Awaited<ReturnType<typeof findVisitorReport>>>;
