import { and, asc, gt, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { isLive } from '../reviews/queries.ts';
import { topics } from '../topics/tables.ts';
import { addressesIn } from './addresses.ts';
import { forgetUncitedPages } from './forget-citations-in.ts';

const topicsAtOnce = 200;

/**
 * Writes down which pages the present texts of guidance and patterns link to, and forgets those that none does any more.
 * It reads all texts each time: written where a text changes, it would be wrong from the first place that forgets to.
 */
export async function gatherCitations(): Promise<void> {
  for (let after = 0; ; ) {
    const found = await listTextsAfter(after);
    await writeCitations(found);
    if (found.length < topicsAtOnce) break;
    after = found.at(-1)?.id ?? 0;
  }
  await forgetOthers();
}

const listTextsAfter = (id: number) =>
  db
    .select({ id: topics.id, html: topics.html })
    .from(topics)
    .where(and(isLive, gt(topics.id, id)))
    .orderBy(asc(topics.id))
    .limit(topicsAtOnce);

async function writeCitations(texts: Awaited<ReturnType<typeof listTextsAfter>>): Promise<void> {
  const pairs = texts.flatMap(({ id, html }) =>
    addressesIn(html).map((address) => ({ topic: id, address, host: new URL(address).hostname })),
  );
  const cited = sql`jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as cited (topic int, address text, host text)`;
  const ids = JSON.stringify(texts.map(({ id }) => id));
  await db.transaction(async (tx) => {
    // Only what is not there: an insert that comes to nothing uses up an id, and this is done every hour.
    await tx.execute(sql`
      insert into cited_pages (address, host, next_check_at)
      select distinct address, host, ${clock.now().toISOString()}::timestamptz from ${cited}
      where address not in (select address from cited_pages) order by address
      on conflict do nothing`);
    await tx.execute(sql`
      delete from citations where topic_id in (select jsonb_array_elements(${ids}::jsonb)::int)
        and (topic_id, page_id) not in (select cited.topic, p.id from ${cited} join cited_pages p using (address))`);
    await tx.execute(sql`
      insert into citations (topic_id, page_id)
      select cited.topic, p.id from ${cited} join cited_pages p using (address)
      on conflict do nothing`);
  });
}

/** What is withdrawn cites nothing, and a page that nothing cites is nobody's concern. */
async function forgetOthers(): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`delete from citations using topics where topics.id = topic_id and not ${isLive}`);
    await forgetUncitedPages(tx);
  });
}
