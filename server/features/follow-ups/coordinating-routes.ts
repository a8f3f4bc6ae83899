import { type Request, type Response, Router } from 'express';
import { readId, readNumber, readParameter } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { pageLinks } from '../../platform/page-links.ts';
import { coordinates, memberWith } from '../../platform/powers.ts';
import type { Member, Powers } from '../../platform/viewer.ts';
import { findWorkspace } from '../workspaces/queries.ts';
import { findNeeds } from './coordinating.ts';
import { listNewcomers, listWelcomed } from './newcomers.ts';
import { type Coordinated, countQuestions, listQuestions, questionsOnPage, type Waits } from './questions.ts';
import { shownNeeds, shownQuestion } from './shown.ts';
import { welcome } from './welcome.ts';

/** What needs a coordinator, at a glance. */
export const coordinatingRoutes = Router();

const isCoordinator = (powers: Powers) => powers.isCoordinator;
const welcomed = 'You have welcomed them, and other coordinators see that';

coordinatingRoutes.get('/coordinating', async (req, res) => {
  const member = memberWith(req.viewer, isCoordinator);
  res.render('follow-ups/coordinating', await wholePage(member, doneIn(req, { welcomed })));
});

async function wholePage(member: Member, done?: string) {
  const needs = await findNeeds(member, { places: member.coordinates, searchedIn: 'all' });
  const title = 'What needs you';
  return { ...shownNeeds(needs, { questions: '/coordinating/questions?need=' }), title, done };
}

coordinatingRoutes.get('/workspaces/:slug/coordinating', async (req, res) => {
  const workspace = await findWorkspace(readParameter(req.params.slug));
  const member = memberWith(req.viewer, coordinates(workspace.id));
  const needs = await findNeeds(member, { places: [workspace.id], searchedIn: [workspace.id] });
  const questions = `/coordinating/questions?in=${workspace.slug}&need=`;
  res.render('follow-ups/coordinating', {
    ...shownNeeds(needs, { questions, workspace }),
    workspace,
    title: `What needs you in ${workspace.name}`,
    breadcrumbs: [
      { text: 'Coordinating', href: '/coordinating' },
      { text: workspace.name, href: `/workspaces/${workspace.slug}` },
    ],
  });
});

const choices: { need: Waits; label: string }[] = [
  { need: 'without-reply', label: 'Without a reply' },
  { need: 'nobody', label: 'Nobody sees to it' },
];

coordinatingRoutes.get('/coordinating/questions', async (req, res) => {
  const { places, workspace } = await findPlaces(req);
  const need =
    choices.find((choice) => choice.need === readParameter(req.query.need))?.need ?? 'without-reply';
  const page = readNumber(req.query.page) ?? 1;
  const [counts, questions] = await Promise.all([
    countQuestions(places),
    listQuestions(places, need, { page }),
  ]);
  const hrefOf = (to: string) =>
    `/coordinating/questions?${workspace ? `in=${workspace.slug}&` : ''}need=${to}`;
  res.render('follow-ups/questions', {
    workspace,
    choices: choices.map((choice) => ({
      ...choice,
      count: counts[choice.need],
      href: hrefOf(choice.need),
      current: choice.need === need,
    })),
    questions: questions.map(shownQuestion),
    links: pageLinks(page, Math.ceil(counts[need] / questionsOnPage), (to) => `${hrefOf(need)}&page=${to}`),
  });
});

async function findPlaces(req: Request) {
  const slug = readParameter(req.query.in);
  if (!slug) return { places: memberWith(req.viewer, isCoordinator).coordinates };
  const workspace = await findWorkspace(slug);
  memberWith(req.viewer, coordinates(workspace.id));
  return { places: [workspace.id] as Coordinated, workspace };
}

coordinatingRoutes.get('/coordinating/newcomers', async (req, res) => {
  const member = memberWith(req.viewer, isCoordinator);
  await renderNewcomers(res, member, doneIn(req, { welcomed }));
});

coordinatingRoutes.post('/people/:personId/welcome', async (req, res) => {
  const member = memberWith(req.viewer, isCoordinator);
  const { byId, by } = await welcome(member, readId(req.params.personId));
  if (byId === member.id) return res.redirect(303, '/coordinating/newcomers?done=welcomed');
  res.status(409);
  await renderNewcomers(res, member, undefined, `${by} was quicker, and has welcomed them.`);
});

async function renderNewcomers(res: Response, member: Member, done?: string, tooLate?: string) {
  const [newcomers, welcomed] = await Promise.all([listNewcomers(member), listWelcomed()]);
  res.render('follow-ups/newcomers', { newcomers, welcomed, done, tooLate });
}
