import { and, eq, ne } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { tellIn } from '../roles/notices.ts';
import { isCurrent } from '../roles/queries.ts';
import { roleGrants } from '../roles/tables.ts';
import { changeOfLostBegun, type LostAddress } from './lost-address-mails.ts';

/** Tells every other administrator of the change of a lost address. */
export async function tellAdministrators(tx: Tx, change: LostAddress, personId: number): Promise<void> {
  const administrators = await tx
    .select({ id: people.id })
    .from(people)
    .innerJoin(roleGrants, eq(roleGrants.personId, people.id))
    .where(and(eq(roleGrants.role, 'administrator'), isCurrent(), isHere(), ne(people.id, change.actor.id)));
  for (const { id } of administrators) await tellIn(tx)(id, changeOfLostBegun(change, personId));
}
