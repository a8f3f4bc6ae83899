import { Router } from 'express';
import { doneIn } from '../../platform/done.ts';
import type { SignedIn, Visitor } from '../../platform/viewer.ts';
import { renderList } from '../../platform/visitor-pages.ts';
import { findReplyTimes } from '../follow-ups/reply-times.ts';
import { findFollowing } from '../follows/queries.ts';
import { shownFollowing } from '../follows/shown.ts';
import { followedWords } from '../follows/words.ts';
import { isNewHere } from '../guests/limits-on-posts.ts';
import { listWorkspacesOf } from '../guests/queries.ts';
import { countWaitingBy } from '../guests/waiting-queries.ts';
import { listRequirementsFor } from '../standard/queries.ts';
import { listFresh, listTopics, listTopicsBy, listUnanswered } from '../topics/lists.ts';
import { shownRow } from '../topics/shown.ts';

export const publicRoutes = Router();

publicRoutes.get('/', async (req, res) => {
  const { viewer } = req;
  if (viewer.kind === 'visitor') return renderList(res, 'home/visitor', () => visitorHome(viewer));
  const done = doneIn(req, followedWords);
  res.render('home/member', { ...(await memberHome(viewer)), done });
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
  const [fresh, unanswered, mine, said, waiting, invitedTo, replyTimes] = await Promise.all([
    listFresh(viewer, viewer.lastVisitAt, 8),
    listUnanswered(viewer, 5),
    listTopicsBy(viewer, viewer.id, 6),
    findFollowing(viewer, {}),
    isNewHere(viewer) ? countWaitingBy(viewer) : 0,
    viewer.kind === 'guest' ? listWorkspacesOf(viewer) : [],
    viewer.kind === 'member' ? findReplyTimes(null) : undefined,
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
    following: shownFollowing({ place: 'group', href: '/group/follow' }, said.own),
    waiting,
    invitedTo,
    replyTimes,
  };
}
