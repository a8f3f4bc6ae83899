import { and, eq, inArray, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { files } from '../../platform/files.ts';
import { heldPosts } from '../accounts/tables.ts';
import { drafts } from '../drafts/tables.ts';
import { waitingPosts } from '../guests/tables.ts';
import { suggestions } from '../suggestions/tables.ts';
import { attachments, attachmentUses } from './tables.ts';
import { thumbnailOf } from './thumbnail.ts';

const day = 24 * 60 * 60 * 1000;
const atOnce = 100;

/**
 * Removes what has been nowhere for a day: in no post, nor in anything that is not posted yet, which would come back
 * without it. The row goes last, so that what is interrupted is done the next time.
 */
export async function sweepAttachments(): Promise<void> {
  while ((await takeOut()) === atOnce);
  for (;;) {
    const found = await db
      .select({ id: attachments.id })
      .from(attachments)
      .where(and(isNotNull(attachments.removedAt), isNull(attachments.virus)))
      .limit(atOnce);
    for (const { id } of found) {
      await files.remove(thumbnailOf(id));
      await files.remove(id);
      await db.delete(attachments).where(eq(attachments.id, id));
    }
    if (found.length < atOnce) return;
  }
}

/** Says of some that they are removed; whoever is attaching one at this moment is first. */
const takeOut = () =>
  db.transaction(async (tx) => {
    const isOld = lt(attachments.createdAt, new Date(clock.now().getTime() - day));
    const found = await tx
      .select({ id: attachments.id })
      .from(attachments)
      .where(and(isNull(attachments.removedAt), isOld, isInNoPost, ...unposted.map(isNotIn)))
      .limit(atOnce)
      .for('update', { skipLocked: true });
    if (found.length === 0) return 0;
    // Asked again now that they are held.
    const ids = found.map(({ id }) => id);
    await tx
      .update(attachments)
      .set({ removedAt: clock.now() })
      .where(and(inArray(attachments.id, ids), isInNoPost));
    return found.length;
  });

const isInNoPost = sql`not exists (
  select 1 from ${attachmentUses} where ${attachmentUses.attachmentId} = ${attachments.id})`;

/** Texts that may be posted one day, where one can look for a file's address. */
const unposted: { table: PgTable; text: SQL }[] = [
  { table: drafts, text: sql`${drafts.fields}::text` },
  { table: heldPosts, text: sql`${heldPosts.body}::text` },
  { table: suggestions, text: sql`${suggestions.content}::text` },
  { table: waitingPosts, text: sql`${waitingPosts.fields}::text` },
];

const isNotIn = ({ table, text }: (typeof unposted)[number]) =>
  sql`not exists (select 1 from ${table} where ${text} like '%/attachments/' || ${attachments.id} || '%')`;
