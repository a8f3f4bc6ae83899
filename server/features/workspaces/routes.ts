import { Router } from 'express';
import { readParameter } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { isCoordinatorOf, isInGroup, type Viewer } from '../../platform/viewer.ts';
import { renderList } from '../../platform/visitor-pages.ts';
import { listCollectionsWith } from '../collections/queries.ts';
import { findCouncilIfAny } from '../councils/queries.ts';
import { feedOf } from '../feeds/link.ts';
import { findReplyTimes } from '../follow-ups/reply-times.ts';
import { findFollowing } from '../follows/queries.ts';
import { shownFollowing } from '../follows/shown.ts';
import { followedWords } from '../follows/words.ts';
import { findLastDayIn } from '../guests/queries.ts';
import { countWaitingIn } from '../guests/waiting-queries.ts';
import { listExperts } from '../people/queries.ts';
import { listCoordinatorsOf } from '../roles/queries.ts';
import { countTopics } from '../topics/counts.ts';
import { type Cursor, listPinned, listTopics } from '../topics/lists.ts';
import { whyPaused } from '../topics/policy.ts';
import { shownRow } from '../topics/shown.ts';
import { listChoicesIn } from './choices.ts';
import { addressOf, type Filters, filterBar, readCursor, readFilters, topicFilterFrom } from './filters.ts';
import { findWorkspace, listCrosswalk } from './queries.ts';

export const publicRoutes = Router();

publicRoutes.get('/workspaces/:slug', async (req, res) => {
  const slug = readParameter(req.params.slug);
  const [filters, cursor] = [readFilters(req), readCursor(req)];
  const done = req.viewer.kind === 'visitor' ? undefined : doneIn(req, followedWords);
  const page = async () => ({ ...(await workspacePage(req.viewer, slug, filters, cursor)), done });
  await renderList(res, 'workspaces/show', page, addressOf(req.path, filters, cursor));
});

async function workspacePage(viewer: Viewer, slug: string, filters: Filters, after?: Cursor) {
  const workspace = await findWorkspace(slug);
  // First, so that what has changed since is shown as well, or asked for.
  const counts = await countTopics(viewer, workspace.id);
  const council = filters.council ? await findCouncilIfAny(filters.council) : undefined;
  const filter = topicFilterFrom(filters, workspace.id, council);
  const { requirement } = workspace;
  const showsPinned = !after && Object.values(filters).every((value) => !value);
  const [list, { councils, tags }, experts, coordinators, crosswalk, collections, said, pinned] =
    await Promise.all([
      filter ? listTopics(viewer, filter, after) : { topics: [], next: undefined },
      listChoicesIn(viewer, workspace.id),
      requirement && viewer.kind === 'member' ? listExperts(requirement.id) : [],
      viewer.kind === 'member' ? listCoordinatorsOf(workspace.id) : [],
      requirement ? listCrosswalk(requirement.id) : [],
      listCollectionsWith(viewer, workspace.id),
      isInGroup(viewer, workspace.id) ? findFollowing(viewer, { workspaceId: workspace.id }) : undefined,
      showsPinned ? listPinned(viewer, workspace.id) : [],
    ]);
  const isCoordinator = isCoordinatorOf(viewer, workspace.id);
  const [waiting, guestUntil, replyTimes] = await Promise.all([
    isCoordinator ? countWaitingIn(workspace.id) : 0,
    viewer.kind === 'guest' ? findLastDayIn(viewer, workspace.id) : undefined,
    viewer.kind === 'member' ? findReplyTimes(workspace.id) : undefined,
  ]);
  const path = `/workspaces/${workspace.slug}`;
  const bar = filterBar(path, filters, {
    councils,
    tags,
    isMember: isInGroup(viewer, workspace.id),
    council,
  });
  const narrowing = [bar.words, after && 'older topics'].filter(Boolean);
  const newHref = (kind: string) => `${path}/topics/new?kind=${kind}`;
  return {
    workspace: { ...workspace, requirement: requirement && { ...requirement, crosswalk } },
    seq: counts.seq,
    counts,
    experts,
    coordinators,
    collections,
    title: [workspace.name, narrowing.join(', ')].filter(Boolean).join(': '),
    filters: bar,
    feed: feedOf({ kind: 'workspace', id: workspace.id }, { name: workspace.name, href: path }),
    topics: list.topics.map(shownRow),
    showsPinned,
    pinned,
    isFirst: !after,
    firstHref: after ? addressOf(path, filters) : '',
    nextHref: list.next ? addressOf(path, filters, list.next) : '',
    waiting,
    guestUntil,
    paused: whyPaused(viewer, workspace.id),
    replyTimes,
    following: said && shownFollowing({ place: 'workspace', href: `${path}/follow` }, said.own ?? said.wider),
    can: { post: isInGroup(viewer, workspace.id), coordinate: isCoordinator },
    newHref: { question: newHref('question'), guidance: newHref('guidance'), pattern: newHref('pattern') },
  };
}
