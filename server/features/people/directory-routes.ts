import { type Request, Router } from 'express';
import { readNumber, readParameter } from '../../platform/addresses.ts';
import { oneLine } from '../../platform/one-line.ts';
import { pageLinks } from '../../platform/page-links.ts';
import { findCouncilIfAny } from '../councils/queries.ts';
import { inWords } from '../roles/words.ts';
import { findStandard } from '../standard/queries.ts';
import { listWorkspaces } from '../workspaces/queries.ts';
import { countPeople, listPeople, listPeopleChoices, type PeopleFilter, peopleOnPage } from './directory.ts';
import { sumOfPeople } from './people-room.ts';
import { shownRow } from './shown.ts';

export const directoryRoutes = Router();

const filterNames = ['requirement', 'council', 'tag', 'name'] as const;
type Asked = Record<(typeof filterNames)[number], string>;

directoryRoutes.get('/people', async (req, res) => {
  const asked = readAsked(req);
  // First, so that what has changed since is shown as well, or asked for.
  const seq = await sumOfPeople();
  const points = await listPoints();
  const point = points.find(({ number }) => String(number) === asked.requirement);
  const filter = await filterFrom(asked, point?.id);
  const [total, choices] = await Promise.all([filter ? countPeople(filter) : 0, listPeopleChoices()]);
  const pages = Math.max(1, Math.ceil(total / peopleOnPage));
  const page = Math.min(readNumber(req.query.page) ?? 1, pages);
  const people = filter && total > 0 ? await listPeople(filter, page) : [];
  const isNarrowed = filterNames.some((name) => asked[name]);
  res.render('people/index', {
    seq,
    total,
    people: people.map((person) => shownRow(person, { requirementId: point?.id, tag: filter?.tag })),
    point,
    asked,
    isNarrowed,
    title: titleOf(asked, page),
    found: foundWords(total, [point?.title, filter?.tag]),
    links: pageLinks(page, pages, (number) => addressOf(asked, number)),
    form: { values: asked, errorFor: {} },
    choices: {
      requirements: points.map(({ id, number, title }) => {
        const count = choices.ofRequirement.get(id) ?? 0;
        return { value: String(number), text: `${number}. ${title} (${count})` };
      }),
      councils: choices.councils.map(({ slug, name, count }) => ({
        value: slug,
        text: `${name} (${count})`,
      })),
      tags: choices.tags.map(({ tag, count }) => ({ value: tag, text: `${tag} (${count})` })),
    },
    askHref: `/workspaces/${point?.slug ?? 'running-the-group'}/topics/new?kind=question`,
  });
});

function readAsked({ query }: Request): Asked {
  const read = (value: unknown) => oneLine(readParameter(value)).slice(0, 100);
  return {
    requirement: read(query.requirement),
    council: read(query.council),
    tag: read(query.tag).toLowerCase(),
    name: read(query.name),
  };
}

/** The requirements of the standard that the group works on now, with their workspaces' addresses. */
async function listPoints() {
  const [standard, workspaces] = await Promise.all([findStandard(), listWorkspaces()]);
  return workspaces.flatMap(({ slug, standardId, requirement }) =>
    requirement && standardId === standard.id ? [{ ...requirement, slug }] : [],
  );
}

/** Nothing where the address asks for what there is not: a word that is not known narrows to nobody. */
async function filterFrom(asked: Asked, requirementId?: number): Promise<PeopleFilter | undefined> {
  const council = asked.council ? await findCouncilIfAny(asked.council) : undefined;
  if ((asked.requirement && !requirementId) || (asked.council && !council)) return undefined;
  return {
    requirementId,
    councilId: council?.id,
    tag: asked.tag || undefined,
    name: asked.name || undefined,
  };
}

/** "3 people know about “Make a plan for being offline”" */
function foundWords(total: number, about: (string | undefined)[]): string {
  const things = about.flatMap((thing) => (thing ? `“${thing}”` : []));
  const who = `${total.toLocaleString('en-GB')} ${total === 1 ? 'person' : 'people'}`;
  return things.length > 0 ? `${who} ${total === 1 ? 'knows' : 'know'} about ${inWords(things)}` : who;
}

function titleOf({ requirement, council, tag, name }: Asked, page: number): string {
  const about = [requirement && `requirement ${requirement}`, council, tag, name].filter(Boolean).join(', ');
  return ['People', about && `: ${about}`, page > 1 && `, page ${page}`].filter(Boolean).join('');
}

function addressOf(asked: Asked, page: number): string {
  const given = new URLSearchParams();
  for (const name of filterNames) if (asked[name]) given.set(name, asked[name]);
  if (page > 1) given.set('page', String(page));
  return given.size > 0 ? `/people?${given}` : '/people';
}
