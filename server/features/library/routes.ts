import { type Request, Router } from 'express';
import { readNumber, readParameter } from '../../platform/addresses.ts';
import { marksOf } from '../../platform/atom.ts';
import { pageLinks } from '../../platform/page-links.ts';
import { sendFeed } from '../../platform/send-feed.ts';
import { type Viewer, withCouncil } from '../../platform/viewer.ts';
import { canKeepCollections } from '../collections/policy.ts';
import { listCollections } from '../collections/queries.ts';
import { shownCollection } from '../collections/shown.ts';
import { listRequirementsFor } from '../standard/queries.ts';
import { browse, type Order, orders } from './browse.ts';
import {
  addressWith,
  conditionsFor,
  facetsOf,
  type Narrowing,
  narrowingNames,
  readNarrowing,
} from './filters.ts';
import { findKnown, type Known } from './known.ts';
import { shownKnown } from './shown.ts';
import { drawTable } from './table.ts';

export const publicRoutes = Router();

const onPage = 20;
const mostPages = 100;
const inFeed = 50;
const inTable = 1000;

publicRoutes.get('/library', async (req, res) => {
  const { narrowing, order, known } = await read(req);
  const isNarrowed = narrowingNames.some((name) => narrowing[name]);
  const page = Math.min(readNumber(req.query.page) ?? 1, mostPages);
  const isEntrance = !isNarrowed && !req.query.order && page === 1;
  if (isEntrance) {
    const [{ requirements, group }, collections] = await Promise.all([
      listRequirementsFor(req.viewer),
      listCollections(req.viewer),
    ]);
    return res.render('library/entrance', {
      requirements,
      group,
      collections: collections.map(shownCollection),
      can: { keep: canKeepCollections(req.viewer) },
    });
  }
  const { found, topics } = await browse(req.viewer, {
    ...asked(req.viewer, narrowing, known),
    order,
    page,
    size: onPage,
  });
  const hrefOf = (change: Partial<Narrowing & { order: string }>, to = 1) =>
    addressWith('/library', { ...narrowing, order, ...change }, to);
  const facets = facetsOf(narrowing, found, known, hrefOf);
  const chosen = facets.flatMap(({ items }) =>
    items.filter(({ current }) => current).map(({ label }) => label),
  );
  const shownOrder = orders[order].toLowerCase();
  res.render('library/show', {
    title: ['Library', [...chosen, shownOrder, page > 1 && `page ${page}`].filter(Boolean).join(', ')].join(
      ': ',
    ),
    total: found.total,
    topics: topics.map(shownKnown),
    facets,
    orders: Object.entries(orders)
      .filter(([name]) => name !== 'helpful' || req.viewer.kind !== 'visitor')
      .map(([name, label]) => ({ label, href: hrefOf({ order: name }), current: name === order })),
    isNarrowed,
    feed: { title: 'Library', href: addressWith('/library.atom', { ...narrowing, order: 'newest' }) },
    tableHref: addressWith('/library.csv', { ...narrowing, order }),
    inTable: found.total > inTable && inTable,
    ...pageLinks(page, Math.min(mostPages, Math.ceil(found.total / onPage)), (to) => hrefOf({}, to)),
  });
});

publicRoutes.get('/library.atom', async (req, res) => {
  const { narrowing, known } = await read(req);
  const { topics } = await browse(req.viewer, {
    ...asked(req.viewer, narrowing, known),
    order: 'newest',
    page: 1,
    size: inFeed,
    withoutFacets: true,
  });
  const entries = topics.map(shownKnown).map((topic) => ({
    ...topic,
    summary: topic.answer?.text ?? topic.excerpt,
    author: withCouncil(topic.author),
    published: topic.createdAt,
    updated: topic.editedAt ?? topic.createdAt,
    mark: `${topic.id} ${topic.seq}`,
    categories: [topic.kindLabel, topic.health?.label ?? topic.stateLabel, ...topic.tags],
  }));
  const order = { order: 'newest' };
  const self = addressWith('/library.atom', { ...narrowing, ...order });
  const page = addressWith('/library', { ...narrowing, ...order });
  await sendFeed(res, { viewer: req.viewer, name: self, marks: marksOf(entries) }, async () => ({
    title: 'Standard Practice: library',
    self,
    page,
    entries,
  }));
});

publicRoutes.get('/library.csv', async (req, res) => {
  const { narrowing, order, known } = await read(req);
  const { found, topics } = await browse(req.viewer, {
    ...asked(req.viewer, narrowing, known),
    order,
    page: 1,
    size: inTable,
    withoutFacets: true,
  });
  res
    .attachment('library.csv')
    .type('text/csv; charset=utf-8')
    .send(`\ufeff${drawTable(topics.map(shownKnown), found.total)}`);
});

async function read(req: Request) {
  const asked = readParameter(req.query.order);
  const order: Order = Object.hasOwn(orders, asked) ? (asked as Order) : 'reused';
  return { narrowing: readNarrowing(req), order, known: await findKnown() };
}

const asked = (viewer: Viewer, narrowing: Narrowing, known: Known) => ({
  conditions: conditionsFor(viewer, narrowing, known),
  hasState: narrowing.state !== '',
});
