import { sql } from 'drizzle-orm';
import { db } from '../../../server/platform/database.ts';
import { send, useApp } from '../../support/app.ts';
import { makePerson, makeReply, makeTopic, suspend } from '../../support/make.ts';

const app = useApp();

test('every council is listed, with how many people take part for members only', async () => {
  const agent = await app.signInAs(await makePerson({ council: 'lambeth' }));
  await makePerson({ council: 'lambeth' });
  const [member, visitor] = [await agent.get('/councils'), await app.visitor().get('/councils')];
  for (const { text } of [member, visitor]) {
    expect(new Set([...text.matchAll(/href="\/councils\/([a-z-]+)"/g)].map(([, slug]) => slug)).size).toBe(
      33,
    );
  }
  expect(member.text).toContain('2 people');
  expect(visitor.text).not.toMatch(/\d (people|person)/);
});

test('a council has its official name and code, its topics, the questions it answered, and for members its people', async () => {
  const author = await makePerson({ council: 'sutton', name: 'Sue Sutton' });
  const gone = await makePerson({ council: 'sutton', name: 'Gus Gone' });
  await suspend(gone);
  const asker = await makePerson({ council: 'merton' });
  await makeTopic(author, { title: 'Asked by Sutton' });
  await makeTopic(author, { title: 'For the group', visibility: 'group' });
  const question = await makeTopic(asker, { title: 'Asked by Merton' });
  const reply = await makeReply(author, question.id);
  const agent = await app.signInAs(asker);
  expect((await agent.get('/councils/sutton')).text).not.toContain('Asked by Merton');
  await send(agent, `/replies/${reply.id}/acceptance`).expect(303);

  const member = (await agent.get('/councils/sutton').expect(200)).text;
  for (const words of [
    'London Borough of Sutton',
    'E09000029',
    'Asked by Sutton',
    'For the group',
    'Asked by Merton',
    'Sue Sutton',
  ]) {
    expect(member).toContain(words);
  }
  expect(member).not.toContain('Gus Gone');
  const visitor = (await app.visitor().get('/councils/sutton').expect(200)).text;
  expect(visitor).toContain('Asked by Merton');
  expect(visitor).not.toContain('For the group');
  expect(visitor).not.toContain('href="/people/');
});

test('what somebody posted keeps the council they posted from', async () => {
  const author = await makePerson({ council: 'brent' });
  const topic = await makeTopic(author);
  await db.execute(
    sql`update people set council_id = (select id from councils where slug = 'barnet') where id = ${author.id}`,
  );
  expect((await app.visitor().get('/councils/brent')).text).toContain(topic.title);
  expect((await app.visitor().get('/councils/barnet')).text).not.toContain(topic.title);
  expect((await app.visitor().get(`/topics/${topic.id}`)).text).toContain('Brent');
});

test('what is no council is not found', async () => {
  for (const slug of ['atlantis', 'constructor', '1', '%FF', 'Camden ']) {
    await app.visitor().get(`/councils/${slug}`).expect(404);
  }
});

test('the map and the table say who takes part, with numbers of people and leads for members alone', async () => {
  const asker = await makePerson({ council: 'enfield', lead: true });
  const helper = await makePerson({ council: 'harrow' });
  const open = await makeTopic(asker);
  const hidden = await makeTopic(asker, { visibility: 'group' });
  const asking = await app.signInAs(asker);
  for (const { id } of [open, hidden]) {
    const { id: replyId } = await makeReply(helper, id);
    await send(asking, `/replies/${replyId}/acceptance`).expect(303);
  }
  const cells = async (slug: string, agent = app.visitor()) => {
    const { text } = await agent.get('/councils').expect(200);
    const row = text
      .split('<tbody')[1]
      ?.split('<tr')
      .find((row) => row.includes(`/councils/${slug}"`));
    return [...(row ?? '').matchAll(/<\/span>([^<]*)<\/td>/g)].map(([, value]) => value);
  };
  expect(await cells('enfield', asking)).toEqual(['1', '2', '0', 'Yes']);
  expect(await cells('harrow', asking)).toEqual(['1', '0', '2', 'No']);
  expect(await cells('enfield')).toEqual(['1', '0', 'Yes']);
  expect(await cells('harrow')).toEqual(['0', '1', 'Yes']);
  await suspend(helper);
  expect(await cells('harrow')).toEqual(['0', '1', 'Not yet']);
  await makeTopic(asker);
  await app.settle();
  expect(await cells('enfield')).toEqual(['2', '0', 'Yes']);
  expect((await asking.get('/councils')).text).toMatch(/borough--enfield borough--taking-part/);
});

test('the table can be put in another order by links', async () => {
  const author = await makePerson({ council: 'westminster' });
  for (let count = 0; count < 3; count++) await makeTopic(author);
  const { text } = await app.visitor().get('/councils?order=topics').expect(200);
  expect(text).toContain('aria-sort="descending"');
  expect(text.split('<tbody')[1]?.indexOf('/councils/westminster')).toBeLessThan(400);
  for (const order of ['people', 'lead', 'constructor', '__proto__']) {
    expect((await app.visitor().get(`/councils?order=${order}`).expect(200)).text).toContain(
      'aria-sort="ascending"',
    );
  }
});

test('a council’s page has its lead first, and leads to all that it posted of a kind', async () => {
  const lead = await makePerson({ council: 'redbridge', name: 'Zoe Zed', lead: true });
  await makePerson({ council: 'redbridge', name: 'Abe Aah' });
  for (let count = 0; count < 7; count++) await makeTopic(lead, { title: `Asked ${count}` });
  await makeTopic(lead, { kind: 'pattern', title: 'A shared pattern' });
  const agent = await app.signInAs(lead);
  const { text } = await agent.get('/councils/redbridge').expect(200);
  expect(text).toMatch(/Zoe Zed[\s\S]*Council lead[\s\S]*Abe Aah/);
  expect(text).toContain('See all 7');
  const path = '/councils/redbridge/topics';
  for (const as of [agent, app.visitor()]) {
    const all = (await as.get(`${path}?kind=question`).expect(200)).text;
    expect(all.match(/>Asked \d</g)).toHaveLength(7);
    expect(all).not.toContain('A shared pattern');
    expect((await as.get(path).expect(200)).text).toContain('A shared pattern');
  }
  await app.visitor().get('/councils/atlantis/topics').expect(404);
});
