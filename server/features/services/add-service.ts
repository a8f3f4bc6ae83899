import { eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { record } from '../../platform/events.ts';
import type { Viewer } from '../../platform/viewer.ts';
import type { Council } from '../councils/queries.ts';
import { councils } from '../councils/tables.ts';
import type { ServiceValues } from './forms.ts';
import { keeperOfServices } from './policy.ts';
import { findNamesake } from './queries.ts';
import { services } from './tables.ts';

declare module '../../platform/events.ts' {
  interface DomainEvents {
    'service-added': { serviceId: number; councilId: number };
    'service-changed': { serviceId: number; councilId: number };
    'service-ended': { serviceId: number; councilId: number };
    'service-resumed': { serviceId: number; councilId: number };
  }
}

/**
 * Adds a service to those that a council runs. Sent twice it is one service; nothing comes of it where the council
 * runs another one of that name.
 */
export function addService(viewer: Viewer, council: Council, values: ServiceValues) {
  const keeper = keeperOfServices(viewer, council);
  return db.transaction(async (tx) => {
    // Held, so that two who add at the same time do so one after the other.
    await tx.select({ id: councils.id }).from(councils).where(eq(councils.id, council.id)).for('update');
    const namesake = await findNamesake(tx, council.id, values.name);
    if (namesake) {
      const same = namesake.description === values.description && namesake.link === values.link;
      return same ? { id: namesake.id } : undefined;
    }
    const [added] = await tx
      .insert(services)
      .values({ councilId: council.id, ...values, createdAt: clock.now() })
      .returning({ id: services.id });
    const serviceId = added?.id ?? 0;
    await record(tx, 'service-added', { serviceId, councilId: council.id, actorId: keeper.id });
    return added;
  });
}
