import { type SQL, sql } from 'drizzle-orm';
import type { Request } from 'express';
import { readParameter } from '../../platform/addresses.ts';
import { clock } from '../../platform/clock.ts';
import { figure } from '../../platform/figure.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { isKind, kinds } from '../topics/kinds.ts';
import type { Facet } from './facets.ts';
import type { Found } from './find-among.ts';
import type { Known } from './known.ts';
import { isOwnerless, isStanding, standing, standings } from './standing.ts';

/** What topics are narrowed to, as addresses say it. */
export interface Narrowing {
  /** The workspace's slug. */
  in: string;
  kind: string;
  /** Like the tag, one or several with commas between them, all of which hold. */
  state: string;
  council: string;
  service: string;
  tag: string;
  licence: string;
  /** By at least how many councils. */
  used: string;
  /** Within how many days. */
  changed: string;
}

export const narrowingNames = [
  'in',
  'kind',
  'state',
  'council',
  'service',
  'tag',
  'licence',
  'used',
  'changed',
] as const satisfies (keyof Narrowing)[];

const combining = new Set<keyof Narrowing>(['state', 'tag']);

/** What is chosen of this, in the letters of whoever wrote the address. */
const chosenOf = (narrowing: Narrowing, name: keyof Narrowing): string[] =>
  combining.has(name) ? severalIn(narrowing[name]) : [narrowing[name]];

export const severalIn = (text: string): string[] => text.split(',').map((one) => one.trim());

/** As long as the longest name of a service, or as all tags that a topic can have. */
const longest = 300;

export function readNarrowing({ query }: Request): Narrowing {
  const read = (name: keyof Narrowing) => readParameter(query[name]).trim().slice(0, longest);
  return Object.fromEntries(narrowingNames.map((name) => [name, read(name)])) as unknown as Narrowing;
}

const used = { 1: '1 council or more', 3: '3 councils or more', 7: '7 councils or more' };
const changed = { 31: 'Last month', 183: 'Last six months', 366: 'Last year' };
const needsOwner = 'ownerless';
const day = 24 * 60 * 60 * 1000;

/** The address of a page of what is narrowed like this. */
export function addressWith(
  path: string,
  asked: Partial<Narrowing & { q: string; order: string }>,
  page = 1,
): string {
  const query = new URLSearchParams();
  for (const name of ['q', ...narrowingNames, 'order'] as const)
    if (asked[name]) query.set(name, asked[name]);
  if (page > 1) query.set('page', String(page));
  return query.size > 0 ? `${path}?${query}` : path;
}

/**
 * The same as conditions on a topic. A word that is not known narrows to nothing rather than to all, and so does what only
 * members may know.
 */
export function conditionsFor(viewer: Viewer, narrowing: Narrowing, { workspaces, councils }: Known): SQL[] {
  const idOf = (list: { id: number; slug: string }[], slug: string) =>
    list.find((one) => one.slug === slug)?.id ?? 0;
  const conditions: Record<keyof Narrowing, (text: string) => SQL> = {
    in: (slug) => sql`topics.workspace_id = ${idOf(workspaces, slug)}`,
    kind: (kind) => sql`topics.kind = ${kind}`,
    state: (states) =>
      sql.join(
        severalIn(states).map((state) =>
          state === needsOwner && viewer.kind === 'member' ? isOwnerless() : sql`${standing} = ${state}`,
        ),
        sql` and `,
      ),
    council: (slug) => sql`topics.author_council_id = ${idOf(councils, slug)}`,
    service: (name) => sql`lower(topics.service) = ${name.toLowerCase()}`,
    tag: (tags) => sql`topics.tags @> ${sql.param(severalIn(tags.toLowerCase()))}::text[]`,
    licence: (name) => sql`lower(topics.licence) = ${name.toLowerCase()}`,
    used: (least) => isUsedBy(wholeNumber(least)),
    changed: (days) => isChangedWithin(wholeNumber(days)),
  };
  return narrowingNames.flatMap((name) => (narrowing[name] ? [conditions[name](narrowing[name])] : []));
}

/** What is no number narrows to nothing. */
const wholeNumber = (text: string) => (/^\d{1,4}$/.test(text) ? Number(text) : 9999);
const since = (days: number) =>
  new Date(clock.now().getTime() - (days === 9999 ? -1 : days) * day).toISOString();

/** True of topics that at least so many councils use. */
export const isUsedBy = (least: number): SQL => sql`topics.council_count >= ${figure(least)}`;

/** True of topics that were written, or edited, within so many days. */
export const isChangedWithin = (days: number): SQL =>
  sql`coalesce(topics.edited_at, topics.created_at) >= ${since(days)}::timestamptz`;

type Choice = { value: string; label: string; count: number };

/** What topics can be narrowed to further, each with how many are left, as plain links that combine. */
export function facetsOf(
  narrowing: Narrowing,
  { facets, total }: Found,
  { workspaces, councils }: Known,
  hrefOf: (change: Partial<Narrowing>) => string,
) {
  const group = (label: string, name: keyof Narrowing, choices: Choice[], among = total) => ({
    label,
    items: choices
      .map((choice) => ({ ...choice, ...toggled(narrowing, name, choice.value) }))
      .filter(({ count, current }) => current || count < total || among > total)
      .map(({ after, ...choice }) => ({ ...choice, href: hrefOf({ [name]: after }) })),
  });
  const of = (facet: Facet['facet']) => facets.filter((one) => one.facet === facet);
  const named = (facet: Facet['facet'], labelOf: (value: string) => string) =>
    of(facet).map(({ value, topics }) => ({ value, label: labelOf(value), count: topics }));
  // More than the total where not every state is taken; then none of them is all that there is.
  const ofAnyState = of('state')
    .filter(({ value }) => isStanding(value))
    .reduce((sum, { topics }) => sum + topics, 0);
  const typed = (facet: Facet['facet']) => named(facet, (value) => value);
  return [
    group(
      'Kind',
      'kind',
      named('kind', (value) => (isKind(value) ? kinds[value].plural : value)),
    ),
    group(
      'State',
      'state',
      inOrder(named('state', labelOfState), [...Object.keys(standings), needsOwner]),
      ofAnyState,
    ),
    group(
      'Requirement',
      'in',
      placed(of('workspace'), workspaces, ({ number, name }) => (number ? `${number} ${name}` : name)),
    ),
    group('Used by', 'used', reaching(of('used'), usedAtLeast.toReversed(), used).toReversed()),
    group('Changed', 'changed', reaching(of('changed'), changedWithin, changed)),
    group(
      'Council',
      'council',
      placed(of('council'), councils, ({ name }) => name),
    ),
    group('Service', 'service', typed('service')),
    group('Licence', 'licence', typed('licence')),
    group('Tag', 'tag', typed('tag')),
  ].filter(({ items }) => items.length > 0);
}

/** Whether it is chosen, and what is when it is clicked. */
function toggled(narrowing: Narrowing, name: keyof Narrowing, value: string) {
  const chosen = narrowing[name] ? chosenOf(narrowing, name) : [];
  const others = chosen.filter((one) => one.toLowerCase() !== value.toLowerCase());
  const current = others.length < chosen.length;
  const kept = combining.has(name) ? others : [];
  return { current, after: (current ? kept : [...kept, value]).join(',') };
}

/** What a state is called on pages. */
export const labelOfState = (value: string) =>
  value === needsOwner ? 'Needs somebody to look after it' : isStanding(value) ? standings[value] : value;

const inOrder = (choices: Choice[], order: string[]) =>
  choices.toSorted((one, other) => order.indexOf(one.value) - order.indexOf(other.value));

/** Each step with the topics of those before it, which reach it too. */
function reaching(found: Facet[], steps: number[], labels: Record<number, string>): Choice[] {
  let count = 0;
  return steps.flatMap((step) => {
    count += found.find(({ value }) => value === String(step))?.topics ?? 0;
    return count > 0 ? [{ value: String(step), label: labels[step] ?? '', count }] : [];
  });
}

/** In the order in which they are known. */
const placed = <T extends { id: number; slug: string }>(
  found: Facet[],
  known: T[],
  labelOf: (one: T) => string,
) =>
  known.flatMap((one) => {
    const facet = found.find(({ value }) => value === String(one.id));
    return facet ? [{ value: one.slug, label: labelOf(one), count: facet.topics }] : [];
  });

export const usedAtLeast = Object.keys(used).map(Number);
export const changedWithin = Object.keys(changed).map(Number);
