import type { Viewer } from '../../platform/viewer.ts';
import { countPeopleByCouncil, listLedCouncils } from '../people/queries.ts';
import { countSharesByCouncil } from './counts.ts';
import { codeOf } from './map.ts';
import { listCouncils } from './queries.ts';

/** A column of the table of councils; all but the name can be of no council, so the most of it come first. */
const columns = [
  { name: 'name', label: 'Council' },
  { name: 'people', label: 'People', membersOnly: true },
  { name: 'topics', label: 'Topics' },
  { name: 'answers', label: 'Accepted answers' },
  { name: 'lead', label: 'Has a lead', membersOnly: true },
  // How many people there are says it to members.
  { name: 'takesPart', label: 'Takes part', visitorsOnly: true },
] as const;

type Column = (typeof columns)[number]['name'];

/**
 * Every council with what it brings to the group. Visitors see who takes part and what is public; how many people
 * there are, and whether there is a lead, is for members.
 */
export async function councilTable(viewer: Viewer, order: string) {
  const [councils, people, led, shares] = await Promise.all([
    listCouncils(),
    countPeopleByCouncil(),
    listLedCouncils(),
    countSharesByCouncil(viewer),
  ]);
  const isMember = viewer.kind === 'member';
  const rows = councils.map(({ id, slug, name }) => {
    const count = people.get(id) ?? 0;
    return {
      slug,
      name,
      code: codeOf(slug),
      takesPart: count > 0,
      topics: shares.topics.get(id) ?? 0,
      answers: shares.answers.get(id) ?? 0,
      ...(isMember && { people: count, lead: led.has(id) }),
    };
  });
  const shown = columns.filter((column) => !((isMember ? 'visitorsOnly' : 'membersOnly') in column));
  const by: Column = shown.find(({ name }) => name === order)?.name ?? 'name';
  return {
    isMember,
    councils: rows,
    rows: by === 'name' ? rows : rows.toSorted((a, b) => Number(b[by] ?? 0) - Number(a[by] ?? 0)),
    columns: shown.map(({ name, label }) => ({
      name,
      label,
      href: name === 'name' ? '/councils#table' : `/councils?order=${name}#table`,
      sorted: name === by && (name === 'name' ? 'ascending' : 'descending'),
    })),
    order: by,
    takingPart: rows.filter(({ takesPart }) => takesPart).length,
  };
}
