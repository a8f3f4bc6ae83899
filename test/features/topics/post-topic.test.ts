import { type Agent, send, useApp } from '../../support/app.ts';
import { countRows, eventsOf } from '../../support/history.ts';
import { makePerson, topicFields, topicRow, workspaceOf } from '../../support/make.ts';

const app = useApp();
const path = '/workspaces/understand-user-needs/topics';
let author: Awaited<ReturnType<typeof makePerson>>;
let agent: Agent;

beforeAll(async () => {
  author = await makePerson({ name: 'Ada Author', council: 'southwark' });
  agent = await app.signInAs(author);
});

const post = (kind: string, fields: Record<string, string>, by = agent) =>
  send(by, `${path}?kind=${kind}`, fields);

async function posted(kind: string, fields: Record<string, string>): Promise<number> {
  const sent = await post(kind, fields).expect(303);
  return Number(/^\/topics\/(\d+)$/.exec(sent.headers.location ?? '')?.[1]);
}

describe.each([
  {
    kind: 'question' as const,
    state: 'open',
    shows: ['What we are trying to do', 'What we have tried', 'Service'],
    needs: { trying: 'Say what you are trying to do' },
    limits: { trying: 20_000, tried: 20_000, service: 200 },
  },
  {
    kind: 'guidance' as const,
    state: 'published',
    shows: ['Summary', 'Guidance', 'Who it is for'],
    needs: { summary: 'Enter a summary', body: 'Write the guidance', audience: 'Say who it is for' },
    limits: { summary: 1000, body: 50_000, audience: 200 },
  },
  {
    kind: 'pattern' as const,
    state: 'proposed',
    shows: ['The problem', 'The solution', 'Evidence that it works', 'How to adopt it', 'Links', 'Licence'],
    needs: { problem: 'Describe the problem', solution: 'Describe the solution' },
    limits: { problem: 20_000, solution: 20_000, evidence: 20_000, adopt: 20_000, links: 5000, licence: 200 },
  },
])('$kind', ({ kind, state, shows, needs, limits }) => {
  test('stands on its page with its own fields, its author, its tags and its first state', async () => {
    const own = Object.fromEntries(Object.keys(limits).map((field) => [field, `Words about *${field}*`]));
    const id = await posted(kind, topicFields(kind, { ...own, tags: 'Forms, user  research,forms' }));
    const { text } = await agent.get(`/topics/${id}`).expect(200);
    for (const words of [
      ...shows,
      'Ada Author',
      'Southwark',
      `state--${state === 'published' ? 'current' : state}`,
    ])
      expect(text).toContain(words);
    for (const field of Object.keys(limits))
      expect(text).toMatch(new RegExp(`Words about (<em>|\\*)${field}`));
    expect(text).toMatch(/\?tag(=|&#x3D;)forms">forms<\/a>/);
    expect(text).toMatch(/\?tag(=|&#x3D;)user%20research">user research<\/a>/);
    expect((await topicRow(id)).tags).toEqual(['forms', 'user research']);
    expect(await eventsOf(id)).toEqual([{ name: 'topic-posted', seq: 1, actorId: author.id }]);
  });

  test('asks for what it needs, says what is missing, and keeps the rest', async () => {
    const before = await countRows('topics');
    const title = kind === 'question' ? 'Enter your question in one line' : 'Enter a title';
    const form = await agent.get(`${path}/new?kind=${kind}`).expect(200);
    for (const field of Object.keys(limits)) expect(form.text).toContain(`name="${field}"`);
    for (const [field, words] of Object.entries({ title, ...needs })) {
      const sent = await post(kind, topicFields(kind, { [field]: ' ', tags: 'kept' }));
      expect(sent.status).toBe(422);
      expect(sent.text).toContain(`<a href="#${field}">${words}</a>`);
      expect(sent.text).toContain('value="kept"');
    }
    expect(await countRows('topics')).toBe(before);
  });

  test('each field has its longest, and more is refused with all of it kept', async () => {
    for (const [field, most] of Object.entries({ title: 150, ...limits })) {
      await posted(kind, topicFields(kind, { [field]: 'é'.repeat(most) }));
      const long = 'é'.repeat(most + 1);
      const sent = await post(kind, topicFields(kind, { [field]: long }));
      expect(sent.status).toBe(422);
      expect(sent.text).toContain('1 character too many');
      expect(sent.text).toContain(long);
    }
  });

  test('a preview shows it, keeps the form and posts nothing', async () => {
    const before = await countRows('topics');
    const [field = ''] = Object.keys(needs);
    const sent = await post(
      kind,
      topicFields(kind, { [field]: 'So *much*', title: 'In view', act: 'preview' }),
    );
    expect(sent.status).toBe(200);
    expect(sent.text).toContain('So <em>much</em>');
    expect(sent.text).toContain('So *much*</textarea>');
    expect(sent.text).toContain('value="In view"');
    expect(await countRows('topics')).toBe(before);
  });

  test('a double click is one topic, another text another', async () => {
    const fields = topicFields(kind);
    const ids = await Promise.all([1, 2, 3, 4].map(() => posted(kind, fields)));
    expect(new Set(ids).size).toBe(1);
    expect((await topicRow(ids[0] ?? 0)).seq).toBe(1);
    expect(await posted(kind, { ...fields, title: 'Changed' })).not.toBe(ids[0]);
  });
});

test('only the group sees it unless it is said to be for everyone', async () => {
  const { visibility: _, ...unsaid } = topicFields('question');
  const group = await posted('question', unsaid);
  const everyone = await posted('question', topicFields('question', { visibility: 'public' }));
  expect((await topicRow(group)).visibility).toBe('group');
  await app.visitor().get(`/topics/${group}`).expect(404);
  await app.visitor().get(`/topics/${everyone}`).expect(200);
});

test('complete guidance saved as a draft is a topic; the others are none before they are posted', async () => {
  const draft = await posted('guidance', topicFields('guidance', { act: 'draft' }));
  expect((await topicRow(draft)).state).toBe('draft');
  for (const [kind, state] of [
    ['question', 'open'],
    ['pattern', 'proposed'],
  ] as const) {
    const fields = topicFields(kind);
    const saved = await post(kind, { ...fields, act: 'draft' });
    expect(saved.headers.location).toMatch(/^\/account\/drafts/);
    expect((await topicRow(await posted(kind, fields))).state).toBe(state);
  }
});

test('what is changed on the form gone back to is not lost: tags, who may see it, or that it is published', async () => {
  const fields = topicFields('guidance', { act: 'draft' });
  await posted('guidance', fields);
  const published = await posted('guidance', { ...fields, act: 'post', tags: 'added', visibility: 'public' });
  expect(await topicRow(published)).toMatchObject({
    state: 'published',
    tags: ['added'],
    visibility: 'public',
  });
});

test('tags are at most six, of 40 characters, without what is no word', async () => {
  const seven = await post('question', topicFields('question', { tags: 'a,b,c,d,e,f,g' })).expect(422);
  expect(seven.text).toContain('Enter 6 tags or fewer');
  expect(seven.text).toContain('value="a,b,c,d,e,f,g"');
  const long = 't'.repeat(41);
  const sent = await post('question', topicFields('question', { tags: long })).expect(422);
  expect(sent.text).toContain('Each tag must be 40 characters or fewer');
  const id = await posted('question', topicFields('question', { tags: '<b>C++</b>, , C#' }));
  expect((await topicRow(id)).tags).toEqual(['b c++ b', 'c#']);
});

test('who may see it must be one of the two, and what is no kind or workspace of ours is not found', async () => {
  const sent = await post('question', topicFields('question', { visibility: 'world' }));
  expect(sent.status).toBe(422);
  expect(sent.text).toContain('Choose who can see this');
  const fields = topicFields('question', { trying: 'An hour of writing' });
  for (const address of [
    `${path}?kind=poll`,
    `${path}?kind=constructor`,
    `${path}?kind=question&kind=pattern`,
    path,
    '/workspaces/nowhere/topics?kind=question',
  ]) {
    const refused = await send(agent, address, fields);
    expect([address, refused.status]).toEqual([address, 404]);
    expect(refused.text).toContain('An hour of writing');
  }
});

test('visitors are asked to sign in, for the form and for what they send', async () => {
  const before = await countRows('topics');
  await app.visitor().get(`${path}/new?kind=question`).expect(404);
  const sent = await post('question', topicFields('question'), app.visitor());
  expect([sent.status, sent.headers.location]).toEqual([303, '/sign-in?back=%2F&signedOut=yes']);
  expect(await countRows('topics')).toBe(before);
});

test('every workspace takes topics, that of the running of the group too', async () => {
  const { slug } = await workspaceOf(null);
  const sent = await send(
    agent,
    `/workspaces/${slug}/topics?kind=question`,
    topicFields('question', { title: 'Agenda' }),
  );
  expect(sent.status).toBe(303);
  expect((await agent.get(`/workspaces/${slug}`)).text).toContain('Agenda');
});
