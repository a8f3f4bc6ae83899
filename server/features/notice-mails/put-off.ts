import { and, gte, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { notices } from '../notices/tables.ts';
import { nextDigestAt } from './digest-times.ts';
import { findSettingsOf } from './queries.ts';
import { addMailJobs } from './schedule-mails.ts';
import { noticeMails } from './tables.ts';

/** So many mails at once somebody gets within an hour: with more, others could bury their mailbox. */
export const mostInAnHour = 20;

const anHour = 60 * 60_000;
/** What waits for a morning may have happened before a long weekend. */
const lookBack = 7 * 24 * anHour;

/** True where somebody has had as many mails lately as are sent at once. */
export async function hasHadEnough(tx: Tx, personId: number): Promise<boolean> {
  const now = clock.now().getTime();
  const lately = or(isNull(noticeMails.sentAt), gte(noticeMails.sentAt, new Date(now - anHour)));
  const [found] = await tx
    .select({ count: sql<number>`count(distinct ${noticeMails.mailId})::int` })
    .from(notices)
    .innerJoin(noticeMails, sql`${noticeMails.noticeId} = ${notices.id}`)
    .where(
      and(
        sql`${notices.personId} = ${personId} and ${notices.at} >= ${new Date(now - lookBack).toISOString()}::timestamptz`,
        sql`${noticeMails.how} = 'at-once'`,
        isNotNull(noticeMails.mailId),
        isNull(noticeMails.droppedAt),
        lately,
      ),
    );
  return (found?.count ?? 0) >= mostInAnHour;
}

/** Has these come in somebody's next daily digest. */
export async function putOff(tx: Tx, personId: number, which: SQL | undefined): Promise<void> {
  const dueAt = nextDigestAt('daily', clock.now(), await findSettingsOf(personId, tx));
  await tx.update(noticeMails).set({ how: 'daily', dueAt }).where(which);
  await addMailJobs(tx, [{ personId, how: 'daily', topicId: null, dueAt }], { anew: false });
}
