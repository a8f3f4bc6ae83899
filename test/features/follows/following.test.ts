import { follow } from '../../../server/features/follows/follow.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makeGuest, makePerson, makeReply, makeTopic, workspaceOf } from '../../support/make.ts';
import { queriesDuring } from '../../support/queries.ts';

const app = useApp();
let author: Member;
let reader: Member;
let agent: Agent;

beforeAll(async () => {
  author = await makePerson();
});
beforeEach(async () => {
  reader = await makePerson();
  agent = await app.signInAs(reader);
});

/** What a page says of how much its viewer hears, and which of its links changes that. */
async function says(path: string, by = agent): Promise<string | undefined> {
  const { text } = await by.get(path).expect(200);
  const [, said, href, link] =
    /<p class="follow"[^>]*>([^<]+)<a class="govuk-link" href="([^"]+)">([^<]+)</.exec(text) ?? [];
  return said && `${said.trim()} ${link} ${href}`;
}

/** What is chosen on the page that asks. */
async function chosen(path: string): Promise<(string | undefined)[]> {
  const { text } = await agent.get(path).expect(200);
  return [...text.matchAll(/value="([\w-]+)" checked/g)].map(([, value]) => value);
}

const workspace = '/workspaces/understand-user-needs';

test('a topic says what its viewer hears of it and why, and leads to where that is changed', async () => {
  const { id } = await makeTopic(author);
  const [path, to] = [`/topics/${id}`, `/topics/${id}/follow`];
  expect(await says(path)).toBe(`You are told of replies to you and mentions of you. Follow ${to}`);
  expect(await says(path, await app.signInAs(author))).toBe(
    `You follow everything here, since you posted. Change ${to}`,
  );
  expect(await says(path, app.visitor())).toBe(undefined);

  expect(await chosen(to)).toEqual(['as-wider']);
  const { headers } = await send(agent, to, { level: 'solved' }).expect(303);
  expect(headers.location).toBe(`${path}?done=followed`);
  expect((await agent.get(headers.location ?? '')).text).toContain('You have changed what you are told');
  expect(await says(path)).toBe(`You are told when this is solved. Change ${to}`);
  expect(await chosen(to)).toEqual(['solved']);
  await send(agent, to, { level: 'nothing' }).expect(303);
  expect(await says(path)).toBe(`You are told nothing here. Follow ${to}`);
  await send(agent, to, { level: 'as-wider' }).expect(303);
  expect(await says(path)).toBe(`You are told of replies to you and mentions of you. Follow ${to}`);
  await makeReply(reader, id);
  expect(await says(path)).toBe(`You follow everything here, since you posted. Change ${to}`);
});

test('what is chosen for the group counts in its workspaces, and what is chosen for a workspace in its topics', async () => {
  const { id } = await makeTopic(author);
  const path = `/topics/${id}`;
  await send(agent, '/group/follow', { level: 'new-topics' }).expect(303);
  expect(await says('/')).toBe('You follow new topics in the group. Change /group/follow');
  expect(await says(workspace)).toBe(
    `You follow new topics, as in the whole group. Change ${workspace}/follow`,
  );
  expect(await says(path)).toBe(`You follow new topics, as in the whole group. Change ${path}/follow`);
  await send(agent, `${workspace}/follow`, { level: 'everything' }).expect(303);
  expect(await says(workspace)).toBe(`You follow everything here. Change ${workspace}/follow`);
  expect(await says(path)).toBe(`You follow everything, as in the whole workspace. Change ${path}/follow`);
  const { text } = await agent.get(`${path}/follow`).expect(200);
  expect(text).toMatch(/As in the workspace[\s\S]*At the moment: everything\. If you post/);
  expect((await agent.get(`${workspace}/follow`)).text).toMatch(
    /As in the group[\s\S]*At the moment: new topics</,
  );
  await send(agent, `${workspace}/follow`, { level: 'as-wider' }).expect(303);
  expect((await agent.get(`${path}/follow`)).text).toContain(
    'At the moment: new topics, as in the group. If',
  );
  expect(await says(path)).toBe(`You follow new topics, as in the whole group. Change ${path}/follow`);
});

test('a form without a choice, or with one that there is not, is shown again', async () => {
  const { id } = await makeTopic(author, { kind: 'guidance' });
  const cases = [
    ['/group/follow', 'as-wider'],
    [`/topics/${id}/follow`, 'solved'],
    [`/topics/${id}/follow`, 'new-topics'],
    [`${workspace}/follow`, 'loudly'],
    ['/group/follow', undefined],
  ] as const;
  for (const [path, level] of cases) {
    const { text } = await send(agent, path, level ? { level } : {}).expect(422);
    expect(text).toMatch(/There is a problem[\s\S]*Choose how much you want to be told/);
  }
  expect(await says(`/topics/${id}`)).toMatch(/^You are told of replies/);
  await send(agent, `/topics/${id}/follow`, { level: 'everything' }).expect(303);
});

test('one page has all that somebody follows, each leading to where it is changed and back', async () => {
  const [first, second] = [await makeTopic(author), await makeTopic(author, { kind: 'guidance' })];
  const hidden = await makeTopic(author, { kind: 'guidance' });
  const empty = (await agent.get('/account/follows').expect(200)).text;
  expect(empty).toContain('All as in the group');
  expect(empty).toContain('All as in their workspaces');
  for (const { id } of [first, second, hidden]) await follow(reader, { place: 'topic', id }, 'mine');
  const { id } = await workspaceOf(2);
  await follow(reader, { place: 'workspace', id }, 'nothing');
  const list = (await agent.get('/account/follows').expect(200)).text;
  expect(list).toContain('3 topics');
  expect(list.indexOf(second.title)).toBeLessThan(list.indexOf(first.title));
  expect(list).toMatch(
    /You are told nothing here\.<\/span> <a [^>]*href="\/workspaces\/[\w-]+\/follow\?back=\/account\/follows">/,
  );
  expect((await (await app.signInAs(author)).get('/account/follows')).text).not.toContain('told nothing');
  expect((await agent.get('/account').expect(200)).text).toContain('href="/account/follows"');

  const change = `/topics/${first.id}/follow?back=/account/follows`;
  expect((await agent.get(change).expect(200)).text).toMatch(/href="\/account\/follows">Cancel/);
  const { headers } = await send(agent, change, { level: 'as-wider' }).expect(303);
  expect(headers.location).toBe('/account/follows?done=followed');
  const after = (await agent.get('/account/follows')).text;
  expect(after).toContain('2 topics');
  expect(after).not.toContain(first.title);
  const elsewhere = await send(agent, `/topics/${first.id}/follow?back=//example.com`, { level: 'mine' });
  expect(elsewhere.headers.location).toBe(`/topics/${first.id}?done=followed`);
});

test('there are fifty topics on a page of it', async () => {
  for (let at = 0; at < 51; at++) {
    const { id } = await makeTopic(author);
    await follow(reader, { place: 'topic', id }, 'everything');
  }
  const count = async (path: string) => (await agent.get(path)).text.match(/follow\?back/g)?.length;
  expect(await count('/account/follows')).toBe(51);
  expect(await count('/account/follows?page=2')).toBe(2);
  expect(await count('/account/follows?page=9')).toBe(1);
});

test('a guest who is no longer invited sees nothing of what they followed there', async () => {
  const guest = await makeGuest({ workspaces: [1, 2] });
  const there = await makeTopic(author, { visibility: 'group', requirement: 2, title: 'Among ourselves' });
  await follow(guest, { place: 'topic', id: there.id }, 'everything');
  await follow(guest, { place: 'workspace', id: (await workspaceOf(2)).id }, 'everything');
  const by = await app.signInAs(guest);
  expect((await by.get('/account/follows')).text).toContain('Among ourselves');
  const host = await app.signInAs(await makePerson({ coordinates: 'all' }));
  const { slug, name } = await workspaceOf(2);
  await send(host, `/workspaces/${slug}/guests/${guest.id}/ending`, { reason: 'Agreed' }).expect(303);
  const after = (await by.get('/account/follows').expect(200)).text;
  expect(after).not.toContain('Among ourselves');
  expect(after).not.toContain(name);
  await by.get(`/topics/${there.id}/follow`).expect(404);
  await by.get(`/workspaces/${slug}/follow`).expect(404);
  expect(await says(`/workspaces/${slug}`, by)).toBe(undefined);
  // Of what everybody sees there they hear as anybody does.
  const open = await makeTopic(author, { requirement: 2 });
  expect(await says(`/topics/${open.id}`, by)).toMatch(/^You are told of replies/);
});

test('what a viewer hears comes with the topic, asked of the database as often as before', async () => {
  const { id } = await makeTopic(author);
  await follow(reader, { place: 'topic', id }, 'everything');
  await app.settle();
  await agent.get(`/topics/${id}`).expect(200);
  let text = '';
  const asked = await queriesDuring(async () => {
    text = (await agent.get(`/topics/${id}`)).text;
  });
  expect(text).toContain('You follow everything here');
  expect(asked.filter((query) => !query.includes('insert into reading_places')).length).toBeLessThanOrEqual(
    2,
  );
});
