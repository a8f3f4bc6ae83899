import { type Request, Router } from 'express';
import { readNumber, readParameter } from '../../platform/addresses.ts';
import { notFound } from '../../platform/errors.ts';
import { pageLinks } from '../../platform/page-links.ts';
import { isInGroup, signedInOf } from '../../platform/viewer.ts';
import { listCouncils } from '../councils/queries.ts';
import { conditionsFor, facetsOf } from '../library/filters.ts';
import { shownRow } from '../topics/shown.ts';
import { findWorkspace, listWorkspaces } from '../workspaces/queries.ts';
import { addressOf, narrowingOf, readSearch } from './filters.ts';
import { resultsOnPage } from './find-topics.ts';
import { search as searchFor } from './search.ts';

export const publicRoutes = Router();
export const signedInRoutes = Router();

const mostPages = 50;

publicRoutes.get('/search', async (req, res) => {
  res.render('search/show', await searchPage(req));
});

/** What the page has below its form, asked for by its script while somebody types. */
publicRoutes.get('/search/results', async (req, res) => {
  res.render('search/_found', await searchPage(req));
});

/** What nobody has solved can be asked, in the words it was looked for with. */
signedInRoutes.get('/search/question', async (req, res) => {
  const workspace = await findWorkspace(readParameter(req.query.in));
  if (!isInGroup(signedInOf(req.viewer), workspace.id)) throw notFound();
  const query = new URLSearchParams({ kind: 'question', title: readParameter(req.query.title) });
  res.redirect(303, `/workspaces/${workspace.slug}/topics/new?${query}`);
});

async function searchPage(req: Request) {
  const search = readSearch(req);
  const page = Math.min(readNumber(req.query.page) ?? 1, mostPages);
  const known = { workspaces: await listWorkspaces(), councils: await listCouncils() };
  const workspace = known.workspaces.find(({ slug }) => slug === search.in);
  const asked = {
    search,
    narrowed: narrowingOf(search),
    workspace,
    title: search.q ? `${search.q}: search` : 'Search',
  };
  if (!search.q) return asked;

  const filter = conditionsFor(search, known);
  const { found, results, respelled } = await searchFor(req.viewer, search.q, { filter, page });
  const pages = Math.min(mostPages, Math.ceil(found.total / resultsOnPage));
  return {
    ...asked,
    total: found.total,
    isNarrowed: filter.length > 0,
    results: results.map(({ topic, ...shown }) => ({ ...shownRow(topic), ...shown })),
    respelled,
    facets: facetsOf(search, found, known, (change) => addressOf({ ...search, ...change })),
    withoutFilters: addressOf({ q: search.q }),
    ...pageLinks(page, pages, (number) => addressOf(search, number)),
    askIn: known.workspaces.filter(({ id }) => isInGroup(req.viewer, id)),
  };
}
