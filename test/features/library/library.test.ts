import { sql } from 'drizzle-orm';
import pg from 'pg';
import { addressWith } from '../../../server/features/library/filters.ts';
import { acceptAnswer } from '../../../server/features/replies/accept-answer.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { feedIn } from '../../support/atom.ts';
import { later } from '../../support/clock.ts';
import {
  makeAdoption,
  makeGuest,
  makePerson,
  makeReply,
  makeTopic,
  workspaceOf,
} from '../../support/make.ts';
import { queriesDuring } from '../../support/queries.ts';

const app = useApp();
let author: Member;
let agent: Agent;
let other: Member;

beforeAll(async () => {
  author = await makePerson({ name: 'Ada Author' });
  agent = await app.signInAs(author);
  other = await makePerson({ name: 'Olu Other', council: 'hackney' });
});

const text = async (by: Agent, path: string) => (await by.get(path).expect(200)).text;
const ids = (page: string) =>
  [...page.matchAll(/result__title"><a class="govuk-link" href="\/topics\/(\d+)"/g)].map(([, id]) =>
    Number(id),
  );
const listed = async (by: Agent, query: string) => ids(await text(by, `/library?${query}`));

async function makeSolved(title: string, more = {}) {
  const { id } = await makeTopic(author, { title, ...more });
  await acceptAnswer(author, (await makeReply(other, id, { body: 'We **text** them.' })).id);
  return id;
}

test('what is known is solved questions, guidance and patterns that can be followed, as anybody may see them', async () => {
  const tags = 'of the first';
  const solved = await makeSolved('Solved', { tags });
  const open = await makeTopic(author, { title: 'Open', tags });
  const guidance = await makeTopic(author, { kind: 'guidance', title: 'Guidance', tags });
  const hidden = await makeTopic(author, {
    kind: 'pattern',
    visibility: 'group',
    title: 'Hidden pattern',
    tags,
  });
  const draft = await makeTopic(author, { kind: 'guidance', state: 'draft', title: 'Draft', tags });
  const withdrawn = await makeTopic(author, { kind: 'guidance', title: 'Withdrawn', tags });
  await send(agent, `/topics/${withdrawn.id}/state`, { state: 'withdrawn' }).expect(303);

  const byTag = `tag=${tags}`;
  expect(new Set(await listed(agent, byTag))).toEqual(new Set([solved, guidance.id, hidden.id]));
  expect(new Set(await listed(app.visitor(), byTag))).toEqual(new Set([solved, guidance.id]));
  const guest = await app.signInAs(
    await makeGuest({ workspaces: [(await workspaceOf(2)).id], approved: true }),
  );
  expect(new Set(await listed(guest, byTag))).toEqual(new Set([solved, guidance.id]));
  expect(await listed(agent, `${byTag}&state=unanswered`)).toEqual([open.id]);
  expect(await listed(agent, `${byTag}&state=withdrawn`)).toEqual([withdrawn.id]);
  for (const format of ['', '.atom', '.csv']) {
    const seen = await text(app.visitor(), `/library${format}?${byTag}`);
    expect(seen).not.toMatch(/Hidden pattern|Draft\b(?! )/);
    expect(seen).not.toContain(`/topics/${hidden.id}`);
    expect(seen).not.toContain(`/topics/${draft.id}`);
  }
  const page = await text(app.visitor(), `/library?${byTag}`);
  expect(page).toMatch(/Answer<\/a> We text them\.[\s\S]*confirmed by Ada Author, Camden/);
  expect(page).toContain('Nobody has answered</a> <span class="quiet">1');
});

test('the entrance counts what is known by requirement and kind, and leads there', async () => {
  const id = await makeSolved('Counted', { requirement: 5 });
  const { slug } = await workspaceOf(5);
  const entrance = await text(app.visitor(), '/library');
  expect(entrance).toMatch(new RegExp(`href="/library\\?in=${slug}&amp;kind=question">1<`));
  expect(await listed(app.visitor(), `in=${slug}&kind=question`)).toEqual([id]);
});

test('facets combine, and what is reused most comes first unless something else is asked for', async () => {
  const tag = 'combined';
  const older = await makeTopic(author, {
    kind: 'pattern',
    title: 'Older',
    tags: tag,
    fields: { licence: 'MIT' },
  });
  await makeAdoption(other, {}, older.id);
  later({ days: 1 });
  const newer = await makeTopic(other, {
    kind: 'pattern',
    title: 'Newer',
    tags: tag,
    fields: { licence: 'OGL' },
  });
  const service = await makeSolved('Of a service', { tags: tag, fields: { service: 'Parking permits' } });
  expect(await listed(agent, `tag=${tag}`)).toEqual([older.id, service, newer.id]);
  expect((await listed(agent, `tag=${tag}&order=newest`)).at(-1)).toBe(older.id);
  expect(await listed(agent, `tag=${tag}&licence=mit`)).toEqual([older.id]);
  expect(await listed(agent, `tag=${tag}&used=1`)).toEqual([older.id]);
  expect(await listed(agent, `tag=${tag}&council=hackney&kind=pattern`)).toEqual([newer.id]);
  expect(await listed(agent, `tag=${tag}&service=parking%20PERMITS`)).toEqual([service]);
  expect(await listed(agent, `tag=${tag}&changed=nonsense`)).toEqual([]);
  expect(await listed(agent, `tag=${tag}&kind=nonsense`)).toEqual([]);
  const page = await text(agent, `/library?tag=${tag}`);
  for (const facet of [
    'Patterns</a> <span class="quiet">2',
    'MIT</a> <span class="quiet">1',
    '1 council or more</a> <span class="quiet">1',
    'Parking permits</a> <span class="quiet">1',
  ])
    expect(page).toContain(facet);
  later({ days: 40 });
  expect(await listed(agent, `tag=${tag}&changed=31`)).toEqual([]);
  expect(await listed(agent, `tag=${tag}&changed=183`)).toHaveLength(3);

  // What is within the last month is within the last six, too, and what three councils use one does.
  later({ days: 201 });
  const third = await makePerson({ council: 'lambeth' });
  const used = await makeTopic(author, { kind: 'pattern', title: 'Used', tags: tag });
  for (const member of [author, other, third]) await makeAdoption(member, {}, used.id);
  later({ days: 233 });
  await makeTopic(author, { kind: 'pattern', title: 'Newest', tags: tag });
  const shown = await text(agent, `/library?tag=${tag}&kind=pattern`);
  for (const facet of [
    'Last month</a> <span class="quiet">1',
    'Last six months</a> <span class="quiet">2',
    '1 council or more</a> <span class="quiet">2',
    '3 councils or more</a> <span class="quiet">1',
  ])
    expect(shown).toContain(facet);
});

test('what is not known yet can be asked for, however much more of it there is', async () => {
  const tag = 'mostly open';
  for (const title of ['One', 'Two']) await makeTopic(author, { title, tags: tag });
  const unanswered = 'Nobody has answered</a> <span class="quiet">2';
  expect(await text(agent, `/library?tag=${tag}`)).toContain(unanswered);
  await makeSolved('Three', { tags: tag });
  const page = await text(agent, `/library?tag=${tag}`);
  expect(page).toContain(unanswered);
  expect(page).toContain('Solved</a> <span class="quiet">1');
  expect(await text(agent, `/library?tag=${tag}&state=solved`)).not.toContain('Nobody has answered');
});

test('tags and states are chosen together, and each is taken off again alone', async () => {
  const agent = await app.signInAs(author);
  const leaver = await makePerson({ council: 'kingston-upon-thames' });
  const both = await makeTopic(leaver, { kind: 'guidance', title: 'Both', tags: 'first tag, second tag' });
  const other = await makeTopic(author, { kind: 'guidance', title: 'Other', tags: 'second tag' });
  await makeTopic(author, { kind: 'guidance', title: 'First', tags: 'first tag' });
  await send(await app.signInAs(leaver), '/account/leaving', { choice: 'keep', confirmed: 'yes' }).expect(
    200,
  );
  const page = await text(agent, '/library?tag=First+tag');
  const href = (query: string) => `href="/library?${query}&amp;order&#x3D;reused"`;
  expect(page).toContain(`${href('tag&#x3D;First+tag%2Csecond+tag')}>second tag</a> <span class="quiet">1`);
  expect(page).toContain(`${href('').replace('?&amp;', '?')} aria-current="true">first tag<`);
  expect(await listed(agent, 'tag=First+tag,second+tag')).toEqual([both.id]);
  expect(await text(agent, '/library?tag=first+tag,second+tag')).toContain(
    `${href('tag&#x3D;second+tag')} aria-current="true">first tag<`,
  );
  expect(await text(agent, '/library?tag=second+tag&state=current')).toContain(
    `${href('state&#x3D;current%2Cownerless&amp;tag&#x3D;second+tag')}>Needs somebody to look after it</a> <span class="quiet">1`,
  );
  expect(await listed(agent, 'tag=second+tag&state=current,ownerless')).toEqual([both.id]);
  expect(new Set(await listed(agent, 'tag=second+tag&state=current'))).toEqual(new Set([both.id, other.id]));
});

test('most helpful to somebody is what is in the workspaces that they write in, and not their own', async () => {
  const tag = 'helpful';
  const reader = await makePerson({ council: 'sutton' });
  await makeTopic(reader, { requirement: 7 });
  const own = await makeTopic(reader, { kind: 'pattern', title: 'Own', tags: tag, requirement: 7 });
  const near = await makeTopic(author, { kind: 'pattern', title: 'Near', tags: tag, requirement: 7 });
  const far = await makeTopic(author, { kind: 'pattern', title: 'Far', tags: tag, requirement: 8 });
  const asReader = await app.signInAs(reader);
  expect(await listed(asReader, `tag=${tag}&order=helpful`)).toEqual([near.id, far.id, own.id]);
  expect(await text(app.visitor(), `/library?tag=${tag}&order=helpful`)).not.toContain('Most helpful to you');
});

test('who is gone leaves what needs somebody, which members see', async () => {
  const member = await app.signInAs(author);
  // Of a council that nobody leads, whom it would pass to.
  const leaver = await makePerson({ council: 'merton' });
  const { id } = await makeTopic(leaver, { kind: 'guidance', title: 'Left behind', tags: 'left' });
  await makeTopic(author, { kind: 'guidance', tags: 'left' });
  expect(await listed(member, 'tag=left&state=ownerless')).toEqual([]);
  await send(await app.signInAs(leaver), '/account/leaving', { choice: 'keep', confirmed: 'yes' }).expect(
    200,
  );
  expect(await listed(member, 'tag=left&state=ownerless')).toEqual([id]);
  const words = 'Needs somebody to look after it';
  expect(await listed(app.visitor(), 'tag=left&state=ownerless')).toEqual([]);
  expect(await text(member, '/library?tag=left')).toContain(words);
  expect(await text(app.visitor(), '/library?tag=left')).not.toContain(words);
});

test('a table opens in a spreadsheet without running anything, and a feed is well formed whatever people wrote', async () => {
  const title = '=HYPERLINK("https://example.com") & <b>"quoted"</b>, \u0001odd';
  const id = await makeSolved(title, { tags: 'odd' });
  const table = await app.visitor().get('/library.csv?tag=odd').expect(200);
  expect(table.headers['content-type']).toContain('text/csv');
  expect(table.headers['content-disposition']).toContain('library.csv');
  expect(table.text).toContain(`"'=HYPERLINK(""https://example.com"") & <b>""quoted""</b>,`);
  const answer = await app.visitor().get('/library.atom?tag=odd').expect(200);
  expect(answer.headers['content-type']).toContain('application/atom+xml');
  const feed = feedIn(answer);
  expect(feed.links.self).toContain('/library.atom?tag=odd&order=newest');
  expect(feed.entries).toMatchObject([
    {
      title: '=HYPERLINK("https://example.com") & <b>"quoted"</b>, odd',
      categories: ['Question', 'Answered', 'odd'],
    },
  ]);
  expect(feed.entries[0]?.id).toMatch(new RegExp(`/topics/${id}$`));
  expect(feedIn(await app.visitor().get('/library.atom?tag=none').expect(200)).entries).toEqual([]);
});

test('a table of more than a thousand says on the page, and in its last line, that there are more', async () => {
  const tag = 'very many';
  const id = await makeSolved('One of very many', { tags: tag });
  expect(await text(agent, `/library?tag=${tag}`)).toContain('a table (CSV)');
  await db.execute(sql`
    insert into topics (workspace_id, kind, state, visibility, title, content, html, excerpt, tags, author_id, author, form_key, last_activity_at)
    select workspace_id, kind, state, visibility, title, content, html, excerpt, tags, author_id, author, 'copy ' || number, last_activity_at
    from topics, generate_series(1, 1001) as number where id = ${id}`);
  expect(await text(agent, `/library?tag=${tag}`)).toContain('a table (CSV, the first 1,000)');
  const lines = (await text(agent, `/library.csv?tag=${tag}`)).trimEnd().split('\r\n');
  expect(lines).toHaveLength(1002);
  expect(lines.at(-1)).toBe(
    '"These are the first 1,000 of 1,002 topics. Narrow the library to have the others.",,,,,,,,,,',
  );
});

test('each count is how many topics its link finds, whoever looks', async () => {
  const tag = 'walked';
  const workspaces = [(await workspaceOf(2)).id];
  for (const visibility of ['public', 'group'] as const)
    for (const requirement of [2, 3]) {
      const parts = { visibility, requirement, tags: tag };
      await makeSolved('Solved', { ...parts, fields: { service: 'Bins' } });
      await makeTopic(author, { ...parts, title: 'Open' });
      await makeTopic(other, { ...parts, tags: `${tag}, apart`, title: 'Answered' });
      const pattern = { ...parts, kind: 'pattern', title: 'Pattern', fields: { licence: 'MIT' } } as const;
      await makeAdoption(other, {}, (await makeTopic(author, pattern)).id);
      await makeTopic(other, { ...parts, kind: 'guidance', title: 'Guidance' });
    }
  const guest = await app.signInAs(await makeGuest({ workspaces, approved: true }));
  for (const by of [app.visitor(), guest, agent])
    for (const start of [`/library?tag=${tag}`, `/search?q=solved+or+open+or+pattern&tag=${tag}`]) {
      const links = [
        ...(await text(by, start)).matchAll(
          /href="([^"]+)"( aria-current="true")?>[^<]*<\/a> <span class="quiet">(\d+)</g,
        ),
      ];
      expect(links.length).toBeGreaterThan(4);
      for (const [, href = '', , count] of links) {
        const page = await text(by, href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
        expect([start, href, /id="results"[^>]*>(\d*)/.exec(page)?.[1]]).toEqual([start, href, count]);
      }
    }
});

test('searches and the library ask of topics nothing but what their index has', async () => {
  const guest = await app.signInAs(
    await makeGuest({ workspaces: [(await workspaceOf(2)).id], approved: true }),
  );
  await makeSolved('Solved guidance');
  const addresses = [
    '/search?q=solved+guidance&kind=guidance&state=current',
    '/library?order=reused&used=1&changed=31',
    '/library?order=newest&service=bins&council=camden',
    '/library?order=helpful&licence=mit&in=understand-user-needs',
  ];
  for (const by of [app.visitor(), guest, agent])
    for (const address of addresses) {
      const asked = await queriesDuring(() => by.get(address).expect(200));
      const [question = ''] = asked.filter((text) => text.includes('matched as materialized'));
      const plan = await planWithoutLists(question);
      expect([address, plan.find((step) => / on topics\b/.test(step))]).toEqual([
        address,
        expect.stringContaining('Index Only Scan using topics_found on topics'),
      ]);
    }
});

/** How topics would be found for this, if other indexes were not as good a way among as few as a test has. */
async function planWithoutLists(question: string): Promise<string[]> {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL });
  await owner.connect();
  try {
    await owner.query('vacuum topics');
    await owner.query('begin; set local enable_seqscan = off');
    const { rows: lists } = await owner.query(
      "select indexname from pg_indexes where tablename = 'topics' and indexdef !~ 'UNIQUE|topics_found'",
    );
    await owner.query(`drop index ${lists.map(({ indexname }) => indexname).join()}`);
    await owner.query('alter table topics drop constraint topics_pkey cascade');
    const { rows } = await owner.query(`explain (generic_plan) ${question}`);
    const plan = rows.map((row): string => row['QUERY PLAN']);
    const from = plan.findIndex((step) => step.includes('CTE matched'));
    return plan.slice(
      from,
      plan.findIndex((step, at) => at > from && /^ {2}\S/.test(step)),
    );
  } finally {
    await owner.end();
  }
}

test('an address says what is narrowed and which page it is, and nothing that is not said', () => {
  expect(addressWith('/library', {})).toBe('/library');
  expect(addressWith('/library.csv', { kind: 'guidance', order: 'newest', tag: '' })).toBe(
    '/library.csv?kind=guidance&order=newest',
  );
  expect(addressWith('/search', { q: 'bins & bags', in: 'meet' }, 2)).toBe(
    '/search?q=bins+%26+bags&in=meet&page=2',
  );
});
