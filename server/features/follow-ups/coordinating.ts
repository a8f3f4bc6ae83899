import { clock } from '../../platform/clock.ts';
import { listAppealsToDecide } from '../appeals/queries.ts';
import { listWaitingInAll } from '../guests/waiting-queries.ts';
import { countCases, listCases } from '../reports/case-queries.ts';
import { countNeeding, listNeeding } from '../reviews/queries.ts';
import { countMisses, listMisses } from '../search-misses/queries.ts';
import { weekOf } from '../search-misses/weeks.ts';
import { countNewcomers, listNewcomers } from './newcomers.ts';
import { type Coordinated, countQuestions, listQuestions } from './questions.ts';

const inBrief = 5;
const aWeek = 7 * 24 * 60 * 60 * 1000;

interface Where {
  places: Coordinated;
  /** Where it was that people looked for something in vain. */
  searchedIn: Coordinated;
}

/** What needs a coordinator in these workspaces: how much of each there is, and the first of it. */
export async function findNeeds(viewer: { id: number }, { places, searchedIn }: Where) {
  // Of the councils that somebody leads it is not as a coordinator that they look after the guidance.
  const held = { coordinates: places, leads: [] };
  const brief = { limit: inBrief };
  const [questions, reviews, cases, newPeople, misses] = await Promise.all([
    countQuestions(places),
    countNeeding(held),
    countCases(viewer, places),
    countNewcomers(viewer),
    findMisses(searchedIn),
  ]);
  const [own, nobody, withoutReply, overdue, ownerless, reported, newcomers, appeals, waiting] =
    await Promise.all([
      listQuestions(places, { of: viewer.id }),
      listQuestions(places, 'nobody', brief),
      listQuestions(places, 'without-reply', brief),
      listNeeding(held, 'overdue', 1),
      listNeeding(held, 'ownerless', 1),
      listCases(viewer, places, 'open', 1),
      listNewcomers(viewer, inBrief),
      listAppealsToDecide(viewer, places),
      listWaitingInAll(places),
    ]);
  return {
    counts: {
      ...reviews,
      nobody: questions.nobody,
      withoutReply: questions['without-reply'],
      reported: cases.open,
      appeals: appeals.length,
      waiting: waiting.length,
      newPeople,
      misses: misses.total,
    },
    own,
    nobody,
    withoutReply,
    overdue: overdue.slice(0, inBrief),
    ownerless: ownerless.slice(0, inBrief),
    reported: reported.slice(0, inBrief),
    appeals: appeals.slice(0, inBrief),
    waiting: waiting.slice(0, inBrief),
    newcomers,
    misses,
  };
}

export type Needs = Awaited<ReturnType<typeof findNeeds>>;

/** What was looked for in vain this week, or where there is nothing yet, as on a Monday, in the last. */
async function findMisses(places: Coordinated) {
  const now = clock.now();
  const [thisWeek, lastWeek] = [weekOf(now), weekOf(new Date(now.getTime() - aWeek))];
  const lately = await countMisses(thisWeek, places);
  const week = lately > 0 ? thisWeek : lastWeek;
  const total = lately > 0 ? lately : await countMisses(lastWeek, places);
  return { week, total, first: (await listMisses(week, 1, places)).slice(0, inBrief) };
}
