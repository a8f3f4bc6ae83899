import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { visits } from '../accounts/tables.ts';
import { councils } from '../councils/tables.ts';
import { requirements } from '../standard/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { isHere } from './here.ts';
import { rolesHeld } from './roles-held.ts';
import { helpOffers, helpTags, people } from './tables.ts';

export const peopleOnPage = 30;

/** What the directory is narrowed to; all of it together. */
export interface PeopleFilter {
  requirementId?: number;
  councilId?: number;
  tag?: string;
  /** Part of a name, in any case. */
  name?: string;
}

interface Offer {
  requirementId: number;
  number: number;
  title: string;
  slug: string;
  line: string;
}

const offers = sql<Offer[]>`coalesce((
  select json_agg(json_build_object('requirementId', r.id, 'number', r.number, 'title', r.title, 'slug', w.slug,
    'line', h.line) order by r.number)
  from ${helpOffers} h join ${requirements} r on r.id = h.requirement_id
  join ${workspaces} w on w.requirement_id = r.id
  where h.person_id = ${people.id}), '[]')`;

const tags = sql<{ tag: string; line: string }[]>`coalesce((
  select json_agg(json_build_object('tag', t.tag, 'line', t.line) order by t.tag)
  from ${helpTags} t where t.person_id = ${people.id}), '[]')`;

const selectPeople = () =>
  db
    .select({
      id: people.id,
      name: people.name,
      job: people.job,
      council: { slug: councils.slug, name: councils.name },
      showsVisitsSince: people.showsVisitsSince,
      seenAt: visits.seenAt,
      roles: rolesHeld(),
      offers,
      tags,
    })
    .from(people)
    .innerJoin(councils, eq(councils.id, people.councilId))
    .leftJoin(visits, eq(visits.personId, people.id));

/** Somebody in the directory, with all that their row shows. */
export type Listed = Awaited<ReturnType<typeof selectPeople>>[number];

/** A page of the members who take part, by name. Found first, so that nothing is gathered for the pages before it. */
export const listPeople = (filter: PeopleFilter, page: number) =>
  selectPeople()
    .where(
      inArray(
        people.id,
        db
          .select({ id: people.id })
          .from(people)
          .where(fits(filter))
          .orderBy(...byName)
          .limit(peopleOnPage)
          .offset((page - 1) * peopleOnPage),
      ),
    )
    .orderBy(...byName);

const byName = [sql`lower(${people.name})`, people.id];

export const countPeople = (filter: PeopleFilter) => db.$count(people, fits(filter));

/** One of them as they are now; nobody where they no longer take part. */
export async function findListed(personId: number): Promise<Listed | undefined> {
  const [found] = await selectPeople().where(and(eq(people.id, personId), isHere()));
  return found;
}

/** Members alone: whoever has no council is a guest, or wrote what was imported. */
function fits({ requirementId, councilId, tag, name }: PeopleFilter): SQL | undefined {
  const ofRequirement = (id: number) =>
    db.select({ id: helpOffers.personId }).from(helpOffers).where(eq(helpOffers.requirementId, id));
  const ofTag = (tag: string) =>
    db.select({ id: helpTags.personId }).from(helpTags).where(eq(helpTags.tag, tag));
  return and(
    isHere(),
    councilId ? eq(people.councilId, councilId) : sql`${people.councilId} is not null`,
    requirementId ? inArray(people.id, ofRequirement(requirementId)) : undefined,
    tag ? inArray(people.id, ofTag(tag)) : undefined,
    name ? sql`strpos(lower(${people.name}), lower(${name})) > 0` : undefined,
  );
}

const counted = sql<number>`count(*)::int`;
const isMember = () => and(isHere(), sql`${people.councilId} is not null`);

/** What the directory can be narrowed to, with how many people there are for each. */
export async function listPeopleChoices() {
  const [byRequirement, byCouncil, byTag] = await Promise.all([
    db
      .select({ requirementId: helpOffers.requirementId, count: counted })
      .from(helpOffers)
      .innerJoin(people, eq(people.id, helpOffers.personId))
      .where(isMember())
      .groupBy(helpOffers.requirementId),
    db
      .select({ slug: councils.slug, name: councils.name, count: counted })
      .from(people)
      .innerJoin(councils, eq(councils.id, people.councilId))
      .where(isHere())
      .groupBy(councils.id)
      .orderBy(councils.name),
    db
      .select({ tag: helpTags.tag, count: counted })
      .from(helpTags)
      .innerJoin(people, eq(people.id, helpTags.personId))
      .where(isMember())
      .groupBy(helpTags.tag)
      .orderBy(desc(counted), helpTags.tag)
      .limit(tagsAtMost),
  ]);
  const ofRequirement = new Map(byRequirement.map(({ requirementId, count }) => [requirementId, count]));
  return { ofRequirement, councils: byCouncil, tags: byTag };
}

const tagsAtMost = 200;
