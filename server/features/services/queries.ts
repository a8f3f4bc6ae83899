import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { db, type Executor, type Tx } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { councils } from '../councils/tables.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { services } from './tables.ts';

const selectServices = (executor: Executor) =>
  executor
    .select({
      id: services.id,
      name: services.name,
      origin: services.origin,
      description: services.description,
      link: services.link,
      endedAt: services.endedAt,
      contact: { id: people.id, name: people.name },
      council: { id: councils.id, slug: councils.slug, name: councils.name },
    })
    .from(services)
    .innerJoin(councils, eq(councils.id, services.councilId))
    .leftJoin(people, and(eq(people.id, services.contactId), isHere()));

/** What a council runs, and after that what it no longer runs, by name; for members only. */
export const listServicesOf = (viewer: Viewer, councilId: number) =>
  selectServices(db)
    .where(and(eq(services.councilId, councilId), viewer.kind === 'member' ? undefined : sql`false`))
    .orderBy(sql`${services.endedAt} is not null`, sql`lower(${services.name})`, services.id);

/** A service as members may see it; for all others there is none. */
export async function findServiceFor(viewer: Viewer, id: number) {
  if (viewer.kind !== 'member') throw notFound();
  const [found] = await selectServices(db).where(eq(services.id, id));
  if (!found) throw notFound();
  return found;
}

/** The same, with its row locked until the transaction ends. */
export async function holdServiceFor(viewer: Viewer, id: number, tx: Tx) {
  if (viewer.kind !== 'member') throw notFound();
  const [found] = await selectServices(tx).where(eq(services.id, id)).for('update', { of: services });
  if (!found) throw notFound();
  return found;
}

/** The one of this name, in any case, that the council runs already, besides this one. */
export async function findNamesake(tx: Tx, councilId: number, name: string, otherThan = 0) {
  const [found] = await tx
    .select({ id: services.id, description: services.description, link: services.link })
    .from(services)
    .where(
      and(
        eq(services.councilId, councilId),
        sql`lower(${services.name}) = lower(${name})`,
        isNull(services.endedAt),
        ne(services.id, otherThan),
      ),
    );
  return found;
}
