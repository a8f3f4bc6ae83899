import { and, eq, isNotNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Member } from '../../platform/viewer.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { welcomes } from './tables.ts';

/** Says that a coordinator has welcomed somebody. Brings who did, which may have been another. */
export function welcome(coordinator: Member, personId: number): Promise<{ byId: number; by: string }> {
  return db.transaction(async (tx) => {
    const isMember = and(eq(people.id, personId), isNotNull(people.councilId), isHere());
    if ((await tx.$count(people, isMember)) === 0) throw notFound();
    await tx
      .insert(welcomes)
      .values({ personId, welcomedBy: coordinator.id, welcomedAt: clock.now() })
      .onConflictDoNothing();
    const [found] = await tx
      .select({ byId: people.id, by: people.name })
      .from(welcomes)
      .innerJoin(people, eq(people.id, welcomes.welcomedBy))
      .where(eq(welcomes.personId, personId));
    if (!found) throw new Error('A welcome that was written is not there');
    return found;
  });
}
