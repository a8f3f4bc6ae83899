import { and, asc, eq, gte, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { isLive } from '../reviews/queries.ts';
import type { Kind } from '../topics/kinds.ts';
import { topics } from '../topics/tables.ts';
import { addressesIn } from './addresses.ts';
import { citations, citedPages } from './tables.ts';
import { whyDead } from './why-dead.ts';

const pagesAtOnce = 100;
const ofOneHost = 20;

/** The pages to be asked for now, those of each host spread among the others'. */
export async function listDue(now: Date) {
  const turn = sql<number>`row_number() over (partition by ${citedPages.host} order by ${citedPages.nextCheckAt}, ${citedPages.id})`;
  const due = db
    .select({ id: citedPages.id, turn: turn.as('turn') })
    .from(citedPages)
    .where(lte(citedPages.nextCheckAt, now))
    .as('due');
  const found = await db
    .select({ page: citedPages })
    .from(due)
    .innerJoin(citedPages, eq(citedPages.id, due.id))
    .where(lte(due.turn, ofOneHost))
    .orderBy(asc(due.turn), asc(citedPages.nextCheckAt), asc(citedPages.id))
    .limit(pagesAtOnce);
  return found.map(({ page }) => page);
}

/** True when any server at all has answered since. */
export async function hasAnsweredSince(when: Date): Promise<boolean> {
  const answered = gte(citedPages.answeredAt, when);
  return (await db.select({ id: citedPages.id }).from(citedPages).where(answered).limit(1)).length > 0;
}

/** What links to dead pages and has not had a review asked for because of that, in the text that it has now. */
export const listUnasked = () =>
  db
    .select({ topicId: citations.topicId, pageId: citations.pageId })
    .from(citations)
    .innerJoin(citedPages, eq(citedPages.id, citations.pageId))
    .innerJoin(topics, eq(topics.id, citations.topicId))
    .where(
      and(
        isLive,
        isNotNull(citedPages.deadSince),
        sql`${citations.askedVersion} is distinct from ${topics.versionCount}`,
      ),
    )
    .orderBy(asc(citations.topicId), asc(citations.pageId));

/** The links in the present text of guidance or a pattern that do not work, in words. */
export async function listDeadLinksIn({ kind, html }: { kind: Kind; html: Record<string, string> }) {
  const addresses = kind === 'question' ? [] : addressesIn(html);
  if (addresses.length === 0) return [];
  const dead = await db
    .select()
    .from(citedPages)
    .where(and(inArray(citedPages.address, addresses), isNotNull(citedPages.deadSince)))
    .orderBy(asc(citedPages.address));
  return dead.map((page) => ({ address: page.address, why: whyDead(page) }));
}
