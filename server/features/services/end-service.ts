import { eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { record } from '../../platform/events.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { keeperOfServices } from './policy.ts';
import { holdServiceFor } from './queries.ts';
import { services } from './tables.ts';

/** The council no longer runs it. */
export const endService = (viewer: Viewer, id: number) => setEnd(viewer, id, true);

/** It does run it: the end was a mistake, or has passed. */
export const resumeService = (viewer: Viewer, id: number) => setEnd(viewer, id, false);

function setEnd(viewer: Viewer, id: number, ends: boolean) {
  return db.transaction(async (tx) => {
    const { council, endedAt } = await holdServiceFor(viewer, id, tx);
    const keeper = keeperOfServices(viewer, council);
    if ((endedAt !== null) === ends) return { council };
    await tx
      .update(services)
      .set({ endedAt: ends ? clock.now() : null })
      .where(eq(services.id, id));
    const ids = { serviceId: id, councilId: council.id, actorId: keeper.id };
    await record(tx, ends ? 'service-ended' : 'service-resumed', ids);
    return { council };
  });
}
