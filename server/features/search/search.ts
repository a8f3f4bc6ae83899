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

/** A page of what this viewer finds by what they typed. */
export async function search(viewer: Viewer, typed: string, wanted: Wanted = {}) {
  const { filter = [], page = 1, size = resultsOnPage, order = 'fit' } = wanted;
  const query = readQuery(typed);
  const words = await lookUpWords(viewer, query);
  const found = await findTopics(viewer, { words, typed, phrases: query.phrases, filter, page, size, order });
  const topics = await listTopicsById(viewer, found.ids);
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
  return { found, results, respelled: words.respelled };
}
