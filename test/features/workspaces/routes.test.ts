import { sql } from 'drizzle-orm';
import { db } from '../../../server/platform/database.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makePerson, makeReply, makeTopic, workspaceOf } from '../../support/make.ts';

const app = useApp();
let author: Awaited<ReturnType<typeof makePerson>>;
let neighbour: typeof author;
let agent: Agent;

beforeAll(async () => {
  author = await makePerson({ council: 'southwark' });
  neighbour = await makePerson({ council: 'hackney' });
  agent = await app.signInAs(author);
});

const titlesOn = (text: string) =>
  [...text.matchAll(/topic-row__title">.*?href="\/topics\/\d+">([^<]*)</g)].map(([, title]) => title);

const linkTo = (text: string, label: string) =>
  new RegExp(
    `href="([^"]*)"[^>]*>(?:\\s*<svg.*?</svg>)?\\s*<span class="govuk-pagination__link-title">${label}`,
  )
    .exec(text)?.[1]
    ?.replaceAll('&amp;', '&')
    .replaceAll('&#x3D;', '=');

test('shows its requirement, the official statement with its source and licence, and whether the title is official', async () => {
  const { slug, requirement, standard } = await workspaceOf(1);
  const { text } = await app.visitor().get(`/workspaces/${slug}`).expect(200);
  for (const words of [requirement?.statement, standard?.licence, standard?.source])
    expect(text).toContain(words);
  expect(text).toContain('<span class="govuk-visually-hidden">Requirement </span>1</span>');
  expect(text).not.toContain('working title');
  const { rows } = await db.execute<{ slug: string }>(sql`
    select w.slug from workspaces w join requirements r on r.id = w.requirement_id where not r.title_is_official`);
  expect(rows.length).toBeGreaterThan(0);
  for (const { slug } of rows) {
    expect((await app.visitor().get(`/workspaces/${slug}`)).text).toContain('working title');
  }
});

test('there is one for each requirement of the Standard, and one for the running of the group', async () => {
  const { text } = await app.visitor().get('/standard');
  const slugs = new Set([...text.matchAll(/href="\/workspaces\/([a-z0-9-]+)"/g)].map(([, slug]) => slug));
  const { rows } = await db.execute<{ count: number }>(sql`select count(*)::int from workspaces`);
  expect(slugs.size).toBe(rows[0]?.count);
  for (const slug of slugs) await app.visitor().get(`/workspaces/${slug}`).expect(200);
  expect(slugs).toContain('running-the-group');
});

test('its topics stand with the newest activity first', async () => {
  const { slug } = await workspaceOf(4);
  const [first, second] = [
    await makeTopic(author, { requirement: 4 }),
    await makeTopic(author, { requirement: 4 }),
  ];
  expect(titlesOn((await agent.get(`/workspaces/${slug}`)).text)).toEqual([second.title, first.title]);
  await makeReply(author, first.id);
  expect(titlesOn((await agent.get(`/workspaces/${slug}`)).text)).toEqual([first.title, second.title]);
});

test('who in the group knows about it is told to members, and to nobody else', async () => {
  const { slug, requirement } = await workspaceOf(5);
  const expert = await makePerson({ name: 'Exa Expert' });
  const fields = { name: 'Exa Expert', [`help-${requirement?.id}`]: 'Ran three procurements' };
  await send(await app.signInAs(expert), `/people/${expert.id}/edit`, fields).expect(303);
  const member = await agent.get(`/workspaces/${slug}`);
  expect(member.text).toContain('Exa Expert');
  expect(member.text).toContain('Ran three procurements');
  expect((await app.visitor().get(`/workspaces/${slug}`)).text).not.toMatch(/Exa Expert|Who knows/);
});

describe('filters', () => {
  const path = '/workspaces/use-agile-methods';
  const made: Record<string, string> = {};

  beforeAll(async () => {
    const make = async (name: string, by: typeof author, parts: Parameters<typeof makeTopic>[1]) => {
      made[name] = (await makeTopic(by, { requirement: 3, title: name, ...parts })).title;
    };
    expect((await workspaceOf(3)).slug).toBe('use-agile-methods');
    await make('an open question', author, { tags: 'sprints, Retros' });
    await make('guidance', neighbour, { kind: 'guidance', tags: 'retros' });
    await make('withdrawn guidance', neighbour, { kind: 'guidance' });
    await make('a pattern', author, { kind: 'pattern', visibility: 'group' });
    await make('a solved question', neighbour, {});
    await db.execute(sql`update topics set state = 'withdrawn' where title = 'withdrawn guidance'`);
    await db.execute(sql`update topics set state = 'answered' where title = 'a solved question'`);
  });

  test.each([
    ['', ['a solved question', 'a pattern', 'withdrawn guidance', 'guidance', 'an open question']],
    ['?kind=question', ['a solved question', 'an open question']],
    ['?kind=guidance&state=published', ['guidance']],
    ['?state=unsolved', ['an open question']],
    ['?state=solved', ['a solved question']],
    ['?state=withdrawn', ['withdrawn guidance']],
    ['?council=hackney', ['a solved question', 'withdrawn guidance', 'guidance']],
    ['?tag=retros', ['guidance', 'an open question']],
    ['?tag=RETROS&council=southwark', ['an open question']],
    ['?kind=poll', []],
    ['?state=constructor', []],
    ['?council=atlantis', []],
    ['?tag=unheard-of', []],
    [
      '?kind=question&kind=guidance',
      ['a solved question', 'a pattern', 'withdrawn guidance', 'guidance', 'an open question'],
    ],
  ])('%s shows %j', async (query, expected) => {
    const { text } = await agent.get(`${path}${query}`).expect(200);
    expect(titlesOn(text)).toEqual(expected);
  });

  test('are plain links that keep each other, and can be cleared', async () => {
    const { text } = await agent.get(`${path}?kind=question&council=southwark`);
    const links = text.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    expect(links).toContain(`href="${path}?kind=question&state=unsolved&council=southwark#topics"`);
    expect(links).toContain(`href="${path}?council=southwark#topics"`);
    expect(links).toContain('Showing: questions, from Southwark.');
    expect(links).toContain(`href="${path}#topics">Clear filters`);
  });

  test('visitors see the public ones, and the counts of these', async () => {
    const { text } = await app.visitor().get(path);
    expect(titlesOn(text)).not.toContain('a pattern');
    expect(titlesOn(text)).toHaveLength(4);
    const counts = (page: string) =>
      [
        ...((page.split('data-part="counts-')[1] ?? '').split('</ul>')[0]?.matchAll(/<strong>(\d+)/g) ?? []),
      ].map(([, count]) => Number(count));
    expect(counts(text)).toEqual([1, 1, 1, 0]);
    expect(counts((await agent.get(path)).text)).toEqual([1, 1, 1, 1]);
  });
});

describe('pages', () => {
  test('go through every topic once, in order, also while topics move', async () => {
    const { slug, id } = await workspaceOf(6);
    await db.execute(sql`
      insert into topics (workspace_id, kind, state, visibility, title, content, html, excerpt, author_id,
        author_council_id, author, seq, last_activity_at, form_key)
      select ${id}, 'question', 'open', 'public', 'Number ' || n, '{}', '{}', '', ${author.id}, ${author.council.id},
        ${JSON.stringify({ id: author.id, name: author.name, job: '', role: '', council: author.council })}::jsonb, 1,
        timestamptz '2026-01-01' + (n / 3) * interval '1 minute', 'paged-' || n
      from generate_series(1, 60) n`);
    const seen: (string | undefined)[] = [];
    let path: string | undefined = `/workspaces/${slug}?kind=question`;
    for (let page = 1; path; page++) {
      const { text } = await agent.get(path).expect(200);
      seen.push(...titlesOn(text));
      path = linkTo(text, 'Older');
      expect(linkTo(text, 'Newest')).toBe(page === 1 ? undefined : `/workspaces/${slug}?kind=question`);
      if (page === 1) await makeTopic(author, { requirement: 6 });
    }
    expect(seen).toEqual(Array.from({ length: 60 }, (_, at) => `Number ${60 - at}`));
  });

  test.each([
    'x',
    '1',
    '1.2.3',
    '-1.1',
    '99999999999999999.1',
    '999999999999999.1',
    '1.99999999999',
    '1.1&after=2.2',
  ])('a cursor that makes no sense does no harm: %s', async (after) => {
    const { slug } = await workspaceOf(6);
    await agent.get(`/workspaces/${slug}?after=${after}`).expect(200);
  });
});

test('what is no workspace is not found', async () => {
  for (const slug of ['nowhere', 'constructor', '__proto__', '1', '%FF', '..%2f..', 'x'.repeat(3000)]) {
    await agent.get(`/workspaces/${slug}`).expect(404);
  }
});
