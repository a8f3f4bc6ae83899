import { inArray } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { people } from './tables.ts';

/** What an imported author's job says. */
const job = 'Imported';

/**
 * A person for each name that an import found, marked as such. They belong to no council, and no council has their
 * address's domain, so that nobody can ever sign in as one of them. The same name is the same person the next time.
 */
export async function addImportedAuthors(tx: Tx, names: string[]) {
  const nameByEmail = new Map(names.toReversed().map((name) => [addressOf(name), name]));
  const createdAt = clock.now();
  const rows = [...nameByEmail].map(([email, name]) => ({ email, name, job, createdAt }));
  await tx.insert(people).values(rows).onConflictDoNothing();
  const found = await tx
    .select({ id: people.id, email: people.email, name: people.name, job: people.job })
    .from(people)
    .where(inArray(people.email, [...nameByEmail.keys()]));
  const byEmail = new Map(found.map(({ email, ...author }) => [email, author]));
  return new Map(
    names.flatMap((name) => {
      const author = byEmail.get(addressOf(name));
      return author ? [[name, author] as const] : [];
    }),
  );
}

const addressOf = (name: string) => `import+${encodeURIComponent(name.toLowerCase()).toLowerCase()}@invalid`;
