import { and, asc, eq } from 'drizzle-orm';
import { db, type Executor } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { isAdministrator, memberWith } from '../../platform/powers.ts';
import type { SignedIn, Viewer } from '../../platform/viewer.ts';
import { sessions } from '../accounts/tables.ts';
import { people } from '../people/tables.ts';
import { passkeyId } from './forms.ts';
import { passkeys } from './tables.ts';

export const listPasskeysOf = (personId: number, within: Executor = db) =>
  within
    .select({
      id: passkeys.id,
      name: passkeys.name,
      transports: passkeys.transports,
      isSynced: passkeys.backedUp,
      createdAt: passkeys.createdAt,
      lastUsedAt: passkeys.lastUsedAt,
    })
    .from(passkeys)
    .where(eq(passkeys.personId, personId))
    .orderBy(asc(passkeys.createdAt), asc(passkeys.id));

export async function hasPasskey(personId: number): Promise<boolean> {
  return (await listPasskeysOf(personId)).length > 0;
}

/** A passkey of one's own. */
export async function findPasskeyFor(viewer: SignedIn, id: unknown) {
  const read = passkeyId.safeParse(id);
  if (!read.success) throw notFound();
  const [passkey] = await db
    .select({ id: passkeys.id, name: passkeys.name })
    .from(passkeys)
    .where(and(eq(passkeys.id, read.data), eq(passkeys.personId, viewer.id)));
  if (!passkey) throw notFound();
  return passkey;
}

/** When they signed in, in this session. */
export async function findSessionStart({ sessionHash }: SignedIn): Promise<Date | null> {
  const [session] = await db
    .select({ createdAt: sessions.createdAt })
    .from(sessions)
    .where(eq(sessions.idHash, sessionHash));
  return session?.createdAt ?? null;
}

/** Somebody whose passkeys an administrator looks after. */
export async function findOwner(viewer: Viewer, personId: number) {
  memberWith(viewer, isAdministrator);
  const [owner] = await db
    .select({ id: people.id, name: people.name, email: people.email })
    .from(people)
    .where(eq(people.id, personId));
  if (!owner) throw notFound();
  return owner;
}
