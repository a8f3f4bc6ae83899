import { formatDate } from '../../platform/dates.ts';
import type { Listed } from './directory.ts';
import type { findPersonFor, listHelpOffers, listHelpTags, listMoves, listPeopleOf } from './queries.ts';
import { roleWords } from './roles-held.ts';
import { seenLately } from './seen.ts';

const offersShown = 4;

/** Somebody as a row of the directory; the same for every member. What was asked for comes first. */
export function shownRow(person: Listed, asked: { requirementId?: number; tag?: string } = {}) {
  const isAsked = (offer: { requirementId?: number; tag?: string }) =>
    offer.tag ? offer.tag === asked.tag : offer.requirementId === asked.requirementId;
  const all = [...person.offers, ...person.tags];
  const helps = [...all.filter(isAsked), ...all.filter((offer) => !isAsked(offer))];
  return {
    ...person,
    roles: roleWords(person.roles),
    seen: seenLately(person),
    helps: helps.slice(0, offersShown),
    moreHelps: Math.max(0, helps.length - offersShown),
  };
}

type Colleague = Awaited<ReturnType<typeof listPeopleOf>>[number];

/** Somebody in the list of their council's people. */
export const shownColleague = (person: Pick<Colleague, keyof Colleague>) => ({
  ...person,
  roles: roleWords(person.roles),
  seen: seenLately(person),
});

interface About {
  offers: Awaited<ReturnType<typeof listHelpOffers>>;
  tags: Awaited<ReturnType<typeof listHelpTags>>;
  moves: Awaited<ReturnType<typeof listMoves>>;
}

/**
 * A profile. Of somebody who left there is their name and what they posted; of somebody who sleeps not how to reach
 * them or what to ask them, because nobody can say whether they are still there.
 */
export function shownProfile(person: Awaited<ReturnType<typeof findPersonFor>>, about: About) {
  const { id, name, council, organisation, leftAt, dormantAt } = person;
  const from = council?.name ?? organisation;
  if (leftAt) {
    const words = [council ? 'Former member' : 'Former guest', from].filter(Boolean).join(', ');
    return { id, name, council, former: words };
  }
  const is = { id, name, council, organisation, job: person.job };
  if (dormantAt) return { ...is, dormantSince: formatDate(person.addressProvedAt) };
  return {
    ...is,
    isHere: true,
    email: person.email,
    workingOn: person.workingOn,
    roles: roleWords(person.roles),
    seen: seenLately(person),
    helps: about.offers,
    tags: about.tags,
    moves: about.moves.map(({ until, ...council }) => ({ ...council, until: monthOf(until) })),
  };
}

/** March 2026 */
const monthOf = (moment: Date) => formatDate(moment).replace(/^\d+ /, '');
