import { labelOfState, severalIn } from '../library/filters.ts';
import type { Known } from '../library/known.ts';
import { addressOf } from '../search/filters.ts';
import { isKind, kinds } from '../topics/kinds.ts';
import type { SavedSearch } from './queries.ts';

/** A saved search as its owner's pages show it: what it looks for, in words. */
export function shownSavedSearch(saved: Pick<SavedSearch, 'search'> & Partial<SavedSearch>, known: Known) {
  const { q, in: slug, kind, state, council, service, tag, licence, used, changed } = saved.search;
  const narrowing = [
    isKind(kind) && kinds[kind].plural,
    state && severalIn(state).map(labelOfState).join(', '),
    known.workspaces.find((one) => one.slug === slug)?.name ?? slug,
    known.councils.find((one) => one.slug === council)?.name ?? council,
    service && `service: ${service}`,
    tag && `tag: ${severalIn(tag).join(', ')}`,
    licence && `licence: ${licence}`,
    used && `used by ${used} or more`,
    changed && `changed within ${changed} days`,
  ].filter(Boolean);
  return { ...saved, words: q ?? '', narrowing, href: addressOf(saved.search) };
}
