import { follow } from '../../../server/features/follows/follow.ts';
import { readMentions } from '../../../server/features/mentions/read-mentions.ts';
import type { Guest, Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import {
  makeGuest,
  makePerson,
  makeReply,
  makeTopic,
  makeWaiting,
  topicFields,
  topicRow,
  workspaceOf,
} from '../../support/make.ts';
import { listTold } from '../../support/told.ts';

const app = useApp();
let writer: Member;
let named: Member;
let coordinator: Member;
let elsewhere: Member;
let lead: Member;
let outside: Guest;
let asWriter: Agent;
let linkToNamed: string;
const coordinatorsOnly = 'Could @coordinators look at this?';

beforeAll(async () => {
  writer = await makePerson({ name: 'Wim Writer' });
  named = await makePerson({ name: 'Nia Named', council: 'hackney' });
  coordinator = await makePerson({ coordinates: [(await workspaceOf()).id] });
  elsewhere = await makePerson({ coordinates: [(await workspaceOf(2)).id] });
  lead = await makePerson({ council: 'greenwich', lead: true });
  outside = await makeGuest({ workspaces: [2] });
  asWriter = await app.signInAs(writer);
  linkToNamed = `[@Nia Named](/people/${named.id})`;
});

/** Who is told since that they are mentioned, and how. */
async function toldBy(act: () => Promise<unknown>) {
  const last = (await listTold())[0]?.id ?? 0;
  await act();
  return (await listTold())
    .filter(({ id, kind }) => id > last && kind === 'mention')
    .map(({ to, as, text, href }) => ({ to, as, text, href }))
    .sort((a, b) => a.to.localeCompare(b.to));
}

const toWhom = async (act: () => Promise<unknown>) => (await toldBy(act)).map(({ to }) => to);

const post = (topicId: number, body: string) => send(asWriter, `/topics/${topicId}/replies`, { body });

test('whoever is mentioned in a reply is told, with a link to it, and the page links to them', async () => {
  const { id } = await makeTopic(writer);
  const told = await toldBy(() => post(id, `Ask ${linkToNamed}, or ${linkToNamed}`));
  expect(told).toEqual([{ to: named.email, as: 'you', text: '', href: `/topics/${id}/replies/1` }]);
  const { text } = await asWriter.get(`/topics/${id}`);
  expect(text).toContain(`<a href="/people/${named.id}">@Nia Named</a>`);
});

test('whoever is named in what a post quotes is told nothing of it, until it speaks to them itself', async () => {
  const { id } = await makeTopic(writer);
  expect(await toWhom(() => post(id, `> Ask ${linkToNamed}\n\nDid you?`))).toEqual([]);
  const { id: replyId } = await makeReply(writer, id, { body: `> Ask ${linkToNamed}` });
  const body = `> Ask ${linkToNamed}\n\nDo, ${linkToNamed}`;
  expect(await toWhom(() => send(asWriter, `/replies/${replyId}/edit`, { body }))).toEqual([named.email]);
});

test('an edit tells only those it newly mentions, and sent twice it is told once', async () => {
  const { id } = await makeTopic(writer);
  const { id: replyId } = await makeReply(writer, id, { body: `Hello ${linkToNamed}` });
  const edit = (body: string) => send(asWriter, `/replies/${replyId}/edit`, { body });
  const told = await toWhom(() => edit(`Hello again ${linkToNamed} and @coordinators`));
  expect(told).toContain(coordinator.email);
  for (const { email } of [named, elsewhere]) expect(told).not.toContain(email);
  expect(await toWhom(() => edit('Nobody'))).toEqual([]);
  expect(await toWhom(() => edit(`Once more ${linkToNamed}`))).toEqual([]);
});

test('a topic tells those it mentions, a draft when it is published', async () => {
  const workspace = (await workspaceOf()).slug;
  const start = (fields: Record<string, string>) =>
    send(
      asWriter,
      `/workspaces/${workspace}/topics?kind=guidance`,
      topicFields('guidance', { body: linkToNamed, ...fields }),
    ).expect(303);
  expect(await toWhom(() => start({}))).toEqual([named.email]);
  let address = '';
  const draft = async () => {
    address = String((await start({ act: 'draft' })).headers.location);
  };
  expect(await toWhom(draft)).toEqual([]);
  expect(await toWhom(() => send(asWriter, `${address}/state`, { state: 'published' }))).toEqual([
    named.email,
  ]);
});

test('a council is told by its lead, the coordinators as those of this workspace, and nobody of their own', async () => {
  const { id } = await makeTopic(writer);
  const found = await toldBy(() => post(id, `[@Greenwich](/councils/greenwich): ${coordinatorsOnly}`));
  const told = found.map(({ to }) => to);
  expect(told).toEqual(expect.arrayContaining([lead.email, coordinator.email]));
  expect(told).not.toContain(elsewhere.email);
  expect(found.find(({ to }) => to === lead.email)).toMatchObject({
    as: 'Greenwich',
    text: 'You are told because you are a lead of Greenwich.',
  });
  const themselves = await app.signInAs(coordinator);
  const byThem = () => send(themselves, `/topics/${id}/replies`, { body: coordinatorsOnly });
  expect(await toWhom(byThem)).not.toContain(coordinator.email);
});

test('who cannot see it is not told, the writer is, before and after posting; made public, it is told', async () => {
  const { id } = await makeTopic(writer, { visibility: 'group' });
  const body = `Ask [@Gus](/people/${outside.id}) and [@Barnet](/councils/barnet)`;
  const words = `${outside.name} cannot see this topic, so is not told. Barnet has no lead in the group`;
  const preview = await send(asWriter, `/topics/${id}/replies`, { body, act: 'preview' }).expect(200);
  expect(preview.text).toContain(words);
  let led = '';
  const posting = async () => {
    led = String((await post(id, body).expect(303)).headers.location);
  };
  expect(await toWhom(posting)).toEqual([]);
  expect(led).toBe(`/topics/${id}?untold=1`);
  expect((await asWriter.get(led)).text).toContain(`This is posted. ${words}`);
  expect((await asWriter.get(`/topics/${id}`)).text).not.toContain('cannot see');
  for (const which of ['2', 'topic', 'x']) {
    const { text } = await asWriter.get(`/topics/${id}?untold=${which}`).expect(200);
    expect(text).not.toContain('This is posted');
  }
  // To the page's script a redirect would say that all is well.
  await post(id, body).set('Sec-Fetch-Mode', 'cors').expect(202);

  const edit = (visibility: string) => {
    const fields = topicFields('question', { visibility, trying: body });
    return send(asWriter, `/topics/${id}/edit`, fields).expect(303);
  };
  expect((await edit('group')).headers.location).toBe(`/topics/${id}?untold=topic`);
  expect(await toWhom(() => edit('public'))).toEqual([outside.email]);
});

test('whoever wants to hear nothing of a topic is not told that it mentions them', async () => {
  const { id } = await makeTopic(writer);
  await follow(named, { place: 'topic', id }, 'nothing');
  const told = await toWhom(() => post(id, `Ask ${linkToNamed} or @coordinators`));
  expect([told.includes(named.email), told.includes(coordinator.email)]).toEqual([false, true]);
  await follow(named, { place: 'topic', id }, 'mine');
  expect(await toWhom(() => post(id, `Ask ${linkToNamed}`))).toEqual([named.email]);
});

test('what a guest sends speaks to coordinators once it is approved, and to nobody by name', async () => {
  const { id } = await makeTopic(writer);
  const guest = await makeGuest();
  const { id: held } = await makeWaiting(guest, id, `${linkToNamed} ${coordinatorsOnly}`);
  const approve = async () =>
    send(
      await app.signInAs(coordinator),
      `/workspaces/${(await workspaceOf()).slug}/waiting/${held}/approval`,
    ).expect(303);
  expect(await toWhom(async () => undefined)).toEqual([]);
  const told = await toWhom(approve);
  expect(told).toContain(coordinator.email);
  expect(told).not.toContain(named.email);
});

test('quotations, code and ordinary links speak to nobody, and too many are refused', async () => {
  const nobody = { personIds: [], councils: [], coordinators: false };
  for (const text of [
    '> [@A](/people/1) and @coordinators',
    '`[@A](/people/1) @coordinators`',
    '[A](/people/1), me@coordinators.uk, [see @coordinators](/about)',
    '[@A](https://example.org/people/1)',
  ])
    expect([text, readMentions([text])]).toEqual([text, nobody]);
  const { id } = await makeTopic(writer);
  const many = Array.from({ length: 21 }, (_, at) => `[@A](/people/${at + 1})`).join(' ');
  const refused = await post(id, many).expect(422);
  expect(refused.text).toContain('20 people and councils at most');
  expect((await topicRow(id)).replyCount).toBe(0);
});
