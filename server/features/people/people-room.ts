import { sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { DomainEvent } from '../../platform/events.ts';
import type { Announcement, Feature } from '../../platform/feature.ts';
import { createKept } from '../../platform/kept.ts';
import { isListening } from '../../platform/listening.ts';
import { render } from '../../platform/views.ts';
import { visits } from '../accounts/tables.ts';
import { findListed } from './directory.ts';
import { isHere } from './here.ts';
import { shownColleague, shownRow } from './shown.ts';
import { helpOffers, helpTags, people } from './tables.ts';

/** The one room of everybody: pages that show people watch it. It has a number because rooms do. */
const everybody = 1;

export const rooms: Feature['rooms'] = {
  people: async (viewer, id) => {
    if (viewer.kind !== 'member' || id !== everybody) throw notFound();
    return { seq: await sumOfPeople() };
  },
};

async function askSum(): Promise<{ sum: number; size: number }> {
  const { rows } = await db.execute<{ sum: number }>(sql`select (
    (select coalesce(sum(hashtext(concat_ws('/', ${people.id}, ${people.name}, ${people.job}, ${people.councilId},
        ${people.showsVisitsSince}, case when ${people.showsVisitsSince} is not null then ${visits.seenAt} end))::bigint), 0)
      from ${people} left join ${visits} on ${visits.personId} = ${people.id} where ${isHere()})
    + (select coalesce(sum(hashtext(concat_ws('/', person_id, requirement_id, line))::bigint), 0) from ${helpOffers})
    + (select coalesce(sum(hashtext(concat_ws('/', person_id, tag, line))::bigint), 0) from ${helpTags}))::float8 as sum`);
  return { sum: Number(rows[0]?.sum ?? 0), size: 1 };
}

const kept = createKept<{ sum: number; size: number }>({ maxSize: 100, canTrust: isListening });
const about = 'people';

/**
 * A number that is another one whenever anything has changed that pages are told of people: what was missed is noticed.
 * It takes all of them to make, so it is kept until an event says that it has changed.
 */
export const sumOfPeople = async () => (await kept.get(about, 'sum', askSum)).sum;

export const outdates: Feature['outdates'] = {
  'person-seen': () => [about],
  'profile-changed': () => [about],
  'access-changed': () => [about],
};

export const announcements: Feature['announcements'] = {
  'person-seen': seen,
  'profile-changed': changed,
  'access-changed': changed,
};

function seen({ personId }: DomainEvent<'person-seen'>): Announcement[] {
  const change = async () => {
    const person = await findListed(personId);
    return (
      person && { patches: [{ part: `seen-${personId}`, html: render('people/_seen', shownRow(person)) }] }
    );
  };
  return [{ room: `people:${everybody}`, change }];
}

/** Their row and their name beside their council, or nothing in their place where they no longer take part. */
function changed({ personId }: DomainEvent<'profile-changed' | 'access-changed'>): Announcement[] {
  const change = async () => {
    const person = await findListed(personId);
    const draw = (view: string, shown: object) => (person ? render(view, shown) : '');
    const row = person ? shownRow(person) : {};
    return {
      patches: [
        { part: `seen-${personId}`, html: render('people/_seen', person ? row : { id: personId }) },
        { part: `person-${personId}`, html: draw('people/_row', row) },
        ...(person ? [{ part: `head-${personId}`, html: render('people/_head', row) }] : []),
        {
          part: `colleague-${personId}`,
          html: draw('people/_colleague', person ? shownColleague(person) : {}),
        },
      ],
    };
  };
  return [{ room: `people:${everybody}`, change }];
}
