import { and, asc, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import { db, type Executor } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { isCurrent } from '../roles/queries.ts';
import { roleGrants } from '../roles/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { addressOfRule } from './addresses.ts';
import { ruleSets, ruleSetVersions, rules, ruleTexts } from './tables.ts';

const currentText = and(eq(ruleTexts.setId, ruleSets.id), eq(ruleTexts.number, ruleSets.versionCount));

/** The rules that hold in a workspace: its own in their order, then those of the code of conduct. */
export async function listRulesFor(workspaceId: number, executor: Executor = db) {
  const found = await executor
    .select({ id: ruleTexts.ruleId, title: ruleTexts.title, slug: workspaces.slug })
    .from(ruleSets)
    .innerJoin(ruleTexts, currentText)
    .leftJoin(workspaces, eq(workspaces.id, ruleSets.workspaceId))
    .where(or(eq(ruleSets.workspaceId, workspaceId), isNull(ruleSets.workspaceId)))
    .orderBy(sql`${ruleSets.workspaceId} nulls last`, asc(ruleTexts.place));
  return found.map(({ id, title, slug }) => ({ id, title, href: addressOfRule(slug, id) }));
}

/** A rule as it last stood, with whether it still holds and where it is read; nothing where there is none. */
export async function findRule(id: number, executor: Executor = db) {
  const [found] = await executor
    .select({
      title: ruleTexts.title,
      version: ruleTexts.number,
      workspaceId: ruleSets.workspaceId,
      slug: workspaces.slug,
      isCurrent: sql<boolean>`${ruleTexts.number} = ${ruleSets.versionCount}`,
    })
    .from(rules)
    .innerJoin(ruleSets, eq(ruleSets.id, rules.setId))
    .innerJoin(ruleTexts, eq(ruleTexts.ruleId, rules.id))
    .leftJoin(workspaces, eq(workspaces.id, ruleSets.workspaceId))
    .where(eq(rules.id, id))
    .orderBy(desc(ruleTexts.number))
    .limit(1);
  if (!found) return undefined;
  const { slug, ...rule } = found;
  return { id, ...rule, href: addressOfRule(slug, id) };
}

/** The same where it is one of this workspace, or of the code of conduct. */
export async function findRuleIn(workspaceId: number, id: number | undefined, executor: Executor) {
  const rule = id ? await findRule(id, executor) : undefined;
  return rule && [workspaceId, null].includes(rule.workspaceId) ? rule : undefined;
}

/** The rules of a workspace, or without one the code of conduct; nothing where none were ever written. */
export async function findRuleSet(workspaceId: number | null, executor: Executor = db) {
  const [found] = await executor.select().from(ruleSets).where(isOf(workspaceId));
  return found;
}

export const isOf = (workspaceId: number | null) =>
  workspaceId === null ? isNull(ruleSets.workspaceId) : eq(ruleSets.workspaceId, workspaceId);

/** One version of a set, with who saved it. */
export async function findVersion(setId: number, number: number) {
  const [found] = await selectVersions().where(
    and(eq(ruleSetVersions.setId, setId), eq(ruleSetVersions.number, number)),
  );
  if (!found) throw notFound();
  return found;
}

const selectVersions = () =>
  db
    .select({
      number: ruleSetVersions.number,
      savedAt: ruleSetVersions.savedAt,
      reason: ruleSetVersions.reason,
      by: { id: people.id, name: people.name },
    })
    .from(ruleSetVersions)
    .leftJoin(people, eq(people.id, ruleSetVersions.savedBy));

/** The rules of a version in their order. */
export const listTexts = (setId: number, number: number, executor: Executor = db) =>
  executor
    .select({
      id: ruleTexts.ruleId,
      title: ruleTexts.title,
      text: ruleTexts.text,
      html: ruleTexts.html,
    })
    .from(ruleTexts)
    .where(and(eq(ruleTexts.setId, setId), eq(ruleTexts.number, number)))
    .orderBy(asc(ruleTexts.place));

/** The rules of a set that no longer hold, each with the version that it stood in last, the latest first. */
export async function listFormerRules(setId: number, versionCount: number) {
  const found = await db
    .selectDistinctOn([ruleTexts.ruleId], {
      id: ruleTexts.ruleId,
      title: ruleTexts.title,
      version: ruleTexts.number,
    })
    .from(ruleTexts)
    .where(eq(ruleTexts.setId, setId))
    .orderBy(ruleTexts.ruleId, desc(ruleTexts.number));
  return found
    .filter(({ version }) => version < versionCount)
    .sort((one, other) => other.version - one.version || one.id - other.id);
}

/** A page of the versions of a set, the newest first, with their rules; and behind them the one before. */
export async function listVersions(setId: number, { limit, offset }: { limit: number; offset: number }) {
  const found = await selectVersions()
    .where(eq(ruleSetVersions.setId, setId))
    .orderBy(desc(ruleSetVersions.number))
    .limit(limit)
    .offset(offset);
  const texts = await db
    .select({ number: ruleTexts.number, id: ruleTexts.ruleId, title: ruleTexts.title, text: ruleTexts.text })
    .from(ruleTexts)
    .where(
      and(
        eq(ruleTexts.setId, setId),
        inArray(
          ruleTexts.number,
          found.map(({ number }) => number),
        ),
      ),
    )
    .orderBy(asc(ruleTexts.place));
  return found.map((version) => ({
    ...version,
    rules: texts.filter(({ number }) => number === version.number),
  }));
}

/** Who saved versions of a set after this one, the newest first. */
export const listSavedSince = (setId: number, number: number) =>
  selectVersions()
    .where(and(eq(ruleSetVersions.setId, setId), gt(ruleSetVersions.number, number)))
    .orderBy(desc(ruleSetVersions.number));

/** Who acts by the code of conduct: coordinators, of whichever workspace, and administrators. */
export const listWhoActByCode = (executor: Executor) =>
  executor
    .selectDistinct({ id: people.id })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(and(inArray(roleGrants.role, ['coordinator', 'administrator']), isCurrent(), isHere()));
