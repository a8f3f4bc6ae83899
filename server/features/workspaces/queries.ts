import { asc, eq, inArray, sql } from 'drizzle-orm';
import { db, type Executor, preparedOnce } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { requirementCrosswalk, requirements, standards } from '../standard/tables.ts';
import { workspaces } from './tables.ts';

const newestStandardId = sql<number>`(
  select id from standards where worked_on_from is not null order by worked_on_from desc limit 1)`;

const selectWorkspaces = (executor: Executor = db) =>
  executor
    .select({
      id: workspaces.id,
      slug: workspaces.slug,
      name: workspaces.name,
      mailsContent: workspaces.mailsContent,
      number: requirements.number,
      standardId: sql<number>`coalesce(${requirements.standardId}, ${newestStandardId})`,
      requirement: {
        id: requirements.id,
        number: requirements.number,
        title: requirements.title,
        titleIsOfficial: requirements.titleIsOfficial,
        statement: requirements.statement,
      },
      standard: { name: standards.name, source: standards.source, licence: standards.licence },
    })
    .from(workspaces)
    .leftJoin(requirements, eq(requirements.id, workspaces.requirementId))
    .leftJoin(standards, eq(standards.id, requirements.standardId));

/** A workspace with its requirement, or with none where it is for the running of the group. */
export type FoundWorkspace = Awaited<ReturnType<typeof selectWorkspaces>>[number];

/** What a topic needs to know of its workspace. */
export type Workspace = Pick<FoundWorkspace, 'id' | 'slug' | 'name' | 'number' | 'standardId'>;

const askBySlug = preparedOnce(() =>
  selectWorkspaces()
    .where(eq(workspaces.slug, sql.placeholder('slug')))
    .prepare('find-workspace'),
);

export async function findWorkspace(slug: string): Promise<FoundWorkspace> {
  const [found] = await askBySlug().execute({ slug });
  if (!found) throw notFound();
  return found;
}

export async function findWorkspaceById(id: number, executor?: Executor): Promise<FoundWorkspace> {
  const [found] = await selectWorkspaces(executor).where(eq(workspaces.id, id));
  if (!found) throw notFound();
  return found;
}

/** Every workspace: those of requirements in their order, then the group's own. */
export const listWorkspaces = () =>
  selectWorkspaces().orderBy(standards.workedOnFrom, asc(requirements.number));

/** The names of these workspaces, in the order in which they were opened: that of their requirements. */
export async function listNamesOf(executor: Executor, ids: number[]): Promise<string[]> {
  const named = executor.select({ name: workspaces.name }).from(workspaces);
  const rows = await named.where(inArray(workspaces.id, ids)).orderBy(workspaces.id);
  return rows.map(({ name }) => name);
}

const askCrosswalk = preparedOnce((db) =>
  db
    .select({ number: requirements.number, title: requirements.title, standard: standards.name })
    .from(requirementCrosswalk)
    .innerJoin(requirements, eq(requirements.id, requirementCrosswalk.otherId))
    .innerJoin(standards, eq(standards.id, requirements.standardId))
    .where(eq(requirementCrosswalk.requirementId, sql.placeholder('requirementId')))
    .orderBy(requirements.number)
    .prepare('list-crosswalk'),
);

/** Which requirements of another standard this one corresponds to. */
export const listCrosswalk = (requirementId: number) => askCrosswalk().execute({ requirementId });
