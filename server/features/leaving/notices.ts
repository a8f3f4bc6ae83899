import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { findLeadsOf, isCurrent } from '../roles/queries.ts';
import { roleGrants } from '../roles/tables.ts';
import { lineOf, type OwnedLine } from './mails.ts';
import type { Owned } from './owned.ts';

/** Who hands on what somebody of this council looked after: its leads, or the administrators where it has none. */
export async function listKeepers(tx: Tx, councilId: number | null, gone: number): Promise<number[]> {
  const leads = councilId ? await findLeadsOf(councilId) : [];
  const others = leads.map(({ id }) => id).filter((id) => id !== gone);
  if (others.length > 0) return others;
  const administrators = await tx
    .select({ id: people.id })
    .from(people)
    .innerJoin(roleGrants, eq(roleGrants.personId, people.id))
    .where(and(eq(roleGrants.role, 'administrator'), isCurrent(), isHere()));
  return administrators.map(({ id }) => id).filter((id) => id !== gone);
}

/** What somebody looks after, as lines of a list in a mail. */
export const listInWords = ({ topics, services, roles }: Owned): OwnedLine[] => [
  ...topics.map(lineOf),
  ...services.map(({ name }) => `the service ${name}`),
  ...roles.map((role) => `the role: ${role}`),
];
