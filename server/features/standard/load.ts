import { readFile } from 'node:fs/promises';
import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { askForReview } from '../reviews/ask-for-review.ts';
import { holdReviewedOf } from '../reviews/queries.ts';
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
  const reworded = await listReworded(tx, standard?.id ?? 0, file);
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
  await askForReviewOf(tx, reworded);
  return new Map(loaded.map(({ id, number }) => [number, id]));
}

/** The requirements that are there already with another statement. */
async function listReworded(tx: Tx, standardId: number, file: StandardFile): Promise<number[]> {
  const before = await tx.select().from(requirements).where(eq(requirements.standardId, standardId));
  const now = new Map(file.requirements.map(({ number, statement = '' }) => [number, statement]));
  return before
    .filter(({ number, statement }) => now.has(number) && now.get(number) !== statement)
    .map(({ id }) => id);
}

/** What was written for another text may no longer be right. */
async function askForReviewOf(tx: Tx, requirementIds: number[]): Promise<void> {
  if (requirementIds.length === 0) return;
  for (const topic of await holdReviewedOf(tx, requirementIds))
    await askForReview(tx, topic, 'The text of the requirement has changed');
}
