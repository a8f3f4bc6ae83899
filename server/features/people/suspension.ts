import { eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { people } from './tables.ts';

interface Suspension {
  /** The moment from which they may be here again; none until it is lifted. */
  until: Date | null;
  reason: string;
}

/** Writes down that somebody is suspended. Whoever was already keeps the day that it began on. */
export const suspend = (tx: Tx, id: number, since: Date | null, { until, reason }: Suspension) =>
  tx
    .update(people)
    .set({ suspendedAt: since ?? clock.now(), suspendedUntil: until, suspensionReason: reason })
    .where(eq(people.id, id));

export const endSuspension = (tx: Tx, id: number) =>
  tx
    .update(people)
    .set({ suspendedAt: null, suspendedUntil: null, suspensionReason: '' })
    .where(eq(people.id, id));
