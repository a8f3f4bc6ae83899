import { sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { addJobs } from '../../platform/jobs.ts';
import type { NoticeKind } from '../notices/kinds.ts';
import { nextDigestAt } from './digest-times.ts';
import { mapSettingsOf } from './queries.ts';
import { type How, type MailSettings, usualSettings } from './settings.ts';
import { nextWorkingMoment } from './working-hours.ts';

declare module '../../platform/jobs.ts' {
  interface Jobs {
    'send-notice-mail': NoticeMail;
  }
}

/** What goes to somebody in one mail: of one topic what comes at once, of all topics what comes in a digest. */
export interface NoticeMail {
  personId: number;
  how: How;
  topicId: number | null;
}

interface Notice {
  id: number | string;
  personId: number;
  topicId: number | null;
  kind: NoticeKind;
}

interface Planned extends NoticeMail {
  noticeId: number;
  dueAt: Date;
}

/**
 * How long something waits for more of the same topic, and for its reader to see it here. Nothing is due sooner after it
 * was planned, however long ago it happened: so what is told late, many things at once, is merged as well, and a mail that
 * is being sent is done with when the next of its kind is made.
 */
const wait = 10 * 60_000;

/** Has these notices come by mail as each person wants them; for thousands at once in as many questions as for one. */
export async function scheduleMails(tx: Tx, notices: Notice[]): Promise<void> {
  await writeMails(tx, notices, { anew: false });
}

/** Has what waits come as somebody wants it now, who had chosen otherwise when it was planned. */
export async function scheduleAgain(tx: Tx, personId: number): Promise<void> {
  const { rows } = await tx.execute<Notice & Record<string, unknown>>(sql`
    with waiting as (
      delete from notice_mails
      where person_id = ${personId} and mail_id is null and sent_at is null and dropped_at is null
      returning notice_id
    )
    select id, person_id as "personId", topic_id as "topicId", kind from notices
    where id in (select notice_id from waiting)`);
  await writeMails(tx, rows, { anew: true });
}

async function writeMails(tx: Tx, notices: Notice[], { anew }: { anew: boolean }): Promise<void> {
  if (notices.length === 0) return;
  const chosen = await mapSettingsOf(tx, [...new Set(notices.map(({ personId }) => personId))]);
  const planned = notices.flatMap((notice) => plan(notice, chosen.get(notice.personId) ?? usualSettings));
  if (planned.length === 0) return;
  await tx.execute(sql`
    insert into notice_mails (notice_id, person_id, topic_id, how, due_at)
    select "noticeId", "personId", "topicId", how, "dueAt"
    from json_to_recordset(${JSON.stringify(planned)}::json)
      as planned("noticeId" bigint, "personId" int, "topicId" int, how text, "dueAt" timestamptz)
    on conflict do nothing`);
  await addMailJobs(tx, planned, { anew, againAt: soonest() });
}

/**
 * One job a mail, at the time of the first notice in it: what comes later goes with it. `againAt` is when a mail that could
 * not be sent is tried again: it must not wait for what has come since, which may be due in a week.
 */
export const addMailJobs = (
  tx: Tx,
  mails: (NoticeMail & { dueAt: Date })[],
  options: { anew: boolean; againAt?: Date },
): Promise<void> =>
  addJobs(
    tx,
    'send-notice-mail',
    mails.map(({ personId, how, topicId, dueAt }) => {
      const payload = { personId, how, topicId: how === 'at-once' ? topicId : null };
      return { payload, key: `${how}:${personId}:${payload.topicId ?? ''}`, runAt: dueAt };
    }),
    options,
  );

function plan({ id, personId, topicId, kind }: Notice, settings: MailSettings): Planned[] {
  const how = settings.kinds[kind];
  if (how === 'none') return [];
  return [{ noticeId: Number(id), personId, topicId, how, dueAt: dueAt(how, settings) }];
}

function dueAt(how: How, settings: MailSettings): Date {
  return how === 'at-once' ? nextWorkingMoment(soonest(), settings) : nextDigestAt(how, soonest(), settings);
}

const soonest = () => new Date(clock.now().getTime() + wait);
