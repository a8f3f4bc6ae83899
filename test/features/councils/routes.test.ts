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
