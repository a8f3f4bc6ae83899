import { eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { formatDate } from '../../platform/dates.ts';
import { replies } from '../replies/tables.ts';
import type { Removal } from '../topics/kinds.ts';
import { sectionsOf } from '../topics/rendering.ts';
import { topics } from '../topics/tables.ts';
import type { Case } from './case-queries.ts';

/** What the post of a case says now; also a reply that was removed, since somebody has to judge it. */
export async function findText({ topicId, topic, reply, post }: Case) {
  if (post && reply) {
    const [found] = await db.select({ html: replies.html }).from(replies).where(eq(replies.id, reply.id));
    const historyHref = reply.versionCount > 1 ? `/replies/${reply.id}/history` : '';
    return {
      sections: [{ heading: '', html: found?.html ?? '' }],
      historyHref,
      isNow: reply.removedAt || reply.purgedAt ? howItIs(reply) : '',
    };
  }
  const [found] = await db.select({ html: topics.html }).from(topics).where(eq(topics.id, topicId));
  return {
    sections: sectionsOf(topic.kind, found?.html ?? {}),
    historyHref: topic.versionCount > 1 ? `/topics/${topicId}/history` : '',
    isNow: topic.removedAs ? howItIs(topic) : '',
  };
}

function howItIs({ removedAs, purgedAt }: { removedAs: Removal | null; purgedAt: Date | null }): string {
  if (purgedAt) return `Its text was deleted on ${formatDate(purgedAt)}.`;
  return `${removedBy(removedAs ?? 'by author')} This is what it said.`;
}

const removedBy = (as: 'by author' | Removal): string =>
  as === 'by author' ? 'Its author has removed it.' : `A coordinator has ${as} it.`;
