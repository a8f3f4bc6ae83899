import { type Agent, send, useApp } from '../../support/app.ts';
import { makePerson, makeReply, makeTopic, topicRow } from '../../support/make.ts';

const app = useApp();
let author: Awaited<ReturnType<typeof makePerson>>;
let agent: Agent;

beforeAll(async () => {
  author = await makePerson({ name: 'Edie Editor' });
  agent = await app.signInAs(author);
});

async function makeThread(body = 'As it was first') {
  const topic = await makeTopic(author);
  const reply = await makeReply(author, topic.id, { body });
  return { topic, reply, edit: `/replies/${reply.id}/edit` };
}

test('its author changes it; the page says that it was edited and leads to every version', async () => {
  const { topic, reply, edit } = await makeThread('The form takes five minutes');
  const form = await agent.get(edit).expect(200);
  expect(form.text).toContain('>\nThe form takes five minutes</textarea>');
  const sent = await send(agent, edit, {
    body: 'The form takes two minutes',
    reason: 'Measured again',
    from: 1,
  });
  expect([sent.status, sent.headers.location]).toEqual([303, `/topics/${topic.id}#reply-1`]);

  const page = await agent.get(`/topics/${topic.id}`);
  expect(page.text).toContain('The form takes two minutes');
  expect(page.text).not.toContain('five minutes');
  expect(page.text).toMatch(new RegExp(`href="/replies/${reply.id}/history">edited`));

  const history = await app.visitor().get(`/replies/${reply.id}/history`).expect(200);
  expect(history.text).toContain('Version 2');
  expect(history.text).toContain('Version 1');
  expect(history.text).toContain('“Measured again”');
  expect(history.text).toMatch(/<del[^>]*>.*five.*<\/del>/);
  expect(history.text).toMatch(/<ins[^>]*>.*two.*<\/ins>/);
});

test('open pages are told the new text in its place', async () => {
  const { topic, reply, edit } = await makeThread();
  const page = await app.connect();
  await page.watch(`topic:${topic.id}`);
  await send(agent, edit, { body: 'As it is now' }).expect(303);
  const { patches } = await page.hear(3);
  expect(patches.find(({ part }) => part === `reply-${reply.id}`)?.html).toContain('As it is now');
  expect(JSON.stringify(patches)).not.toContain('As it was first');
});

test('saved as it was, nothing has changed and nothing is recorded', async () => {
  const { topic, edit } = await makeThread('The same');
  await send(agent, edit, { body: 'The same', from: 1 }).expect(303);
  expect((await topicRow(topic.id)).seq).toBe(2);
});

test('saved twice by a double click, it is one version', async () => {
  const { reply, edit } = await makeThread();
  const save = () => send(agent, edit, { body: 'Clicked twice', from: 1 });
  const answers = await Promise.all([save(), save()]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  expect((await agent.get(`/replies/${reply.id}/history`)).text).not.toContain('Version 3');
});

test('a version written meanwhile is not overwritten: both texts are there, and saving again is on top of it', async () => {
  const { topic, edit } = await makeThread();
  await send(agent, edit, { body: 'From the other window', from: 1 }).expect(303);
  const sent = await send(agent, edit, { body: 'From this window', from: 1 });
  expect(sent.status).toBe(409);
  expect(sent.text).toContain('You in another window changed this while you were editing');
  expect(sent.text).toContain('---- Yours: ----\nFrom this window\n');
  expect(sent.text).toMatch(/Saved by you in another window: ----\nFrom the other window\n/);
  expect((await agent.get(`/topics/${topic.id}`)).text).toContain('From the other window');
  const from = /name="from" value="(\d+)"/.exec(sent.text)?.[1] ?? '';
  await send(agent, edit, { body: 'From this window', from }).expect(303);
  expect((await agent.get(`/topics/${topic.id}`)).text).toContain('From this window');
});

test('what does not collide is put together', async () => {
  const { edit } = await makeThread('The form takes five minutes.\n\nAsk Jo.\n');
  await send(agent, edit, { body: 'The form takes five minutes.\n\nAsk Jo or Sam.\n', from: 1 }).expect(303);
  const sent = await send(agent, edit, { body: 'The form takes two minutes.\n\nAsk Jo.\n', from: 1 });
  expect(sent.status).toBe(409);
  expect(sent.text).toContain('The form takes two minutes.\n\nAsk Jo or Sam.\n</textarea>');
  const marked = '---- Yours: ----\nAnything';
  await send(agent, edit, { body: marked, from: 2 }).expect(422);
});

test('a preview saves nothing', async () => {
  const { topic, edit } = await makeThread();
  const sent = await send(agent, edit, { body: 'Only *looking*', act: 'preview', from: 1 }).expect(200);
  expect(sent.text).toContain('Only <em>looking</em>');
  expect((await topicRow(topic.id)).seq).toBe(2);
});

test('nobody else can change it, a coordinator neither', async () => {
  const { topic, edit } = await makeThread();
  for (const person of [await makePerson(), await makePerson({ coordinates: 'all' })]) {
    const other = await app.signInAs(person);
    await other.get(edit).expect(403);
    const sent = await send(other, edit, { body: 'Words put in a mouth' });
    expect(sent.status).toBe(403);
    expect(sent.text).toContain('Words put in a mouth');
    expect((await other.get(`/topics/${topic.id}`)).text).not.toContain(edit);
  }
  await app.visitor().get(edit).expect(404);
  expect((await topicRow(topic.id)).seq).toBe(2);
});

test('a removed reply can be neither changed nor looked up in its history', async () => {
  const { reply, edit } = await makeThread();
  await send(agent, `/replies/${reply.id}/removal`).expect(303);
  await agent.get(edit).expect(403);
  await send(agent, edit, { body: 'Back?' }).expect(403);
  await agent.get(`/replies/${reply.id}/history`).expect(404);
});

test('empty or too long is refused with all that was typed', async () => {
  const { edit } = await makeThread();
  const empty = await send(agent, edit, { body: ' ', reason: 'A reason that stays' }).expect(422);
  expect(empty.text).toContain('Write a reply');
  expect(empty.text).toContain('value="A reason that stays"');
  const long = 'x'.repeat(20_001);
  expect((await send(agent, edit, { body: long }).expect(422)).text).toContain(`${long}</textarea>`);
  const reason = 'y'.repeat(201);
  expect((await send(agent, edit, { body: 'Fits', reason }).expect(422)).text).toContain(`value="${reason}"`);
});
