import { eq } from 'drizzle-orm';
import { db, type Tx } from '../../platform/database.ts';
import type { Member, Viewer } from '../../platform/viewer.ts';
import { holdWriter } from '../people/hold-writer.ts';
import { type Act, type Case, findCaseFor, listActsOf } from './case-queries.ts';
import { cases } from './tables.ts';

interface Held {
  found: Case;
  member: Member;
}

/** What others did with a case since the page that was acted on; nothing was done then. */
export interface Meanwhile {
  meanwhile: Act[];
}

/**
 * Does something with a case, one coordinator after the other. Where others did something since the act that the page of
 * this one ended with, nothing is done, and they are told what that was. Without such a number nobody needs to be told.
 */
export function withCase(
  viewer: Viewer,
  id: number,
  { from }: { from?: number | undefined },
  act: (tx: Tx, held: Held) => Promise<void>,
): Promise<Meanwhile> {
  return db.transaction(async (tx) => {
    const { member } = await findCaseFor(viewer, id, tx);
    await holdWriter(tx, member);
    await tx.select({ id: cases.id }).from(cases).where(eq(cases.id, id)).for('update');
    const held = await findCaseFor(viewer, id, tx);
    const since = from === undefined ? [] : await listActsOf(id, from, tx);
    const meanwhile = since.filter(({ actor }) => actor?.id !== member.id);
    if (meanwhile.length === 0) await act(tx, held);
    return { meanwhile };
  });
}
