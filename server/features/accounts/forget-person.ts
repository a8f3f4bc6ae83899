import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { devices, emailChanges, heldPosts, sessions, signInLinks, visits } from './tables.ts';
import { writerMark } from './writer.ts';

/** Deletes all that is kept about how somebody signed in and when they were here. */
export async function forgetPerson(tx: Tx, { id, email }: { id: number; email: string }): Promise<void> {
  for (const table of [sessions, visits, devices, emailChanges])
    await tx.delete(table).where(eq(table.personId, id));
  await tx.delete(signInLinks).where(eq(signInLinks.email, email));
  await tx.delete(heldPosts).where(sql`${heldPosts.body}->>'writer' = ${writerMark(id)}`);
}
