import { inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import type { Byline } from '../../platform/viewer.ts';
import { renderReply } from './rendering.ts';
import { replies, replyVersions } from './tables.ts';

export interface ImportedReply {
  topicId: number;
  number: number;
  body: string;
  author: Byline;
  authorCouncilId: number | null;
  createdAt: Date;
  formKey: string;
}

/** One statement takes at most 65,535 values. */
const rowsAtOnce = 1000;

/** Adds replies as they once were, each an answer to its topic, with the first version of each. */
export async function addImportedReplies(tx: Tx, imported: ImportedReply[]): Promise<void> {
  const rows = imported.map((reply) => ({
    ...reply,
    depth: 1,
    rootNumber: reply.number,
    branchNumber: 0,
    html: renderReply(reply.body, reply.topicId, reply.number),
    authorId: reply.author.id,
  }));
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await tx.insert(replies).values(rows.slice(from, from + rowsAtOnce));
  }
  if (rows.length === 0) return;
  await tx.insert(replyVersions).select(
    tx
      .select({
        replyId: replies.id,
        number: sql`1`.as('number'),
        editorId: replies.authorId,
        editor: replies.author,
        reason: sql`''`.as('reason'),
        restores: sql`null::int`.as('restores'),
        createdAt: replies.createdAt,
        coordinatorEditedAt: replies.coordinatorEditedAt,
        coordinatorVersion: replies.coordinatorVersion,
        body: replies.body,
      })
      .from(replies)
      .where(inArray(replies.topicId, [...new Set(rows.map(({ topicId }) => topicId))])),
  );
}
