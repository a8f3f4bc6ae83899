import { type SQL, sql } from 'drizzle-orm';
import type { Request } from 'express';
import { readParameter } from '../../platform/addresses.ts';
import type { Council } from '../councils/queries.ts';
import { healthLabels } from '../topics/health.ts';
import { isKind, kinds } from '../topics/kinds.ts';
import type { FoundWorkspace } from '../workspaces/queries.ts';
import type { Found } from './find-topics.ts';
import { longestQuery } from './read-query.ts';

/** What an address looks for, and what it is narrowed to. */
export interface Search {
  q: string;
  in: string;
  kind: string;
  state: string;
  council: string;
  tag: string;
}

const names = ['q', 'in', 'kind', 'state', 'council', 'tag'] as const;

export function readSearch({ query }: Request): Search {
  const read = (name: keyof Search) =>
    readParameter(query[name])
      .trim()
      .slice(0, name === 'q' ? longestQuery : 100);
  return Object.fromEntries(names.map((name) => [name, read(name)])) as unknown as Search;
}

const states: Record<string, string> = {
  solved: 'Solved',
  unanswered: 'Not solved yet',
  ...healthLabels,
};

interface Known {
  workspaces: FoundWorkspace[];
  councils: Council[];
}

/** What a search is narrowed to, as conditions on a topic. A word that is not known narrows to nothing rather than to all. */
export function conditionsFor({ in: slug, kind, state, council: from, tag }: Search, known: Known): SQL[] {
  const workspace = known.workspaces.find((one) => one.slug === slug);
  const council = known.councils.find((one) => one.slug === from);
  return [
    ...(slug ? [sql`topics.workspace_id = ${workspace?.id ?? 0}`] : []),
    ...(kind ? [sql`topics.kind = ${kind}`] : []),
    ...(state ? [standing(state)] : []),
    ...(from ? [sql`topics.author_council_id = ${council?.id ?? 0}`] : []),
    ...(tag ? [sql`topics.tags @> array[${tag.toLowerCase()}]::text[]`] : []),
  ];
}

function standing(state: string): SQL {
  if (state === 'solved') return sql`topics.kind = 'question' and topics.state = 'answered'`;
  if (state === 'unanswered') return sql`topics.kind = 'question' and topics.state <> 'answered'`;
  return sql`topics.kind <> 'question' and topics.health = ${state}`;
}

export function addressOf(search: Partial<Search>, page = 1): string {
  const given = names
    .filter((name) => search[name])
    .map((name): [string, string] => [name, search[name] ?? '']);
  const query = new URLSearchParams([...given, ...(page > 1 ? [['page', String(page)]] : [])] as [
    string,
    string,
  ][]);
  return `/search?${query}`;
}

const mostTags = 10;

/** What a search can be narrowed to, each with how many of what was found are left, as plain links that combine. */
export function facetsOf(search: Search, { facets, total }: Found, { workspaces, councils }: Known) {
  const group = (
    label: string,
    name: Exclude<keyof Search, 'q'>,
    choices: { value: string; label: string; count: number }[],
  ) => ({
    label,
    items: choices.map((choice) => {
      const current = search[name] === choice.value;
      return { ...choice, current, href: addressOf({ ...search, [name]: current ? '' : choice.value }) };
    }),
  });
  const of = (facet: Found['facets'][number]['facet']) => facets.filter((one) => one.facet === facet);
  const named = (facet: 'kind' | 'state', label: (value: string) => string | undefined) =>
    of(facet).map(({ value, topics }) => ({ value, label: label(value) ?? value, count: topics }));
  return [
    group(
      'Kind',
      'kind',
      named('kind', (value) => (isKind(value) ? kinds[value].plural : undefined)),
    ),
    group(
      'State',
      'state',
      named('state', (value) => states[value]),
    ),
    group(
      'Requirement',
      'in',
      placed(of('workspace'), workspaces, ({ number, name }) => (number ? `${number} ${name}` : name)),
    ),
    group(
      'Council',
      'council',
      placed(of('council'), councils, ({ name }) => name),
    ),
    group(
      'Tag',
      'tag',
      of('tag')
        .slice(0, mostTags)
        .map(({ value, topics }) => ({ value, label: value, count: topics })),
    ),
  ]
    .map(({ label, items }) => ({
      label,
      items: items.filter(({ count, current }) => current || count < total),
    }))
    .filter(({ items }) => items.length > 0);
}

/** In the order in which they are known. */
const placed = <T extends { id: number; slug: string }>(
  found: Found['facets'],
  known: T[],
  labelOf: (one: T) => string,
) =>
  known.flatMap((one) => {
    const facet = found.find(({ value }) => value === String(one.id));
    return facet ? [{ value: one.slug, label: labelOf(one), count: facet.topics }] : [];
  });
