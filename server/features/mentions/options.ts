import { and, desc, eq, exists, ilike, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { db } from '../../platform/database.ts';
import { anywhere } from '../../platform/like.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { councils } from '../councils/tables.ts';
import { isRunning } from '../guests/queries.ts';
import { guestAccess } from '../guests/tables.ts';
import { isHere } from '../people/here.ts';
import { people } from '../people/tables.ts';
import { isCurrent } from '../roles/queries.ts';
import { roleGrants } from '../roles/tables.ts';
import { visibleTo } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from '../workspaces/tables.ts';

/** Something that can be put into a text: what it is called, what tells it from others, and what is put in. */
export interface Option {
  text: string;
  detail: string;
  insert: string;
}

const mostPeople = 6;
const mostCouncils = 3;
const mostTopics = 8;
/** Of these the few that a letter or two fit are picked; three letters can be looked up. */
const recentTopics = 200;

/** Whom this viewer can mention by what they have typed after "@". */
export async function listAddressees(viewer: SignedIn, text: string): Promise<Option[]> {
  const rows = await (viewer.kind === 'member'
    ? unionAll(selectPeople(text), selectCouncils(text))
    : selectCouncils(text));
  const found = rows.map(({ href, name, detail }) => ({
    text: name,
    detail,
    insert: mentionAt(href, name),
  }));
  return 'coordinators'.startsWith(text.toLowerCase()) ? [coordinators, ...found] : found;
}

const mentionAt = (href: string, name: string): string => `[@${asWords(name)}](${href})`;

/** A mention of a person, as it stands in a text. */
export const mentionOf = ({ id, name }: { id: number; name: string }) => mentionAt(`/people/${id}`, name);

const coordinators = {
  text: 'coordinators',
  detail: 'Tells the coordinators of this workspace',
  insert: '@coordinators',
};

const selectPeople = (text: string) =>
  db
    .select({
      href: sql<string>`'/people/' || ${people.id}`,
      name: people.name,
      detail: sql<string>`coalesce(${councils.name}, 'Guest, ' || ${people.organisation})`,
    })
    .from(people)
    .leftJoin(councils, eq(councils.id, people.councilId))
    .where(and(isHere(), or(isNotNull(people.councilId), isGuest()), beginsAWordOf(people.name, text)))
    .orderBy(sql`strpos(lower(${people.name}), lower(${text})) > 1`, sql`lower(${people.name})`, people.id)
    .limit(mostPeople);

const isGuest = (): SQL =>
  exists(
    db
      .select({ one: sql`1` })
      .from(guestAccess)
      .where(and(eq(guestAccess.personId, people.id), isRunning())),
  );

const selectCouncils = (text: string) =>
  db
    .select({
      href: sql<string>`'/councils/' || ${councils.slug}`,
      name: councils.name,
      detail: sql<string>`case when ${hasLead()} then 'Council, tells its lead'
        else 'Council, has no lead to tell' end`,
    })
    .from(councils)
    .where(beginsAWordOf(councils.name, text))
    .orderBy(councils.name)
    .limit(mostCouncils);

const hasLead = (): SQL =>
  exists(
    db
      .select({ one: sql`1` })
      .from(roleGrants)
      .innerJoin(people, eq(people.id, roleGrants.personId))
      .where(and(eq(roleGrants.councilId, councils.id), eq(roleGrants.role, 'lead'), isCurrent(), isHere())),
  );

const beginsAWordOf = (name: typeof people.name | typeof councils.name, text: string): SQL =>
  sql`strpos(' ' || ${inPlainWords(name)}, ' ' || ${inPlainWords(sql`${text}::text`)}) > 0`;

/** Either apostrophe finds O’Brien, and the second half of a name is found without the first. */
const inPlainWords = (words: SQL | typeof people.name | typeof councils.name): SQL =>
  sql`translate(lower(${words}), '-’''', '   ')`;

/** The topics that this viewer can link to by what they have typed after "#", those with something new first. */
export async function listLinkable(viewer: SignedIn, text: string): Promise<Option[]> {
  const pattern = anywhere(text);
  const columns = {
    id: topics.id,
    title: topics.title,
    workspace: workspaces.name,
    lastActivityAt: topics.lastActivityAt,
  };
  const visible = db
    .select(columns)
    .from(topics)
    .innerJoin(workspaces, eq(workspaces.id, topics.workspaceId))
    .where(and(visibleTo(viewer), text.length < 3 ? undefined : ilike(topics.title, pattern)))
    .orderBy(desc(topics.lastActivityAt))
    .limit(text.length < 3 ? recentTopics : mostTopics)
    .as('visible');
  const rows = await db
    .select()
    .from(visible)
    .where(ilike(visible.title, pattern))
    .orderBy(desc(visible.lastActivityAt), desc(visible.id))
    .limit(mostTopics);
  return rows.map(({ id, title, workspace }) => ({
    text: title,
    detail: workspace,
    insert: `[#${asWords(title)}](/topics/${id})`,
  }));
}

/** Words as they are put into a link, so that none of their signs mean anything. */
export const asWords = (text: string): string => text.replace(/[\\[\]*_`<>~&!]/g, '\\$&');
