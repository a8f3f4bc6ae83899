import type { Member } from '../../platform/viewer.ts';
import { decideCase } from '../reports/decide-case.ts';
import { lookAtCase } from '../reports/look-at-case.ts';
import { findOpenReportBy, reportPost } from '../reports/report-post.ts';
import { findReported } from '../reports/reported-post.ts';
import { reportedPosts } from './content/reported-posts.ts';
import { findIdsOf } from './find-ids.ts';

/** Has made-up people report posts, and coordinators deal with some of it. */
export async function reportDemonstrationPosts(
  members: Map<string, Member>,
  at: (daysAgo: number) => void,
): Promise<void> {
  const idOf = await findIdsOf(reportedPosts.map(({ topic }) => topic));
  for (const { topic, post, by, daysAgo, category, line, lookedAtBy, decided } of reportedPosts) {
    at(daysAgo);
    const reporter = members.get(by) as Member;
    const place = { topicId: idOf(topic), post };
    await reportPost(reporter, await findReported(reporter, place), { category, line, ruleIds: [] });
    const caseId = (await findOpenReportBy(reporter, place))?.caseId ?? 0;
    at(daysAgo * 0.8);
    if (lookedAtBy) await lookAtCase(members.get(lookedAtBy) as Member, caseId, 1);
    if (decided) await decideCase(members.get(decided.by) as Member, caseId, { ...decided, from: 1 });
  }
}
