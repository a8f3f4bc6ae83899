import { eq, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { addressForm, joiningForm } from '../accounts/sign-in-link.ts';
import { type Council, listCouncilsOfAddress } from '../councils/queries.ts';
import { councils } from '../councils/tables.ts';
import { isNotSuspended } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { addGrant } from './grants.ts';
import type { Role } from './policy.ts';

interface NewAdmin {
  /** What somebody who is new here is called; without one, what their address suggests. */
  name?: string;
  /** The slug of their council, where the address could be of more than one. */
  council?: string;
}

const administrator: Role = { role: 'administrator', workspaceId: null, councilId: null };

/**
 * Makes the person with this address an administrator, whether they have signed in before or not. Done twice, it is
 * done once. Throws an Error with a plain sentence when it cannot be done.
 */
export async function createAdmin(address: string, { name, council: slug }: NewAdmin = {}) {
  const email = readAddress(address);
  const called = readName(name || nameFrom(email));
  const possible = await listCouncilsOfAddress(email);
  return db.transaction(async (tx) => {
    const known = await findPerson(tx, email);
    if (known?.isSuspended) throw new Error(`${email} is suspended, so cannot be an administrator.`);
    if (known?.leftAt) throw new Error(`${email} has left the group, so cannot be an administrator.`);
    if (known && !known.council)
      throw new Error(`${email} is a guest’s: roles are for officers of a council.`);
    if (known?.council && slug && slug !== known.council.slug)
      throw new Error(`${email} belongs to ${known.council.name}.`);
    const member = known?.council && { ...known, council: known.council };
    const person = member ?? (await addPerson(tx, email, called, chooseCouncil(email, possible, slug)));
    const held = { ...person, councilId: person.council.id };
    const reason = 'At the command line';
    const granted = await addGrant(tx, held, administrator, { act: 'role-given', actorId: null, reason });
    const isNew = granted !== undefined;
    return { email, name: person.name, council: person.council.name, isNew };
  });
}

function readAddress(address: string): string {
  const read = addressForm.safeParse({ email: address });
  if (read.success) return read.data.email;
  throw new Error(`${read.error.issues[0]?.message}.`);
}

function readName(text: string): string {
  const read = joiningForm.shape.name.safeParse(text);
  if (read.success) return read.data;
  throw new Error(`${read.error.issues[0]?.message}.`);
}

/** "Amina Rahman" from amina.rahman@camden.gov.uk. */
const nameFrom = (email: string) =>
  (email.split('@')[0] ?? '')
    .split(/[._-]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

async function findPerson(tx: Tx, email: string) {
  const [found] = await tx
    .select({
      id: people.id,
      name: people.name,
      isSuspended: sql<boolean>`(${isNotSuspended()}) is not true`,
      leftAt: people.leftAt,
      council: { id: councils.id, slug: councils.slug, name: councils.name },
    })
    .from(people)
    .leftJoin(councils, eq(councils.id, people.councilId))
    .where(eq(people.email, email))
    .for('update', { of: people });
  return found;
}

function chooseCouncil(email: string, possible: Council[], slug: string | undefined): Council {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  const slugs = possible.map((council) => council.slug);
  if (email.includes('+')) throw new Error('Use the address without the + and what follows it.');
  if (slugs.length === 0) throw new Error(`No council in the group has addresses at ${domain}.`);
  const chosen = slug ? possible.find((council) => council.slug === slug) : possible[0];
  if (!chosen) throw new Error(`Addresses at ${domain} are not of ${slug}, but of ${slugs.join(' or ')}.`);
  if (slug || slugs.length === 1) return chosen;
  throw new Error(
    `${domain} is shared by more than one council: add --council ${slugs.join(' or --council ')}.`,
  );
}

async function addPerson(tx: Tx, email: string, name: string, council: Council) {
  const [added] = await tx
    .insert(people)
    .values({ email, name, councilId: council.id, createdAt: clock.now() })
    .onConflictDoNothing()
    .returning({ id: people.id, name: people.name });
  if (!added) throw new Error(`${email} has joined just now: run this again.`);
  return { ...added, council };
}
