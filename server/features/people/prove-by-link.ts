import { db } from '../../platform/database.ts';
import { findProof } from './ask-for-proof.ts';
import { proveAddress } from './prove-address.ts';

/** Uses up a link that was sent to somebody's address, which proves that they hold it. Nobody where it no longer works. */
export const proveByLink = (token: string) =>
  db.transaction(async (tx) => {
    const person = await findProof(token, tx);
    if (person) await proveAddress(tx, person.id);
    return person;
  });
