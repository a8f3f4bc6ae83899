import { index, integer, pgTable, unique } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { people } from '../people/tables.ts';
import { replies } from '../replies/tables.ts';
import { topics } from '../topics/tables.ts';

/**
 * Somebody who is named in a post, or was told of it because their council or the coordinators are. The row stays when
 * a later version no longer names them: the earlier one does, and nobody is told twice.
 */
export const mentions = pgTable(
  'mentions',
  {
    topicId: integer('topic_id')
      .notNull()
      .references(() => topics.id),
    /** Empty where it is the topic itself. */
    replyId: integer('reply_id').references(() => replies.id),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    /** When mail was written to them; never where they could not see it. */
    toldAt: moment('told_at'),
  },
  (table) => [
    unique('mentions_once').on(table.topicId, table.replyId, table.personId).nullsNotDistinct(),
    index('mentions_person').on(table.personId),
  ],
);
