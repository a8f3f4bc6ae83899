import { findMember } from '../../../server/features/accounts/viewers.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makePerson, makeReply, makeTopic, suspend, workspaceOf } from '../../support/make.ts';

const app = useApp();
let person: Awaited<ReturnType<typeof makePerson>>;
let agent: Agent;

beforeEach(async () => {
  person = await makePerson({ name: 'Pat Profile', council: 'ealing' });
  agent = await app.signInAs(person);
});

const edit = () => `/people/${person.id}/edit`;

test('people say who they are, what they work on and what they can help with', async () => {
  const [one, two] = [(await workspaceOf(1)).requirement, (await workspaceOf(2)).requirement];
  const fields = { name: ' Pat P. ', job: 'Researcher', workingOn: 'Bins <b>and</b> parking' };
  const sent = await send(agent, edit(), { ...fields, [`help-${one?.id}`]: 'Ran 40 tests' });
  expect([sent.status, sent.headers.location]).toEqual([303, `/people/${person.id}?done=saved`]);
  const { text } = await agent.get(`/people/${person.id}`).expect(200);
  for (const words of [
    'Pat P.',
    'Researcher',
    'Ealing',
    'Bins &lt;b&gt;and&lt;/b&gt; parking',
    'Ran 40 tests',
    one?.title,
  ]) {
    expect(text).toContain(words);
  }
  const form = (await agent.get(edit()).expect(200)).text;
  expect(form).toContain('value="Ran 40 tests"');
  await send(agent, edit(), { ...fields, [`help-${two?.id}`]: 'Led a team' }).expect(303);
  const after = (await agent.get(`/people/${person.id}`)).text;
  expect(after).toContain('Led a team');
  expect(after).not.toContain('Ran 40 tests');
});

test('what they wrote before keeps the name they had', async () => {
  const topic = await makeTopic(person);
  await makeReply(person, topic.id);
  await send(agent, edit(), { name: 'Pat Renamed' }).expect(303);
  await makeReply((await findMember(person.id)) ?? person, topic.id);
  const { text } = await app.visitor().get(`/topics/${topic.id}`);
  expect(text).toMatch(/Pat Profile[\s\S]*Pat Profile[\s\S]*Pat Renamed/);
});

test('a name is needed, nothing may be too long, and all that was typed is kept', async () => {
  const help = `help-${(await workspaceOf(1)).requirement?.id}`;
  const most = {
    name: 'n'.repeat(100),
    job: 'j'.repeat(100),
    workingOn: 'w'.repeat(500),
    [help]: 'h'.repeat(200),
  };
  await send(agent, edit(), most).expect(303);
  const missing = await send(agent, edit(), {
    name: ' ',
    job: 'Kept job',
    workingOn: 'Kept work',
    [help]: 'Kept help',
  });
  expect(missing.status).toBe(422);
  expect(missing.text).toContain('<a href="#name">Enter your name</a>');
  for (const kept of ['Kept job', 'Kept work', 'Kept help']) expect(missing.text).toContain(kept);
  for (const [field, text] of Object.entries(most)) {
    const sent = await send(agent, edit(), { name: 'Pat', [field]: `${text}!` });
    expect([field, sent.status]).toEqual([field, 422]);
    expect(sent.text).toContain('1 character too many');
    expect(sent.text).toContain(`${text}!`);
  }
});

test('nobody else can change it: not another member, a coordinator or an administrator', async () => {
  for (const other of [await makePerson(), await makePerson({ coordinates: 'all', administrator: true })]) {
    const theirs = await app.signInAs(other);
    await theirs.get(edit()).expect(403);
    const sent = await send(theirs, edit(), { name: 'Somebody Else' });
    expect(sent.status).toBe(403);
    expect(sent.text).toContain('Somebody Else');
    expect((await theirs.get(`/people/${person.id}`)).text).not.toContain(edit());
  }
  await app.visitor().get(edit()).expect(404);
  expect((await agent.get(`/people/${person.id}`)).text).toContain('Pat Profile');
});

test('profiles are for members: visitors learn neither of those there are nor of those there are not', async () => {
  const gone = await makePerson();
  await suspend(gone);
  const pages = await Promise.all(
    [person.id, gone.id, 999_999].map((id) => app.visitor().get(`/people/${id}`).expect(404)),
  );
  const same = pages.map(({ text }) => text.replace(/people(%2F|\/)\d+/g, ''));
  expect(new Set(same).size).toBe(1);
  await agent.get(`/people/${gone.id}`).expect(404);
  await agent.get(`/people/${person.id}`).expect(200);
});

test.each(['3164', '115f', '2800', '034f', 'fe0f', 'e0041'])(
  'a name that nobody could see is none: U+%s',
  async (code) => {
    const name = String.fromCodePoint(Number.parseInt(code, 16)).repeat(3);
    expect((await send(agent, edit(), { name })).text).toContain('Enter your name');
    await send(agent, edit(), { name: `${name}ا` }).expect(303);
  },
);
