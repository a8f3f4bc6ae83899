import { desc, eq, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import type { Kind } from '../topics/kinds.ts';
import { visibleTo } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import { cases, reports } from './tables.ts';

const shownAtMost = 200;

/** What somebody has reported, the newest first. The post is named while they may see it. */
export const listReportsBy = (reporter: SignedIn) =>
  db
    .select({
      id: reports.id,
      post: reports.post,
      topicId: reports.topicId,
      category: reports.category,
      line: reports.line,
      createdAt: reports.createdAt,
      takenBackAt: reports.takenBackAt,
      toldAt: reports.toldAt,
      state: cases.state,
      outcome: cases.outcome,
      topic: sql<{ title: string; kind: Kind } | null>`case when ${visibleTo(reporter)}
        then json_build_object('title', topics.title, 'kind', topics.kind) end`,
    })
    .from(reports)
    .innerJoin(cases, eq(cases.id, reports.caseId))
    .innerJoin(topics, eq(topics.id, reports.topicId))
    .where(eq(reports.reporterId, reporter.id))
    .orderBy(desc(reports.createdAt), desc(reports.id))
    .limit(shownAtMost);
