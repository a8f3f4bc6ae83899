import type { SQL } from 'drizzle-orm';
import type { Viewer } from '../../platform/viewer.ts';
import { listTopicsById } from '../topics/lists.ts';
import { findTopics, type Order, resultsOnPage } from './find-topics.ts';
import { lookUpWords } from './look-up-words.ts';
import { findPassages, markTitles } from './passages.ts';
import { readQuery } from './read-query.ts';

interface Wanted {
  /** Conditions on topics. */
  filter?: SQL[];
  page?: number;
  size?: number;
  order?: Order;
}

/** A page of what this viewer finds by what they typed, each with the words in it. */
export async function search(viewer: Viewer, typed: string, wanted: Wanted = {}) {
  const { found, topics, words } = await find(viewer, typed, wanted);
  const [passages, titles] = await Promise.all([
    findPassages(found.ids, words),
    markTitles(
      topics.map(({ title }) => title),
      words,
    ),
  ]);
  const results = topics.map((topic, at) => ({
    topic,
    titleHtml: titles[at],
    passage: passages.get(topic.id),
  }));
  return { found, results, respelled: words.respelled, saysNothing: words.saysNothing };
}

/** The topics of such a page alone. */
export async function searchTopics(viewer: Viewer, typed: string, wanted: Wanted) {
  const { topics } = await find(viewer, typed, { ...wanted, withoutFacets: true });
  return topics;
}

async function find(viewer: Viewer, typed: string, wanted: Wanted & { withoutFacets?: boolean }) {
  const query = readQuery(typed);
  const words = await lookUpWords(viewer, query);
  const asked = { filter: [], page: 1, size: resultsOnPage, order: 'fit' as const, ...wanted };
  const found = await findTopics(viewer, { ...asked, words, typed, phrases: query.phrases });
  return { found, topics: await listTopicsById(viewer, found.ids), words };
}
