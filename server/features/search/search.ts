import type { SQL } from 'drizzle-orm';
import type { Viewer } from '../../platform/viewer.ts';
import { listTopicsById } from '../topics/lists.ts';
import { findTopics } from './find-topics.ts';
import { lookUpWords } from './look-up-words.ts';
import { findPassages, markTitles } from './passages.ts';
import { readQuery } from './read-query.ts';

/** A page of what this viewer finds by what they typed, narrowed by conditions on topics. */
export async function search(viewer: Viewer, typed: string, { filter = [] as SQL[], page = 1 } = {}) {
  const query = readQuery(typed);
  const words = await lookUpWords(viewer, query);
  const found = await findTopics(viewer, { words, typed, phrases: query.phrases, filter, page });
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
