import { eq } from 'drizzle-orm';
import { topicVersions } from '../../../server/features/topics/tables.ts';
import { db } from '../../../server/platform/database.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { eventsOf } from '../../support/history.ts';
import { makePerson, makeTopic, topicFields, topicRow } from '../../support/make.ts';

const app = useApp();
let author: Awaited<ReturnType<typeof makePerson>>;
let agent: Agent;

beforeAll(async () => {
  author = await makePerson({ name: 'Ada Author' });
  agent = await app.signInAs(author);
});

const first = { title: 'Bins are missed', trying: 'We want fewer missed bins', visibility: 'public' };
const fieldsOf = (given: Record<string, string> = {}) => topicFields('question', { ...first, ...given });
const make = () => makeTopic(author, { fields: first });

test('its author changes it; every version is kept, and the history shows the words that differ', async () => {
  const { id } = await make();
  const form = await agent.get(`/topics/${id}/edit`).expect(200);
  expect(form.text).toContain('value="Bins are missed"');
  const changed = fieldsOf({ title: 'Bins are forgotten', trying: 'We want no missed bins', tags: 'waste' });
  const sent = await send(agent, `/topics/${id}/edit`, { ...changed, reason: 'Clearer', from: '1' });
  expect([sent.status, sent.headers.location]).toEqual([303, `/topics/${id}`]);

  const page = await app.visitor().get(`/topics/${id}`);
  expect(page.text).toContain('Bins are forgotten');
  expect(page.text).toContain(`href="/topics/${id}/history">edited`);
  const history = await app.visitor().get(`/topics/${id}/history`).expect(200);
  expect(history.text).toMatch(/Version 2[\s\S]*“Clearer”[\s\S]*Version 1/);
  expect(history.text).toMatch(/<del[^>]*>(<span[^>]*>[^<]*<\/span>)?[^<]*fewer/);
  expect(history.text).toMatch(/<ins[^>]*>(<span[^>]*>[^<]*<\/span>)?[^<]*no/);
  expect(history.text).toMatch(/<h3[^>]*>Tags<\/h3>/);
  const kept = await db.select().from(topicVersions).where(eq(topicVersions.topicId, id));
  expect(kept.map(({ title }) => title).sort()).toEqual(['Bins are forgotten', 'Bins are missed']);
});

test('open pages of the topic are told its new text', async () => {
  const { id } = await make();
  const page = await app.connect();
  await page.watch(`topic:${id}`);
  await send(agent, `/topics/${id}/edit`, fieldsOf({ title: 'A better title' })).expect(303);
  const { patches } = await page.hear(2);
  expect(patches.find(({ part }) => part === 'topic')?.html).toContain('A better title');
});

test('saved as it was, nothing has changed', async () => {
  const { id } = await make();
  await send(agent, `/topics/${id}/edit`, fieldsOf({ from: '1' })).expect(303);
  expect(await topicRow(id)).toMatchObject({ seq: 1, versionCount: 1, editedAt: null });
});

test('a version written meanwhile is not overwritten, and what was typed stays', async () => {
  const { id } = await make();
  const save = (title: string, from: string) => send(agent, `/topics/${id}/edit`, fieldsOf({ title, from }));
  await save('From the other window', '1').expect(303);
  const refused = await save('From this window', '1');
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('You in another window changed this while you were editing');
  expect(refused.text).toContain('Title: you in another window changed this to “From the other window”');
  expect(refused.text).toContain('value="From this window"');
  expect((await topicRow(id)).title).toBe('From the other window');
  const from = /name="from" value="(\d+)"/.exec(refused.text)?.[1] ?? '';
  await save('From this window', from).expect(303);
  expect((await topicRow(id)).title).toBe('From this window');
});

test('what does not collide is put together, word by word, and shown beside what each side changed', async () => {
  const { id } = await make();
  const trying = 'We want fewer missed bins.\n\nIn every street.\n';
  const save = (given: Record<string, string>) =>
    send(agent, `/topics/${id}/edit`, fieldsOf({ trying, ...given }));
  await save({ from: '1', tags: 'waste, streets' }).expect(303);
  await save({ from: '2', tags: 'streets, bins', trying: `${trying}\nAnd by June.` }).expect(303);
  const mine = { tags: 'waste, streets, mine', trying: trying.replace('fewer', 'no') };
  const refused = await save({ from: '2', ...mine }).expect(409);
  expect(refused.text).toContain('We put both texts together below');
  expect(refused.text).toContain('We want no missed bins.\n\nIn every street.\n\nAnd by June.</textarea>');
  expect(refused.text).toContain('value="streets, bins, mine"');
  expect(refused.text).toMatch(/What changed while you were editing[\s\S]*<ins>[^/]*<\/span>\s*And by June/);
  expect(refused.text).toMatch(/What you changed[\s\S]*<del>[^/]*<\/span>fewer/);
  expect((await topicRow(id)).versionCount).toBe(3);
});

test('where both changed the same words both are there, and it is not saved before that is settled', async () => {
  const { id } = await make();
  const save = (trying: string, from: string) =>
    send(agent, `/topics/${id}/edit`, fieldsOf({ trying, from }));
  await save('We want fewer bins', '1').expect(303);
  const refused = await save('We want more lorries', '1').expect(409);
  const both =
    '---- Both of you changed this. Saved by you in another window: ----\nWe want fewer bins\n' +
    '---- Yours: ----\nWe want more lorries\n---- End of what both of you changed ----\n';
  expect(refused.text).toContain(`>\n${both}</textarea>`);
  expect(refused.text).toContain('choose what to keep where you both changed the same words');
  const unsettled = await save(both, '2').expect(422);
  expect(unsettled.text).toContain('<a href="#trying">What we are trying to do: choose what to keep');
  expect(unsettled.text).toContain(`>\n${both}</textarea>`);
  expect((await topicRow(id)).versionCount).toBe(2);
  await save('We want fewer bins and more lorries', '2').expect(303);
  expect((await topicRow(id)).versionCount).toBe(3);
});

test('a form that says a version which is not there loses nothing of either text', async () => {
  const { id } = await make();
  const refused = await send(agent, `/topics/${id}/edit`, fieldsOf({ trying: 'Mine', from: '99' }));
  expect(refused.status).toBe(409);
  expect(refused.text).toMatch(/We want fewer missed bins\n---- Yours: ----\nMine\n/);
});

test('saved twice by a double click, it is one version and no complaint', async () => {
  const { id } = await make();
  const save = () => send(agent, `/topics/${id}/edit`, fieldsOf({ title: 'Clicked twice', from: '1' }));
  expect((await Promise.all([save(), save()])).map(({ status }) => status)).toEqual([303, 303]);
  expect((await topicRow(id)).versionCount).toBe(2);
});

test('two that are saved at once: one is saved and the other is told', async () => {
  const { id } = await make();
  const save = (title: string) => send(agent, `/topics/${id}/edit`, fieldsOf({ title, from: '1' }));
  const answers = await Promise.all([save('One'), save('Other')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect((await topicRow(id)).versionCount).toBe(2);
});

test('who may see it can be changed; text and visibility in one go are two numbered changes', async () => {
  const { id } = await make();
  await send(agent, `/topics/${id}/edit`, fieldsOf({ title: 'Ours', visibility: 'group' })).expect(303);
  expect(await topicRow(id)).toMatchObject({ title: 'Ours', visibility: 'group' });
  expect((await eventsOf(id)).map(({ name, seq }) => `${seq} ${name}`)).toEqual([
    '1 topic-posted',
    '2 topic-edited',
    '3 topic-visibility-changed',
  ]);
  await app.visitor().get(`/topics/${id}`).expect(404);
});

test('who saves second and left it as it was does not undo who may see it', async () => {
  const { id } = await make();
  const begun = { visibilityFrom: 'public', from: '1' };
  expect((await agent.get(`/topics/${id}/edit`)).text).toContain('name="visibilityFrom" value="public"');
  await send(agent, `/topics/${id}/edit`, fieldsOf({ ...begun, visibility: 'group' })).expect(303);
  await send(agent, `/topics/${id}/edit`, fieldsOf({ ...begun, title: 'Other' })).expect(303);
  expect(await topicRow(id)).toMatchObject({ title: 'Other', visibility: 'group' });

  // Where both texts have to be put together, the form shows who may see it now; chosen anew, it is what they chose.
  const { text } = await send(agent, `/topics/${id}/edit`, fieldsOf({ ...begun, title: 'Third' })).expect(
    409,
  );
  expect(text).toMatch(/name="visibility" type="radio" value="group" checked/);
  expect(text).toContain('name="visibilityFrom" value="group"');
  const chosen = { visibilityFrom: 'group', visibility: 'public', from: '2' };
  await send(agent, `/topics/${id}/edit`, fieldsOf({ ...chosen, title: 'Third' })).expect(303);
  expect(await topicRow(id)).toMatchObject({ title: 'Third', visibility: 'public' });
});

test('a preview saves nothing', async () => {
  const { id } = await make();
  const sent = await send(
    agent,
    `/topics/${id}/edit`,
    fieldsOf({ trying: 'Only *looking*', act: 'preview' }),
  );
  expect(sent.status).toBe(200);
  expect(sent.text).toContain('Only <em>looking</em>');
  expect((await topicRow(id)).seq).toBe(1);
});

test('nobody else can change it, a coordinator or administrator neither, and what they typed is kept', async () => {
  const { id } = await make();
  const others = [
    await makePerson(),
    await makePerson({ coordinates: 'all' }),
    await makePerson({ administrator: true }),
  ];
  for (const other of await Promise.all(others.map((person) => app.signInAs(person)))) {
    await other.get(`/topics/${id}/edit`).expect(403);
    const sent = await send(other, `/topics/${id}/edit`, fieldsOf({ title: 'Put in their mouth' }));
    expect(sent.status).toBe(403);
    expect(sent.text).toContain('Put in their mouth');
    expect((await other.get(`/topics/${id}`)).text).not.toContain(`/topics/${id}/edit`);
  }
  await app.visitor().get(`/topics/${id}/edit`).expect(404);
  await send(app.visitor(), `/topics/${id}/edit`, fieldsOf()).expect(303);
  expect((await topicRow(id)).seq).toBe(1);
});

test('missing or too long is refused with all that was typed', async () => {
  const { id } = await make();
  const sent = await send(agent, `/topics/${id}/edit`, fieldsOf({ title: '', tried: 'All of this' })).expect(
    422,
  );
  expect(sent.text).toContain('<a href="#title">Enter your question in one line</a>');
  expect(sent.text).toContain('All of this</textarea>');
  const long = 'x'.repeat(20_001);
  const second = await send(agent, `/topics/${id}/edit`, fieldsOf({ trying: long, from: '1' })).expect(422);
  expect(second.text).toContain(`${long}</textarea>`);
  expect(second.text).toContain('name="from" value="1"');
});
