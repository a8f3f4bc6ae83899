import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { drafts } from './tables.ts';

const addressOf = (topicId: number) => `/topics/${topicId}/replies`;

interface Which {
  ids?: number[];
  /** Those that answer one of these replies. */
  answering?: number[];
}

/** What people have begun to write in answer to a topic goes on in another: all of it, or only these. The answer is which. */
export async function moveDrafts(tx: Tx, from: number, to: number, which?: Which): Promise<number[]> {
  const moved = await tx
    .update(drafts)
    .set({ place: addressOf(to) })
    .where(and(eq(drafts.place, addressOf(from)), isNull(drafts.endedAt), which && isOneOf(which)))
    .returning({ id: drafts.id });
  return moved.map(({ id }) => id);
}

function isOneOf({ ids = [], answering = [] }: Which): SQL | undefined {
  const parents = sql.param(answering.map(String));
  return or(inArray(drafts.id, ids), sql`${drafts.fields}->>'parentId' = any(${parents}::text[])`);
}
