import type { Request } from 'express';
import { readParameter } from '../../platform/addresses.ts';
import type { Council } from '../councils/queries.ts';
import { isKind, kinds, type State } from '../topics/kinds.ts';
import type { Cursor, TopicFilter } from '../topics/lists.ts';

/** What an address narrows a workspace's list to. A word it does not know narrows to nothing rather than to all. */
export interface Filters {
  kind: string;
  state: string;
  council: string;
  tag: string;
  /** "councils" for what most councils share first. */
  order: string;
}

export const filterNames = ['kind', 'state', 'council', 'tag', 'order'] as const;

export function readFilters({ query }: Request): Filters {
  const read = (name: keyof Filters) => readParameter(query[name]).slice(0, 60);
  return {
    kind: read('kind'),
    state: read('state'),
    council: read('council'),
    tag: read('tag').toLowerCase(),
    order: read('order') === 'councils' ? 'councils' : '',
  };
}

/** "unsolved" and "solved" are what people look for; the rest are the states by their own names. */
interface StateChoice {
  value: string;
  label: string;
  kind: string;
  states: State[];
  /** Of these, only what is due for review, or overdue. */
  isDue?: boolean;
  /** Of these, only what councils use, or have too. */
  isShared?: boolean;
  membersOnly?: boolean;
}

const stateChoices: StateChoice[] = [
  { value: 'unsolved', label: 'Open questions', kind: 'question', states: ['open', 'reopened'] },
  {
    value: 'had-too',
    label: 'Others have it too',
    kind: 'question',
    states: ['open', 'reopened', 'answered'],
    isShared: true,
  },
  { value: 'solved', label: 'Solved', kind: 'question', states: ['answered'] },
  { value: 'published', label: 'Published', kind: 'guidance', states: ['published'] },
  {
    value: 'guidance-used',
    label: 'Used by councils',
    kind: 'guidance',
    states: ['published'],
    isShared: true,
  },
  { value: 'guidance-due', label: 'Review due', kind: 'guidance', states: ['published'], isDue: true },
  { value: 'draft', label: 'Your drafts', kind: 'guidance', states: ['draft'], membersOnly: true },
  { value: 'withdrawn', label: 'Withdrawn', kind: 'guidance', states: ['withdrawn'] },
  { value: 'proposed', label: 'Proposed', kind: 'pattern', states: ['proposed'] },
  { value: 'in-use', label: 'In use', kind: 'pattern', states: ['in-use'] },
  {
    value: 'pattern-used',
    label: 'Used by councils',
    kind: 'pattern',
    states: ['proposed', 'in-use'],
    isShared: true,
  },
  { value: 'pattern-due', label: 'Review due', kind: 'pattern', states: ['proposed', 'in-use'], isDue: true },
  { value: 'retired', label: 'Retired', kind: 'pattern', states: ['retired'] },
];

/** The filter for the query, or nothing where the address asks for what cannot be. */
export function topicFilterFrom(
  filters: Filters,
  workspaceId: number,
  council?: Council,
): TopicFilter | undefined {
  const { kind, state, tag } = filters;
  const choice = stateChoices.find(({ value }) => value === state);
  if ((kind && !isKind(kind)) || (state && !choice) || (filters.council && !council)) return undefined;
  return {
    workspaceId,
    kind: isKind(kind) ? kind : undefined,
    states: choice?.states,
    isDue: choice?.isDue,
    isShared: choice?.isShared,
    mostFirst: filters.order === 'councils',
    councilId: council?.id,
    tag: tag || undefined,
  };
}

interface Choices {
  councils: { slug: string; name: string; count: number }[];
  tags: { tag: string; count: number }[];
  isMember: boolean;
  /** The council that the address names, which may have nothing in this workspace. */
  council?: Council;
}

/** The filters as plain links, each keeping the others as they are. */
export function filterBar(path: string, filters: Filters, { councils, tags, isMember, council }: Choices) {
  const href = (change: Partial<Filters>) => addressOf(path, { ...filters, ...change });
  const choice = (name: keyof Filters, value: string, label: string, count?: number) => ({
    label,
    value,
    href: href({ [name]: value }),
    current: filters[name] === value,
    count,
  });
  // With every kind in the list, what people narrow it to is questions; eight states at once would be a wall.
  const ofKind = filters.kind || 'question';
  const states = stateChoices
    .filter(({ kind, value }) => kind === ofKind || value === filters.state)
    .filter(({ membersOnly }) => isMember || !membersOnly);
  const kindChoices = Object.entries(kinds).map(([kind, { plural }]) => ({
    ...choice('kind', kind, plural),
    href: href({ kind, state: '' }),
  }));
  const set = filterNames.filter((name) => name !== 'order' && filters[name]);
  return {
    kinds: [{ ...choice('kind', '', 'Everything'), href: href({ kind: '', state: '' }) }, ...kindChoices],
    states: [
      choice('state', '', 'Any state'),
      ...states.map(({ value, label }) => choice('state', value, label)),
    ],
    orders: [choice('order', '', 'Newest activity'), choice('order', 'councils', 'Most councils')],
    councils: withAny(
      choice('council', '', 'Any council'),
      councils.map(({ slug, name, count }) => choice('council', slug, name, count)),
    ),
    tags: withAny(
      choice('tag', '', 'Any tag'),
      tags.map(({ tag, count }) => choice('tag', tag, tag, count)),
    ),
    narrowed: Boolean(filters.council || filters.tag),
    any: set.length > 0,
    /** Where a new row belongs only the server knows: the page asks it. */
    isApart: Boolean(filters.order || stateChoices.find(({ value }) => value === filters.state)?.isShared),
    clearHref: path,
    words: set.map((name) => labelOf(name, filters[name], council)).join(', '),
    values: {
      ...filters,
      states: stateChoices.find(({ value }) => value === filters.state)?.states.join(' ') ?? '',
      healths: stateChoices.find(({ value }) => value === filters.state)?.isDue ? 'review-due overdue' : '',
    },
  };
}

const withAny = <T>(any: T, choices: T[]) => (choices.length > 0 ? [any, ...choices] : []);

function labelOf(name: keyof Filters, value: string, council?: Council): string {
  if (name === 'kind' && isKind(value)) return kinds[value].plural.toLowerCase();
  if (name === 'state')
    return (stateChoices.find((state) => state.value === value)?.label ?? value).toLowerCase();
  if (name === 'council') return `from ${council?.name ?? value}`;
  return name === 'tag' ? `tagged “${value}”` : value;
}

/** The address of a list with these filters, from its beginning or from a cursor. */
export function addressOf(path: string, filters: Filters, cursor?: Cursor): string {
  const query = new URLSearchParams();
  for (const name of filterNames) if (filters[name]) query.set(name, filters[name]);
  if (cursor)
    query.set(
      'after',
      [cursor.at.getTime(), cursor.id, cursor.councils].filter((part) => part !== undefined).join('.'),
    );
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** The cursor in an address; one that makes no sense is the beginning of the list. */
export function readCursor({ query }: Request): Cursor | undefined {
  const match = /^(\d{1,15})\.(\d{1,10})(?:\.(\d{1,4}))?$/.exec(readParameter(query.after));
  if (!match) return undefined;
  const at = new Date(Number(match[1]));
  const id = Number(match[2]);
  return Number.isNaN(at.getTime()) || at.getFullYear() > 9999 || id > 2_147_483_647
    ? undefined
    : { at, id, councils: match[3] === undefined ? undefined : Number(match[3]) };
}
