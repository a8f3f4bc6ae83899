import { Router } from 'express';
import { readParameter } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { looksAfterCouncil } from '../../platform/powers.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { renderList } from '../../platform/visitor-pages.ts';
import { listAdoptionsOf } from '../adoptions/queries.ts';
import { shownAdoption } from '../adoptions/shown.ts';
import { feedOf } from '../feeds/link.ts';
import { sumOfPeople } from '../people/people-room.ts';
import { listPeopleOf } from '../people/queries.ts';
import { shownColleague } from '../people/shown.ts';
import { doneToServices } from '../services/done.ts';
import { origins } from '../services/forms.ts';
import { canKeepServices } from '../services/policy.ts';
import { listServicesOf } from '../services/queries.ts';
import { isKind, type Kind, kinds } from '../topics/kinds.ts';
import { type Cursor, listAnsweredBy, listTopics } from '../topics/lists.ts';
import { shownRow } from '../topics/shown.ts';
import { readCursor } from '../workspaces/filters.ts';
import { countTopicsFrom } from './counts.ts';
import { type Council, findCouncil } from './queries.ts';
import { councilTable } from './table.ts';

export const publicRoutes = Router();

publicRoutes.get('/councils', async (req, res) => {
  res.render('councils/index', await councilTable(req.viewer, readParameter(req.query.order)));
});

publicRoutes.get('/councils/:slug', async (req, res) => {
  const page = () => councilPage(req.viewer, readParameter(req.params.slug));
  if (req.viewer.kind !== 'member') return renderList(res, 'councils/show', page);
  res.render('councils/show', { ...(await page()), done: doneIn(req, doneWords) });
});

const doneWords = { ...doneToServices, 'name-taken-off': 'Their name is no longer on what they posted' };

publicRoutes.get('/councils/:slug/topics', async (req, res) => {
  const [slug, cursor] = [readParameter(req.params.slug), readCursor(req)];
  const asked = readParameter(req.query.kind);
  const kind = isKind(asked) ? asked : undefined;
  const page = () => topicsPage(req.viewer, slug, kind, cursor);
  await renderList(res, 'councils/topics', page, addressOf({ slug }, kind, cursor));
});

const topicsShown = 5;

async function councilPage(viewer: Viewer, slug: string) {
  const council = await findCouncil(slug);
  const listKind = async (kind: Kind) =>
    (await listTopics(viewer, { councilId: council.id, kind }, undefined, topicsShown)).topics.map(shownRow);
  const [counts, questions, guidance, patterns, answered, used, group] = await Promise.all([
    countTopicsFrom(viewer, council.id),
    listKind('question'),
    listKind('guidance'),
    listKind('pattern'),
    listAnsweredBy(viewer, council.id, 10),
    listAdoptionsOf(viewer, council.id),
    viewer.kind === 'member' ? whatMembersSee(viewer, council) : undefined,
  ]);
  const topics = [
    {
      id: 'asked',
      heading: 'Questions they asked',
      kind: 'question',
      topics: questions,
      count: counts.questions,
    },
    {
      id: 'guidance',
      heading: 'Guidance they share',
      kind: 'guidance',
      topics: guidance,
      count: counts.guidance,
    },
    {
      id: 'patterns',
      heading: 'Patterns they share',
      kind: 'pattern',
      topics: patterns,
      count: counts.patterns,
    },
  ] as const;
  return {
    council,
    counts,
    showWorkspace: true,
    sections: topics
      .filter(({ count }) => count > 0)
      .map((section) => ({
        ...section,
        allHref: section.count > topicsShown && addressOf(council, section.kind),
      })),
    answered: answered.map(shownRow),
    used: used.map(shownAdoption),
    feed: feedOf(
      { kind: 'council', id: council.id },
      { name: council.name, href: `/councils/${council.slug}` },
    ),
    ...group,
  };
}

/** Who works there and what it runs. */
async function whatMembersSee(viewer: Viewer, council: Council) {
  // First, so that what has changed since is shown as well, or asked for.
  const seq = await sumOfPeople();
  const [people, services] = await Promise.all([
    listPeopleOf(council.id),
    listServicesOf(viewer, council.id),
  ]);
  const shown = services.map((service) => ({ ...service, originLabel: origins[service.origin] }));
  return {
    isMember: true,
    seq,
    people: people.map(shownColleague),
    services: shown.filter(({ endedAt }) => !endedAt),
    endedServices: shown.filter(({ endedAt }) => endedAt),
    can: {
      keepServices: canKeepServices(viewer, council.id),
      handOn: viewer.kind === 'member' && looksAfterCouncil(council.id)(viewer),
    },
  };
}

async function topicsPage(viewer: Viewer, slug: string, kind?: Kind, after?: Cursor) {
  const council = await findCouncil(slug);
  const { topics, next } = await listTopics(viewer, { councilId: council.id, kind }, after);
  return {
    council,
    title: `${kind ? kinds[kind].plural : 'Topics'} from ${council.name}`,
    isOlder: Boolean(after),
    topics: topics.map(shownRow),
    showWorkspace: true,
    kinds: [undefined, 'question', 'guidance', 'pattern'].map((value) => ({
      label: value ? kinds[value as Kind].plural : 'Everything',
      href: addressOf(council, value as Kind | undefined),
      current: value === kind,
    })),
    firstHref: after ? addressOf(council, kind) : '',
    nextHref: next ? addressOf(council, kind, next) : '',
  };
}

function addressOf({ slug }: { slug: string }, kind?: Kind, cursor?: Cursor): string {
  const query = new URLSearchParams();
  if (kind) query.set('kind', kind);
  if (cursor) query.set('after', `${cursor.at.getTime()}.${cursor.id}`);
  return `/councils/${encodeURIComponent(slug)}/topics${query.size > 0 ? `?${query}` : ''}`;
}
