import type { Member } from '../../platform/viewer.ts';
import { listOpenAppealsAgainst } from '../appeals/queries.ts';
import { shownAppeal } from '../appeals/shown-appeal.ts';
import { findOpenCaseOn } from '../reports/case-queries.ts';
import { shownCase } from '../reports/shown-case.ts';
import { listTopicsById } from '../topics/lists.ts';
import type { Target } from './acts.ts';
import type { LoggedAct } from './queries.ts';

/** What a coordinator has to know of a post besides how it stands: what is open about it, and where more is to be read. */
export async function aroundPost(member: Member, { topic, reply }: Target, acts: LoggedAct[]) {
  const post = { topicId: topic.id, post: reply?.number ?? 0 };
  const sameAs = reply || topic.removedAs === 'merged' ? null : topic.sameAs;
  const [openCase, appeals, [same]] = await Promise.all([
    findOpenCaseOn(member, post),
    listOpenAppealsAgainst(acts.map(({ id }) => id)),
    listTopicsById(member, sameAs ? [sameAs] : []),
  ]);
  return {
    openCase: openCase && shownCase(openCase),
    appeals: appeals.map(shownAppeal),
    sameAs: sameAs && { title: same?.title, href: same && `/topics/${same.id}` },
    historyHref: historyOf({ topic, reply }),
  };
}

/** What it said before a coordinator edited it; of what was taken off there is no history. */
function historyOf({ topic, reply }: Target): string | undefined {
  if (topic.removedAs || reply?.removedAt || (reply ?? topic).coordinatorVersion === null) return undefined;
  return reply ? `/replies/${reply.id}/history` : `/topics/${topic.id}/history`;
}
