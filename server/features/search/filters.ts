import type { Request } from 'express';
import { readParameter } from '../../platform/addresses.ts';
import { addressWith, type Narrowing, narrowingNames, readNarrowing } from '../library/filters.ts';
import { longestQuery } from './read-query.ts';

/** What an address looks for, and what it is narrowed to. */
export interface Search extends Narrowing {
  q: string;
}

export const readSearch = (req: Request): Search => ({
  q: readParameter(req.query.q).trim().slice(0, longestQuery),
  ...readNarrowing(req),
});

/** What it is narrowed to, by name. */
export const narrowingOf = (search: Search): Partial<Narrowing> =>
  Object.fromEntries(narrowingNames.flatMap((name) => (search[name] ? [[name, search[name]]] : [])));

/** All that a search says, by name. */
export const withoutEmpty = (search: Search): Partial<Search> => ({
  ...(search.q && { q: search.q }),
  ...narrowingOf(search),
});

/** A search of which only what it says was kept. */
export const asSearch = (kept: Partial<Search>): Search =>
  Object.fromEntries(
    ['q', ...narrowingNames].map((name) => [name, kept[name as keyof Search] ?? '']),
  ) as unknown as Search;

export const addressOf = (search: Partial<Search>, page = 1) => addressWith('/search', search, page);
