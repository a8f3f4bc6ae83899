import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makePerson, makeTopic, topicRow } from '../../support/make.ts';

const app = useApp();
let owner: Member;
let agent: Agent;

beforeAll(async () => {
  owner = await makePerson();
  agent = await app.signInAs(owner);
});

const held = { 'held-day': '3', 'held-month': '11', 'held-year': '2025' };
const notes = 'https://example.gov.uk/notes?of=3&more';
const say = (id: number, fields: Record<string, string>) => send(agent, `/topics/${id}/meeting`, fields);
const text = async (path: string) => (await app.visitor().get(path).expect(200)).text;

test('a topic says which meeting it came from, until that is taken back', async () => {
  const { id } = await makeTopic(owner);
  await say(id, { meeting: 'Peer group <meeting>', notes, ...held }).expect(303);
  const seen = await text(`/topics/${id}`);
  expect(seen).toMatch(
    /Came from a meeting<\/dt><dd>Peer group &lt;meeting&gt;, <time datetime="2025-11-03[^>]*>3 November 2025/,
  );
  expect(seen).toContain('rel="nofollow noopener noreferrer">Notes of the meeting');
  const { seq } = await topicRow(id);
  await say(id, { meeting: 'Peer group <meeting>', notes, ...held }).expect(303);
  expect((await topicRow(id)).seq).toBe(seq);
  expect((await agent.get(`/topics/${id}/links`)).text).toMatch(/name="held-month"[^>]*value="11"/);
  await send(agent, `/topics/${id}/meeting/removal`).expect(303);
  expect(await text(`/topics/${id}`)).not.toContain('Came from a meeting');
});

test.each([
  ['no meeting', { meeting: ' ' }, 'Enter which meeting it was'],
  ['no day', { 'held-day': '', 'held-month': '', 'held-year': '' }, 'Enter the day it was held'],
  ['no real day', { 'held-day': '31' }, 'Enter a real date'],
  ['a day to come', { 'held-year': '2090' }, 'The date must be today or earlier'],
  ['what is no address', { notes: 'javascript:alert(1)' }, 'Enter a web address that begins with https'],
])('%s is refused, and what was typed is kept', async (_, wrong, why) => {
  const { id } = await makeTopic(owner);
  const { text: page } = await say(id, { meeting: 'The 3rd', notes, ...held, ...wrong }).expect(422);
  expect(page).toMatch(new RegExp(`There is a problem[\\s\\S]*${why}`));
  if (!('meeting' in wrong)) expect(page).toContain('value="The 3rd"');
  expect((await topicRow(id)).meeting).toBeNull();
});
