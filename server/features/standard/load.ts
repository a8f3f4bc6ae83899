import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { requirementCrosswalk, requirements, standards } from './tables.ts';

interface StandardFile {
  code: string;
  name: string;
  publisher: string;
  published: string;
  source: string;
  licence: string;
  attribution?: string;
  requirements: {
    number: number;
    title: string;
    titleIsOfficial?: boolean;
    statement?: string;
    govuk14?: number[];
  }[];
}

const workedOn = { file: 'lgdss-2016.json', from: '2016-06-28' };
const comparedWith = { file: 'govuk-2019.json' };

/** Brings the standards up to their files: the one that the group works on, and the one it is compared with. */
export async function loadStandards(tx: Tx): Promise<void> {
  const other = await loadStandard(tx, await readStandard(comparedWith.file));
  const file = await readStandard(workedOn.file);
  const own = await loadStandard(tx, file, workedOn.from);

  const pairs = file.requirements.flatMap(({ number, govuk14 = [] }) =>
    govuk14.map((to) => ({ requirementId: own.get(number) ?? 0, otherId: other.get(to) ?? 0 })),
  );
  await tx.insert(requirementCrosswalk).values(pairs).onConflictDoNothing();
}

async function readStandard(name: string): Promise<StandardFile> {
  return JSON.parse(await readFile(new URL(`data/${name}`, import.meta.url), 'utf8'));
}

/** Ids of its requirements, by number. Titles that an administrator has corrected stay as they are. */
async function loadStandard(tx: Tx, file: StandardFile, workedOnFrom: string | null = null) {
  const { code, name, publisher, published, source, licence } = file;
  const attribution = file.attribution ?? `${name}, ${publisher}, ${licence}`;
  const values = { code, name, publisher, published, source, licence, attribution, workedOnFrom };
  const [standard] = await tx
    .insert(standards)
    .values(values)
    .onConflictDoUpdate({ target: standards.code, set: values })
    .returning({ id: standards.id });
  const loaded = await tx
    .insert(requirements)
    .values(
      file.requirements.map(({ number, title, titleIsOfficial = true, statement = '' }) => ({
        standardId: standard?.id ?? 0,
        number,
        title,
        titleIsOfficial,
        statement,
      })),
    )
    .onConflictDoUpdate({
      target: [requirements.standardId, requirements.number],
      set: { statement: sql`excluded.statement` },
    })
    .returning({ id: requirements.id, number: requirements.number });
  return new Map(loaded.map(({ id, number }) => [number, id]));
}
