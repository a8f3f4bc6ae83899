import { eq } from 'drizzle-orm';
import { topicLinks } from '../../../server/features/links/tables.ts';
import { topics } from '../../../server/features/topics/tables.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makeGuest, makePerson, makeTopic, topicRow, workspaceOf } from '../../support/make.ts';
import { listTold } from '../../support/told.ts';
import { until } from '../../support/until.ts';

const app = useApp();
let asker: Member;
let other: Member;
let asAsker: Agent;
let asOther: Agent;
let asCoordinator: Agent;

beforeAll(async () => {
  asker = await makePerson({ name: 'Amina Asker' });
  other = await makePerson({ name: 'Hana Helper', council: 'hackney' });
  asAsker = await app.signInAs(asker);
  asOther = await app.signInAs(other);
  const { id } = await workspaceOf(1);
  asCoordinator = await app.signInAs(await makePerson({ name: 'Cora Coordinator', coordinates: [id] }));
});

const link = (agent: Agent, id: number, relation: string, to: number | string, more = {}) =>
  send(agent, `/topics/${id}/links`, {
    relation,
    other: typeof to === 'number' ? `/topics/${to}` : to,
    ...more,
  });
const text = async (agent: Agent, path: string) => (await agent.get(path).expect(200)).text;
const undo = async (agent: Agent, id: number) => {
  const [, address = ''] =
    /action="(\/topics\/\d+\/links\/\d+\/removal)"/.exec(await text(agent, `/topics/${id}/links`)) ?? [];
  return send(agent, address, {}).expect(303);
};
const list = '/workspaces/understand-user-needs';

test('a duplicate keeps its address, leads to the other with what councils said, and takes no more replies, until it is undone', async () => {
  const { id, title } = await makeTopic(asker, { title: 'Missed bins asked again' });
  const { id: to, title: toTitle } = await makeTopic(other, { title: 'Missed bins asked first' });
  const sutton = await app.signInAs(await makePerson({ council: 'sutton' }));
  await send(sutton, `/topics/${id}/same-problem`, { line: 'Here as well' }).expect(303);
  const before = { from: await topicRow(id), to: await topicRow(to) };
  const page = await app.connect();
  await page.watch(`topic:${id}`);

  await link(asAsker, id, 'same-as', to).expect(303);
  await page.hear(before.from.seq + 1);
  const seen = await text(app.visitor(), `/topics/${id}`);
  expect(seen).toContain(title);
  expect(seen).toMatch(
    new RegExp(
      `This question is the same as another[\\s\\S]*<a class="govuk-link" href="/topics/${to}">${toTitle}</a>`,
    ),
  );
  expect(await text(app.visitor(), `/topics/${to}`)).toMatch(
    /The same as this<\/dt>[\s\S]*Missed bins asked again/,
  );
  expect(await text(asOther, `/topics/${to}`)).toMatch(
    /2 councils have this too[\s\S]*Camden[\s\S]*Sutton[\s\S]*Here as well/,
  );
  expect(await text(asOther, list)).not.toContain(title);
  expect(await text(asOther, list)).toContain(toTitle);
  expect(await text(asOther, '/councils/camden/topics')).toMatch(
    /Same as another[\s\S]*Missed bins asked again/,
  );
  await send(asOther, `/topics/${id}/replies`, { body: 'Too late', formId: 'form-too-late' }).expect(403);
  await send(sutton, `/topics/${id}/same-problem`, { line: 'Again' }).expect(403);

  await undo(asAsker, id);
  await app.settle();
  const after = { from: await topicRow(id), to: await topicRow(to) };
  expect(after.from).toEqual({ ...before.from, seq: after.from.seq });
  expect(after.to).toEqual({ ...before.to, seq: after.to.seq });
  expect(await text(app.visitor(), `/topics/${id}`)).not.toContain('is the same as');
  expect(await text(asOther, list)).toContain(title);
  await send(asOther, `/topics/${id}/replies`, { body: 'In time', formId: 'form-in-time' }).expect(303);
});

test('a council that has two of the same has it while either is', async () => {
  const { id } = await makeTopic(other);
  const twins = [await makeTopic(asker), await makeTopic(asker)];
  for (const twin of twins) await link(asAsker, twin.id, 'same-as', id).expect(303);
  const counts = [(await topicRow(id)).councilCount];
  for (const twin of twins) {
    await undo(asAsker, twin.id);
    counts.push((await topicRow(id)).councilCount);
  }
  expect(counts).toEqual([1, 1, 0]);
});

test('there is never a chain or a circle of topics that are the same', async () => {
  const [one, two, three] = [await makeTopic(asker), await makeTopic(asker), await makeTopic(asker)];
  const refused = async (from: number, to: number, why: string) => {
    const { text: page } = await link(asAsker, from, 'same-as', to).expect(422);
    expect(page).toMatch(new RegExp(`There is a problem[\\s\\S]*${why}`));
    expect(page).toContain(`value="/topics/${to}"`);
  };
  await refused(one.id, one.id, 'Choose another topic');
  await link(asAsker, one.id, 'same-as', two.id).expect(303);
  await link(asAsker, one.id, 'same-as', two.id).expect(303);
  await refused(two.id, one.id, 'is itself the same as another topic');
  await refused(three.id, one.id, 'is itself the same as another topic');
  await refused(two.id, three.id, `“${one.title}” is marked as the same as this one`);
  await refused(one.id, three.id, 'It is the same as another topic already');
  await refused(three.id, (await makeTopic(asker, { kind: 'guidance' })).id, 'Choose a question');
});

test('two who say of each other that they are the same, at once: one is the same as the other', async () => {
  const [one, two] = [await makeTopic(asker), await makeTopic(asker)];
  const sent = await Promise.all([
    link(asAsker, one.id, 'same-as', two.id),
    link(asAsker, two.id, 'same-as', one.id),
  ]);
  expect(sent.map(({ status }) => status).sort()).toEqual([303, 422]);
});

test('what not everybody would see is not led to, and is not named to who may not see it', async () => {
  const { id } = await makeTopic(asker, { visibility: 'public' });
  const hidden = await makeTopic(other, { visibility: 'group', title: 'Only for the group' });
  await link(asAsker, id, 'same-as', hidden.id).expect(422);
  await link(asAsker, id, 'builds-on', hidden.id).expect(303);
  expect(await text(asOther, `/topics/${id}`)).toMatch(/Builds on<\/dt>[\s\S]*Only for the group/);
  expect(await text(app.visitor(), `/topics/${id}`)).not.toContain('Only for the group');
  const guest = await app.signInAs(
    await makeGuest({ workspaces: [(await workspaceOf(2)).id], approved: true }),
  );
  expect(await text(guest, `/topics/${id}`)).not.toContain('Only for the group');

  // A visitor's page is kept; it is not kept longer than what it names is public.
  const shown = await makeTopic(asker, { visibility: 'public', title: 'Public for now' });
  await link(asAsker, id, 'evidence-for', shown.id).expect(303);
  await until('it is named', async () =>
    (await text(app.visitor(), `/topics/${id}`)).includes('Public for now'),
  );
  const form = { ...(await formOf(asAsker, shown.id)), visibility: 'group' };
  await send(asAsker, `/topics/${shown.id}/edit`, form).expect(303);
  await until(
    'it is not named',
    async () => !(await text(app.visitor(), `/topics/${id}`)).includes('Public for now'),
  );
});

test('a guest is told that theirs leads elsewhere, without the name of what they may not see', async () => {
  const guest = await makeGuest({ workspaces: [1], approved: true });
  const { id } = await makeTopic(guest, { kind: 'guidance', visibility: 'group' });
  const hidden = {
    kind: 'guidance',
    requirement: 2,
    visibility: 'group',
    title: 'Secret of another workspace',
  } as const;
  const all = await app.signInAs(await makePerson({ coordinates: 'all' }));
  await link(all, id, 'replaced-by', (await makeTopic(other, hidden)).id).expect(303);
  const told = (await listTold()).filter(({ text }) => text.includes('which you cannot see'));
  expect(told.map(({ text }) => text)).toEqual([expect.not.stringContaining(hidden.title)]);
  expect(told[0]?.to).toMatch(/^guest/);
});

test('where a topic leads is shown however many others build on it', async () => {
  const { id } = await makeTopic(asker, { kind: 'pattern' });
  const { id: newer } = await makeTopic(other, { kind: 'pattern', title: 'The newer pattern' });
  const builders = await Promise.all(Array.from({ length: 50 }, () => makeTopic(other)));
  const said = { toId: id, relation: 'builds-on', linkedBy: other.id, linkedAt: clock.now() } as const;
  await db.insert(topicLinks).values(builders.map((builder) => ({ ...said, fromId: builder.id })));
  await link(asAsker, id, 'replaced-by', newer).expect(303);
  expect(await text(asOther, `/topics/${id}`)).toMatch(/Follow this instead:[\s\S]*The newer pattern/);
  await undo(asAsker, id);
});

test('guidance that is replaced says so everywhere, is not reviewed meanwhile, and can be brought back', async () => {
  const { id: old } = await makeTopic(other, { kind: 'guidance', title: 'The old way' });
  const { id } = await makeTopic(asker, { kind: 'guidance', title: 'The new way' });
  // Whoever looks after what is replaced decides.
  const { text: refusal } = await link(asAsker, id, 'replaces', old).expect(422);
  expect(refusal).toContain('Ask whoever looks after “The old way”');
  await link(asCoordinator, old, 'replaced-by', id).expect(303);
  expect((await listTold()).find(({ to }) => to === other.email)?.subject).toBe(
    '“The old way” now leads to another topic',
  );

  const seen = await text(app.visitor(), `/topics/${old}`);
  expect(seen).toMatch(/Replaced<\/span>[\s\S]*Follow this instead:[\s\S]*The new way/);
  expect(await text(app.visitor(), `/topics/${id}`)).toMatch(/Replaces<\/dt>[\s\S]*The old way/);
  expect(await text(asOther, `${list}?kind=guidance`)).toMatch(/Replaced<\/span>[\s\S]{0,300}The old way/);
  expect(await text(asOther, `/topics/${old}`)).not.toContain('/review"');
  // An edit, which makes sure of what is current, does not make it so.
  await send(asOther, `/topics/${old}/edit`, {
    ...(await formOf(asOther, old)),
    title: 'The old way, still',
  }).expect(303);
  expect((await topicRow(old)).health).toBe('replaced');
  await link(asAsker, id, 'replaced-by', old).expect(422);

  await undo(asOther, old);
  expect((await topicRow(old)).health).toBe('current');
});

test('words of a title find the topics to choose from, without a script', async () => {
  const { id } = await makeTopic(asker);
  const { id: to } = await makeTopic(other, { title: 'Which vendor for parking permits' });
  await makeTopic(other, { title: 'Parking permits for carers' });
  const { text: choose } = await link(asAsker, id, 'builds-on', 'permits PARKING').expect(200);
  expect(choose).toMatch(
    /Which of these\?[\s\S]*Parking permits for carers[\s\S]*Which vendor for parking permits/,
  );
  expect(choose).toMatch(/value="builds-on" checked/);
  const chosen = { searched: 'permits PARKING', otherId: String(to) };
  const none = await link(asAsker, id, 'builds-on', 'permits PARKING', {
    searched: 'permits PARKING',
  }).expect(422);
  expect(none.text).toMatch(/There is a problem[\s\S]*Choose one of these topics[\s\S]*Which vendor/);
  // Other words were typed over those: it is looked for anew.
  await link(asAsker, id, 'builds-on', 'permits carers', chosen).expect(200);
  await link(asAsker, id, 'builds-on', 'permits PARKING', chosen).expect(303);
  expect(await text(asAsker, `/topics/${id}`)).toMatch(/Builds on<\/dt>[\s\S]*Which vendor/);
  for (const nothing of ['no such words at all', '/topics/999999', 'https://example.com/topics/1'])
    expect((await link(asAsker, id, 'builds-on', nothing).expect(422)).text).toContain(
      'We found no such topic',
    );
});

test('only whoever looks after a topic, or a coordinator, links it', async () => {
  const [{ id }, { id: to }] = [await makeTopic(asker), await makeTopic(other)];
  await link(asOther, id, 'builds-on', to).expect(403);
  expect(await text(asOther, `/topics/${id}`)).not.toContain(`/topics/${id}/links`);
  expect(await text(asAsker, `/topics/${id}`)).toContain(`/topics/${id}/links`);
  await link(asCoordinator, id, 'builds-on', to).expect(303);
  await undo(asAsker, id);
  await link(asAsker, id, 'builds-on', to).expect(303);
  // Taken back by its own page only, and not from the other end.
  expect(await text(asOther, `/topics/${to}/links`)).not.toContain('/removal"');
});

async function formOf(agent: Agent, id: number): Promise<Record<string, string>> {
  await agent.get(`/topics/${id}/edit`).expect(200);
  const [row] = await db.select().from(topics).where(eq(topics.id, id));
  const { title = '', content = {}, visibility = 'public', versionCount } = row ?? {};
  return { ...content, title, tags: '', visibility, from: String(versionCount), formId: `edit-of-${id}` };
}
