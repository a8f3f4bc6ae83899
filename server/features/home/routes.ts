import { Router } from 'express';
import type { SignedIn, Visitor } from '../../platform/viewer.ts';
import { renderList } from '../../platform/visitor-pages.ts';
import { listWorkspacesOf } from '../guests/queries.ts';
import { countWaitingBy } from '../guests/waiting-queries.ts';
import { listRequirementsFor } from '../standard/queries.ts';
import { listFresh, listTopics, listTopicsBy, listUnanswered } from '../topics/lists.ts';
import { shownRow } from '../topics/shown.ts';

export const publicRoutes = Router();

publicRoutes.get('/', async (req, res) => {
  const { viewer } = req;
  if (viewer.kind === 'visitor') return renderList(res, 'home/visitor', () => visitorHome(viewer));
  res.render('home/member', await memberHome(viewer));
});

async function visitorHome(viewer: Visitor) {
  const [standard, { topics }] = await Promise.all([
    listRequirementsFor(viewer),
    listTopics(viewer, {}, undefined, 6),
  ]);
  return { ...standard, showWorkspace: true, publicTopics: topics.map(shownRow) };
}

async function memberHome(viewer: SignedIn) {
  const standard = await listRequirementsFor(viewer);
  const [fresh, unanswered, mine, waiting, invitedTo] = await Promise.all([
    listFresh(viewer, viewer.lastVisitAt, 8),
    listUnanswered(viewer, 5),
    listTopicsBy(viewer, viewer.id, 6),
    viewer.kind === 'guest' ? countWaitingBy(viewer) : 0,
    viewer.kind === 'guest' ? listWorkspacesOf(viewer) : [],
  ]);
  return {
    ...standard,
    showWorkspace: true,
    lastVisit: viewer.lastVisitAt,
    newTopics: fresh.topics.map(shownRow),
    newTotal: fresh.total,
    moreNew: Math.max(0, fresh.total - fresh.topics.length),
    unanswered: unanswered.map(shownRow),
    mine: mine.map(shownRow),
    waiting,
    invitedTo,
  };
}
