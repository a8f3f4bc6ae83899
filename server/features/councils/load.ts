import { readFile } from 'node:fs/promises';
import { notInArray, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { councilDomains, councils } from './tables.ts';

/** Brings the councils in the database up to the file's. The file has no quoted fields. */
export async function loadCouncils(tx: Tx): Promise<void> {
  const file = new URL('data/london-councils.csv', import.meta.url);
  const [heads = [], ...lines] = (await readFile(file, 'utf8'))
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const rows = lines.map((line) => Object.fromEntries(heads.map((head, at) => [head, line[at] ?? ''])));

  const loaded = await tx
    .insert(councils)
    .values(
      rows.map((row) => ({
        slug: row.slug ?? '',
        name: row.short_name ?? '',
        officialName: row.official_name ?? '',
        gssCode: row.gss_code ?? '',
        needsConfirmation: row.needs_confirmation === 'yes',
      })),
    )
    .onConflictDoUpdate({
      target: councils.gssCode,
      set: {
        slug: sql`excluded.slug`,
        name: sql`excluded.name`,
        officialName: sql`excluded.official_name`,
      },
    })
    .returning({ id: councils.id, gssCode: councils.gssCode });
  const idOf = new Map(loaded.map(({ gssCode, id }) => [gssCode, id]));
  const domains = rows.flatMap((row) =>
    `${row.primary_email_domain} ${row.alias_domains}`
      .split(' ')
      .filter(Boolean)
      .map((domain) => ({ domain, councilId: idOf.get(row.gss_code ?? '') ?? 0 })),
  );
  await tx.insert(councilDomains).values(domains).onConflictDoNothing();
  await tx.delete(councilDomains).where(
    notInArray(
      councilDomains.domain,
      domains.map(({ domain }) => domain),
    ),
  );
}
