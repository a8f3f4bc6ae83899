import { type Request, Router } from 'express';
import { readNumber, readParameter } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { pageLinks } from '../../platform/page-links.ts';
import { coordinates, memberWith } from '../../platform/powers.ts';
import type { Member } from '../../platform/viewer.ts';
import { listAppealsToDecide } from '../appeals/queries.ts';
import { shownAppeal } from '../appeals/shown-appeal.ts';
import { shownWaiting } from '../guests/shown-waiting.ts';
import { listWaitingInAll } from '../guests/waiting-queries.ts';
import { findWorkspace } from '../workspaces/queries.ts';
import { ageOf } from './age.ts';
import { casesOnPage, countCases, listCases, stateOfQueue, type Workspaces } from './case-queries.ts';
import { allQueues } from './queue-rooms.ts';
import { shownCase, stateLabels } from './shown-case.ts';
import type { CaseState } from './tables.ts';

export const queueRoutes = Router();

queueRoutes.get('/moderation', async (req, res) => {
  const member = memberWith(req.viewer, (powers) => powers.isCoordinator);
  const queue = { member, of: member.coordinates, address: '/moderation', room: allQueues };
  res.render('reports/queue', await queuePage(req, queue));
});

queueRoutes.get('/workspaces/:slug/queue', async (req, res) => {
  const workspace = await findWorkspace(readParameter(req.params.slug));
  const member = memberWith(req.viewer, coordinates(workspace.id));
  const address = `/workspaces/${workspace.slug}/queue`;
  const queue = { member, of: [workspace.id], address, room: `queue:${workspace.id}` };
  const more = member.coordinates === 'all' || member.coordinates.length > 1;
  const breadcrumbs = [
    { text: 'The Standard', href: '/standard' },
    { text: workspace.name, href: `/workspaces/${workspace.slug}` },
  ];
  res.render('reports/queue', { ...(await queuePage(req, queue)), workspace, more, breadcrumbs });
});

interface Queue {
  member: Member;
  of: Workspaces;
  address: string;
  room: string;
}

async function queuePage(req: Request, { member, of, address, room }: Queue) {
  const state = readState(req);
  const page = readNumber(req.query.page) ?? 1;
  // Asked first: what happens while the rest is found is then asked for again.
  const seq = await stateOfQueue(of);
  const [counts, cases, waiting, appeals] = await Promise.all([
    countCases(member, of),
    listCases(member, of, state, page),
    state === 'open' ? listWaitingInAll(of) : [],
    state === 'open' ? listAppealsToDecide(member, of) : [],
  ]);
  const hrefOf = (to: string, number = 1) => `${address}?show=${to}${number > 1 ? `&page=${number}` : ''}`;
  return {
    room,
    seq,
    state,
    stateLabel: stateLabels[state],
    choices: states.map((choice) => ({
      label: stateLabels[choice],
      count: counts[choice],
      href: hrefOf(choice),
      current: choice === state,
    })),
    cases: cases.map(shownCase),
    waiting: waiting.map((post) => ({ ...shownWaiting(post), age: ageOf(post.createdAt) })),
    appeals: appeals.map((appeal) => ({ ...shownAppeal(appeal), age: ageOf(appeal.createdAt) })),
    links: pageLinks(page, Math.ceil(counts[state] / casesOnPage), (to) => hrefOf(state, to)),
    done: doneIn(req, doneWords),
  };
}

const doneWords = {
  done: 'The case is closed as done, and those who reported it are told',
  declined: 'The case is declined, and those who reported it are told',
};

const states: CaseState[] = ['open', 'looking', 'done', 'declined'];

const readState = (req: Request): CaseState => {
  const asked = readParameter(req.query.show);
  return states.find((state) => state === asked) ?? 'open';
};
