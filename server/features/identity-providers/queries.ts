import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { councils } from '../councils/tables.ts';
import { identityProviders } from './tables.ts';

const inUse = isNull(identityProviders.endedAt);

const listed = {
  id: identityProviders.id,
  name: identityProviders.name,
  council: { id: councils.id, name: councils.name },
  createdAt: identityProviders.createdAt,
  endedAt: identityProviders.endedAt,
};

/** The sign-ins that these councils have of their own, in use. */
export async function listProvidersOf(councilIds: number[]) {
  if (councilIds.length === 0) return [];
  return db
    .select(listed)
    .from(identityProviders)
    .innerJoin(councils, eq(councils.id, identityProviders.councilId))
    .where(and(inUse, inArray(identityProviders.councilId, councilIds)))
    .orderBy(asc(identityProviders.id));
}

/** Every council's, also those that have ended, for administrators. */
export const listAllProviders = () =>
  db
    .select(listed)
    .from(identityProviders)
    .innerJoin(councils, eq(councils.id, identityProviders.councilId))
    .orderBy(asc(councils.name), asc(identityProviders.id));

/** One that people can sign in at. */
export async function findProvider(id: number) {
  const found = await findAnyProvider(id);
  if (found.endedAt) throw notFound();
  return found;
}

export type Provider = Awaited<ReturnType<typeof findProvider>>;

/** The same, also where it has ended, for administrators. */
export async function findAnyProvider(id: number) {
  const [found] = await db
    .select({
      ...listed,
      issuer: identityProviders.issuer,
      clientId: identityProviders.clientId,
      sealedSecret: identityProviders.sealedSecret,
      secondStepAcr: identityProviders.secondStepAcr,
    })
    .from(identityProviders)
    .innerJoin(councils, eq(councils.id, identityProviders.councilId))
    .where(eq(identityProviders.id, id));
  if (!found) throw notFound();
  return found;
}
