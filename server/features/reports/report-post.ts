import { and, eq, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Executor } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { holdWriter } from '../people/hold-writer.ts';
import type { PostPlace } from '../replies/addresses.ts';
import { addToCase } from './add-to-case.ts';
import type { Category } from './categories.ts';
import { limitReporting } from './limits.ts';
import { canReport, whyNoReport } from './policy.ts';
import type { ReportedPost } from './reported-post.ts';
import { reports } from './tables.ts';

export interface WhatIsWrong {
  category: Category;
  line: string;
  ruleIds: number[];
}

/** Tells the coordinators what is wrong with a post. While their first report of it is open, another is the same. */
export async function reportPost(reporter: SignedIn, post: ReportedPost, what: WhatIsWrong) {
  if (!canReport(reporter, post)) throw notAllowed(whyNoReport(post));
  await limitReporting(String(reporter.id));
  return db.transaction(async (tx) => {
    await holdWriter(tx, reporter);
    const { topicId } = post;
    const now = clock.now();
    const [report] = await tx
      .insert(reports)
      .values({
        topicId,
        post: post.post,
        reporterId: reporter.id,
        ...what,
        createdAt: now,
        confirmedAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: reports.id, category: reports.category });
    if (!report) return { isNew: false };
    await addToCase(tx, post, report);
    return { isNew: true };
  });
}

/** What this person has reported of a post and been told nothing of yet. */
export async function findOpenReportBy({ id }: SignedIn, { topicId, post }: PostPlace, from: Executor = db) {
  const isIt = and(
    eq(reports.reporterId, id),
    eq(reports.topicId, topicId),
    eq(reports.post, post),
    isNull(reports.takenBackAt),
    isNull(reports.toldAt),
  );
  const [found] = await from.select().from(reports).where(isIt);
  return found;
}
