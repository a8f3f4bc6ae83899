import type { Feed } from '../../platform/atom.ts';
import { type SignedIn, withCouncil } from '../../platform/viewer.ts';
import { conditionsFor } from '../library/filters.ts';
import { findKnown } from '../library/known.ts';
import { standingInWords } from '../library/standing.ts';
import { addressOf, asSearch } from '../search/filters.ts';
import { searchTopics } from '../search/search.ts';
import { shownRow } from '../topics/shown.ts';
import type { SavedSearch } from './queries.ts';

const inFeed = 50;

/** The feed of a saved search: what its owner may see now, what happened last at the top. */
export async function listSavedSearch(owner: SignedIn, saved: SavedSearch): Promise<Feed> {
  const asked = asSearch(saved.search);
  const filter = conditionsFor(owner, asked, await findKnown());
  const topics = await searchTopics(owner, asked.q, { filter, size: inFeed, order: 'activity' });
  const entries = topics.map((topic) => {
    const { author, excerpt } = topic;
    const row = shownRow(topic);
    const standing = standingInWords(topic);
    return {
      href: row.href,
      title: row.title,
      summary: [`${row.kindLabel}: ${standing}.`, excerpt].filter(Boolean).join(' '),
      author: withCouncil(author),
      published: topic.createdAt,
      updated: topic.lastActivityAt,
      categories: [row.kindLabel, standing, ...topic.tags],
      mark: `${topic.id} ${topic.seq}`,
    };
  });
  return { title: `Standard Practice: ${saved.name}`, page: addressOf(saved.search), entries };
}
