import { eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { record } from '../../platform/events.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { councils } from '../councils/tables.ts';
import type { ServiceValues } from './forms.ts';
import { keeperOfServices } from './policy.ts';
import { findNamesake, holdServiceFor } from './queries.ts';
import { services } from './tables.ts';

/** Changes what is said of a service; nothing comes of it where the council runs another one of that name. */
export function changeService(viewer: Viewer, id: number, values: ServiceValues) {
  return db.transaction(async (tx) => {
    const { council } = await holdServiceFor(viewer, id, tx);
    const keeper = keeperOfServices(viewer, council);
    await tx.select({ id: councils.id }).from(councils).where(eq(councils.id, council.id)).for('update');
    if (await findNamesake(tx, council.id, values.name, id)) return undefined;
    await tx.update(services).set(values).where(eq(services.id, id));
    await record(tx, 'service-changed', { serviceId: id, councilId: council.id, actorId: keeper.id });
    return { council };
  });
}
