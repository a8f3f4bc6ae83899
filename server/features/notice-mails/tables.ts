import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { notices } from '../notices/tables.ts';
import { people } from '../people/tables.ts';
import type { Choices, How } from './settings.ts';

/** When, and of what, somebody has mail; whoever has no row has what is usual. */
export const noticeMailSettings = pgTable(
  'notice_mail_settings',
  {
    personId: integer('person_id')
      .primaryKey()
      .references(() => people.id),
    /** Kinds that came later are missing; of those they have what is usual. */
    kinds: jsonb().$type<Partial<Choices>>().notNull(),
    hoursFrom: smallint('hours_from').notNull(),
    hoursTo: smallint('hours_to').notNull(),
    /** 1 for Monday to 7 for Sunday. */
    days: smallint().array().notNull(),
    digestHour: smallint('digest_hour').notNull(),
    digestWeekday: smallint('digest_weekday').notNull(),
    restsOnHolidays: boolean('rests_on_holidays').notNull(),
  },
  (table) => [
    // Without a day or an hour there would be no next one.
    check(
      'notice_mail_settings_hours',
      sql`${table.hoursFrom} between 0 and 23 and ${table.hoursTo} between ${table.hoursFrom} + 1 and 24 and ${table.digestHour} between 0 and 23`,
    ),
    check(
      'notice_mail_settings_days',
      sql`cardinality(${table.days}) > 0 and ${table.days} <@ array[1,2,3,4,5,6,7]::smallint[] and ${table.digestWeekday} between 1 and 7`,
    ),
  ],
);

/** A notice that its reader is to have by mail. It ends as sent or as dropped. */
export const noticeMails = pgTable(
  'notice_mails',
  {
    noticeId: bigint('notice_id', { mode: 'number' })
      .primaryKey()
      .references(() => notices.id, { onDelete: 'cascade' }),
    personId: integer('person_id').notNull(),
    topicId: integer('topic_id'),
    how: text().$type<How>().notNull(),
    /** When it would go if it were alone; the first of a mail decides. */
    dueAt: moment('due_at').notNull(),
    /** The mail it is in, given before that is sent: what is sent again has the same. */
    mailId: uuid('mail_id'),
    sentAt: moment('sent_at'),
    /** When it turned out that it was read already, or may not be seen any more. */
    droppedAt: moment('dropped_at'),
  },
  (table) => [
    index('notice_mails_waiting')
      .on(table.personId, table.how, table.topicId)
      .where(sql`${table.sentAt} is null and ${table.droppedAt} is null`),
    check('notice_mails_how', sql`${table.how} in ('at-once', 'daily', 'weekly')`),
  ],
);
