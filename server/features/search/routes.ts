import { type Request, Router } from 'express';
import { readNumber, readParameter } from '../../platform/addresses.ts';
import { notFound, TooSlow } from '../../platform/errors.ts';
import { pageLinks } from '../../platform/page-links.ts';
import { isInGroup, type Viewer } from '../../platform/viewer.ts';
import { conditionsFor, facetsOf } from '../library/filters.ts';
import { findKnown } from '../library/known.ts';
import { noteMiss } from '../search-misses/note-miss.ts';
import { canSeeMisses } from '../search-misses/policy.ts';
import { isKind } from '../topics/kinds.ts';
import { shownRow } from '../topics/shown.ts';
import { findWorkspace, listWorkspaces } from '../workspaces/queries.ts';
import { addressOf, narrowingOf, readSearch, withoutEmpty } from './filters.ts';
import { resultsOnPage } from './find-topics.ts';
import { search as searchFor } from './search.ts';

export const publicRoutes = Router();
export const signedInRoutes = Router();

const mostPages = 50;

publicRoutes.get('/search', async (req, res) => {
  const page = await searchPage(req);
  await noteIfMissed(req.viewer, page);
  res.render('search/show', {
    ...page,
    can: { seeMisses: req.viewer.kind === 'member' && canSeeMisses(req.viewer) },
  });
});

/** What the page has below its form, asked for by its script while somebody types. */
publicRoutes.get('/search/results', async (req, res) => {
  res.render('search/_found', await searchPage(req));
});

/** Told by the page's script when what was typed, and found nothing, has stood for a while. */
signedInRoutes.post('/search/misses', async (req, res) => {
  await noteIfMissed(req.viewer, await searchPage(req));
  res.status(204).end();
});

/** What nobody has solved or written can be, in the words it was looked for with; the place is asked for where none is given. */
signedInRoutes.get('/search/topic', async (req, res) => {
  const words = readParameter(req.query.title);
  const kind = isKind(req.query.kind) ? req.query.kind : 'question';
  const slug = readParameter(req.query.in);
  if (!slug) return res.render('search/ask', { words, kind, askIn: await listOwnWorkspaces(req.viewer) });
  const workspace = await findWorkspace(slug);
  if (!isInGroup(req.viewer, workspace.id)) throw notFound();
  const query = new URLSearchParams({ kind, title: words });
  res.redirect(303, `/workspaces/${workspace.slug}/topics/new?${query}`);
});

const listOwnWorkspaces = async (viewer: Viewer) =>
  (await listWorkspaces()).filter(({ id }) => isInGroup(viewer, id));

/** Narrowed to a kind or a state, a search says less of what there is not, and one of small words alone says nothing. */
async function noteIfMissed(
  viewer: Viewer,
  { search, workspace, total, saysNothing }: Awaited<ReturnType<typeof searchPage>>,
) {
  const { in: slug, ...others } = narrowingOf(search);
  if (saysNothing) return;
  if (viewer.kind === 'visitor' || total !== 0 || Object.keys(others).length > 0 || (slug && !workspace))
    return;
  await noteMiss(viewer, { typed: search.q, workspaceId: workspace?.id ?? null });
}

async function searchPage(req: Request) {
  const search = readSearch(req);
  const page = Math.min(readNumber(req.query.page) ?? 1, mostPages);
  const known = await findKnown();
  const workspace = known.workspaces.find(({ slug }) => slug === search.in);
  const asked = {
    search,
    narrowed: narrowingOf(search),
    workspace,
    title: search.q ? `${search.q}: search` : 'Search',
  };
  if (!search.q) return { ...asked, total: undefined, saysNothing: true };

  const filter = conditionsFor(req.viewer, search, known);
  const searched = await searchFor(req.viewer, search.q, { filter, page }).catch(unlessTooSlow);
  if (!searched) return { ...asked, tookTooLong: true, total: undefined, saysNothing: false };
  const { found, results, respelled, saysNothing } = searched;
  const pages = Math.min(mostPages, Math.ceil(found.total / resultsOnPage));
  return {
    ...asked,
    total: found.total,
    saysNothing,
    isNarrowed: filter.length > 0,
    results: results.map(({ topic, ...shown }) => ({ ...shownRow(topic), ...shown })),
    respelled,
    facets: facetsOf(search, found, known, (change) => addressOf({ ...search, ...change })),
    saveHref: `/account/searches/new?${new URLSearchParams(withoutEmpty(search))}`,
    withoutFilters: addressOf({ q: search.q }),
    ...pageLinks(page, pages, (number) => addressOf(search, number)),
    askIn: known.workspaces.filter(({ id }) => isInGroup(req.viewer, id)),
  };
}

function unlessTooSlow(error: unknown): undefined {
  if (!(error instanceof TooSlow)) throw error;
}
