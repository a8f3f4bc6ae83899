import { sql } from 'drizzle-orm';
import { loadStandards } from '../../../server/features/standard/load.ts';
import { db } from '../../../server/platform/database.ts';
import { loadReferenceData } from '../../../server/reference.ts';
import { send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { makePerson, makeReply, makeTopic } from '../../support/make.ts';
import { until } from '../../support/until.ts';

const app = useApp();
afterEach(backToNow);

/** What the page of the Standard says of a requirement: open, solved, guidance, patterns. */
function countsOf(text: string, slug: string) {
  const row = text.split(`href="/workspaces/${slug}"`).slice(1).join('').split('</ul>')[0] ?? '';
  return [...row.matchAll(/<strong>([\d,]+)<\/strong>/g)].map(([, count]) => Number(count));
}

test('every requirement of the Standard is there with its number, title and statement', async () => {
  const { text } = await app.visitor().get('/standard').expect(200);
  const { rows } = await db.execute<{ number: number; title: string; statement: string }>(sql`
    select r.number, r.title, r.statement from requirements r join standards s on s.id = r.standard_id
    where s.worked_on_from is not null order by r.number`);
  expect(rows.length).toBeGreaterThan(0);
  expect(text).toContain(`${rows.length} requirements`);
  for (const { title, statement } of rows) {
    expect(text).toContain(title);
    expect(text).toContain(statement);
  }
  expect(text).toContain('rel="noreferrer">official text</a>');
});

test('each has its counts, of what the viewer may see', async () => {
  const author = await makePerson();
  const agent = await app.signInAs(author);
  const slug = 'use-agile-methods';
  const make = (parts: Parameters<typeof makeTopic>[1]) => makeTopic(author, { requirement: 3, ...parts });
  await make({});
  await make({ visibility: 'group' });
  const solved = await make({});
  const reply = await makeReply(author, solved.id);
  await send(agent, `/replies/${reply.id}/acceptance`).expect(303);
  await make({ kind: 'guidance' });
  await make({ kind: 'guidance', state: 'draft' });
  const withdrawn = await make({ kind: 'guidance' });
  await send(agent, `/topics/${withdrawn.id}/state`, { state: 'withdrawn' }).expect(303);
  await make({ kind: 'pattern', visibility: 'group' });
  const retired = await make({ kind: 'pattern' });
  await send(agent, `/topics/${retired.id}/state`, { state: 'retired' }).expect(303);
  expect(countsOf((await agent.get('/standard')).text, slug).slice(0, 4)).toEqual([2, 1, 1, 1]);
  // Visitors' pages are kept until this node has heard of a change.
  await until('visitors are shown the last change', async () => {
    const { text } = await app.visitor().get('/standard');
    return countsOf(text, slug).slice(0, 4).join() === '1,1,1,0';
  });
});

test('each says how much is new since the last visit', async () => {
  const [author, reader] = [await makePerson(), await makePerson()];
  const agent = await app.signInAs(reader);
  const fresh = async () => /class="fresh">(\d+) new/.exec((await agent.get('/standard')).text)?.[1];
  await agent.get('/').expect(200);
  await makeTopic(author, { requirement: 8 });
  expect(await fresh()).toBeUndefined();
  later({ hours: 2 });
  expect(await fresh()).toBe('1');
  await makeTopic(author, { requirement: 8 });
  later({ hours: 2, minutes: 20 });
  expect(await fresh()).toBe('2');
  expect((await agent.get('/')).text).toContain('2 topics have something new');
  later({ hours: 5 });
  expect(await fresh()).toBeUndefined();
});

test('loading the reference data again changes nothing, from two nodes at once neither', async () => {
  const hold = async () => {
    const { rows } = await db.execute(sql`
      select (select json_agg(s order by s.id) from standards s) as standards,
        (select json_agg(r order by r.id) from requirements r) as requirements,
        (select json_agg(w order by w.id) from workspaces w) as workspaces,
        (select json_agg(c order by c.id) from councils c) as councils,
        (select json_agg(d order by d.domain, d.council_id) from council_domains d) as domains`);
    return rows[0];
  };
  const before = await hold();
  await Promise.all([loadReferenceData(), loadReferenceData()]);
  expect(await hold()).toEqual(before);
});

test('nothing counts on how many requirements a standard has: a newer one with two takes its place', async () => {
  await db.transaction(async (tx) => {
    await loadStandards(tx);
    await tx.execute(sql`
      with s as (insert into standards (code, name, publisher, published, source, licence, attribution, worked_on_from)
        values ('next', 'The next standard', 'Us', '2027-01-01', 'https://example.org', 'OGL', 'Us', '2027-01-01') returning id),
      r as (insert into requirements (standard_id, number, title, title_is_official, statement)
        select id, n, 'New point ' || n, true, 'Do ' || n from s, generate_series(1, 2) n returning id, title)
      insert into workspaces (slug, name, requirement_id) select 'new-point-' || id, title, id from r`);
  });
  const { text } = await app.visitor().get('/standard').expect(200);
  expect(text).toContain('The next standard');
  expect(text).toContain('2 requirements');
  expect(text).toContain('Running the group');
  expect(text).not.toContain('Use agile methods');
  await app.visitor().get('/workspaces/use-agile-methods').expect(200);
  await app.visitor().get('/').expect(200);
});
