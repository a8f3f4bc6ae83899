import { endAccess } from '../../../server/features/guests/end-access.ts';
import { withdrawName } from '../../../server/features/leaving/withdraw-name.ts';
import { editTopic } from '../../../server/features/topics/edit-topic.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import {
  makeGuest,
  makePerson,
  makeSuggestion,
  makeTopic,
  topicFields,
  topicRow,
  workspaceOf,
} from '../../support/make.ts';
import { listTold } from '../../support/told.ts';

const app = useApp();
let owner: Member;
let helper: Member;
let asOwner: Agent;
let asHelper: Agent;

beforeAll(async () => {
  owner = await makePerson({ name: 'Olu Owner' });
  helper = await makePerson({ name: 'Hana Helper', council: 'hackney' });
  asOwner = await app.signInAs(owner);
  asHelper = await app.signInAs(helper);
});

const body = 'Ask five people.\n\nWrite it down.\n';
const fields = { title: 'Ask people', summary: 'In short', body, audience: 'All' };
const make = () => makeTopic(owner, { kind: 'guidance', fields });
const given = (more: Record<string, string> = {}) =>
  topicFields('guidance', { ...fields, reason: 'Five is too few', from: '1', ...more });
const eight = body.replace('five', 'eight');

async function suggest(id: number, more: Record<string, string> = { body: eight }) {
  const sent = await send(asHelper, `/topics/${id}/suggestions/new`, given(more)).expect(303);
  const path = String(sent.headers.location).replace('?done=sent', '');
  return path;
}

test('a member suggests an edit, the owner is told, sees the difference and accepts it, with credit', async () => {
  const { id } = await make();
  expect((await asHelper.get(`/topics/${id}`)).text).toContain(`/topics/${id}/suggestions/new`);
  expect((await asOwner.get(`/topics/${id}`)).text).not.toContain('/suggestions');
  expect((await asHelper.get(`/topics/${id}/suggestions/new`)).text).toContain('Ask five people.');
  const path = await suggest(id);
  const [asked] = await listTold();
  expect(asked).toMatchObject({ to: owner.email, href: path });
  expect(asked?.subject).toContain('Hana Helper suggests an edit');
  expect((await asOwner.get(`/topics/${id}`)).text).toContain('1 suggested edit to decide');
  expect((await asHelper.get(`/topics/${id}`)).text).not.toContain('to decide');
  expect((await asOwner.get(`/topics/${id}/suggestions`)).text).toContain(`href="${path}"`);
  expect((await asHelper.get('/account/suggestions')).text).toMatch(/Ask people[\s\S]*Waiting/);
  const page = await asOwner.get(path).expect(200);
  expect(page.text).toMatch(/<del>[^/]*<\/span>five/);
  expect(page.text).toContain('Ask eight people.');

  const before = await send(asOwner, `${path}/acceptance`, given({ body: '*Nine*', act: 'preview' })).expect(
    200,
  );
  expect(before.text).toMatch(/Preview<\/h2>[\s\S]*<em>Nine<\/em>[\s\S]*>\n\*Nine\*<\/textarea>/);
  expect(await topicRow(id)).toMatchObject({ versionCount: 1, openSuggestions: 1 });
  await send(asOwner, `${path}/acceptance`, given({ body: `${eight}Twice.` })).expect(303);
  await send(asOwner, `${path}/acceptance`, given({ body: `${eight}Twice.` })).expect(303);
  const [told, ...earlier] = await listTold();
  expect(told).toMatchObject({ to: helper.email, subject: expect.stringContaining('was accepted') });
  expect(earlier.filter(({ to }) => to === helper.email)).toEqual([]);
  expect(await topicRow(id)).toMatchObject({ versionCount: 2, openSuggestions: 0 });
  expect((await topicRow(id)).content.body).toBe(`${eight}Twice.`);
  expect((await app.visitor().get(`/topics/${id}`)).text).toMatch(/With edits by Hana Helper, Hackney/);
  expect((await app.visitor().get(`/topics/${id}/history`)).text).toMatch(
    /Olu Owner[\s\S]*Suggested by Hana Helper, Hackney\.[\s\S]*Five is too few/,
  );
  expect((await asHelper.get('/account/suggestions')).text).toContain('Accepted');

  await db.transaction((tx) =>
    withdrawName(
      tx,
      { id: helper.id, email: helper.email, councilId: helper.council.id },
      { actorId: owner.id, reason: 'x' },
    ),
  );
  for (const address of [`/topics/${id}`, `/topics/${id}/history`, path])
    expect((await asOwner.get(address).expect(200)).text).not.toContain('Hana');
  expect((await asOwner.get('/notices').expect(200)).text).not.toContain('Hana');
  helper = await makePerson({ name: 'Hana Helper', council: 'hackney' });
  asHelper = await app.signInAs(helper);
});

test('a suggestion is declined with a reason, which its author is sent, and the text stays', async () => {
  const { id } = await make();
  const path = await suggest(id);
  const wrong = await send(asOwner, `${path}/refusal`, { reason: '' }).expect(422);
  expect(wrong.text).toContain('Enter why you decline it');
  await send(asOwner, `${path}/refusal`, { reason: 'Five was right' }).expect(303);
  const [told] = await listTold();
  expect(told).toMatchObject({
    to: helper.email,
    text: expect.stringContaining('Five was right'),
    href: path,
  });
  expect(await topicRow(id)).toMatchObject({ versionCount: 1, openSuggestions: 0 });
  expect((await asHelper.get(path)).text).toMatch(/Declined[\s\S]*Five was right/);
  await send(asOwner, `${path}/acceptance`, given({ body: eight })).expect(409);
});

test('its author takes it back, and then it can no longer be accepted', async () => {
  const { id } = await make();
  const path = await suggest(id);
  await send(asHelper, `${path}/removal`).expect(303);
  await send(asHelper, `${path}/removal`).expect(303);
  expect((await topicRow(id)).openSuggestions).toBe(0);
  await send(asOwner, `${path}/acceptance`, given({ body: eight })).expect(409);
});

test('changed since, it is put together, and where both changed the same words the owner settles it', async () => {
  const { id } = await make();
  const [one, two] = [await suggest(id), await suggest(id, { body: body.replace('it down', 'it up') })];
  await editTopic(owner, id, { ...fields, tags: [], body: body.replace('five', 'nine') });
  const page = await asOwner.get(one).expect(200);
  expect(page.text).toContain('What changed since it was suggested');
  expect(page.text).toMatch(
    /As it is now: ----\nAsk nine people\.\n---- As suggested: ----\nAsk eight people\./,
  );
  const marked = '---- As suggested: ----\nAsk eight people.';
  await send(asOwner, `${one}/acceptance`, given({ from: '2', body: marked })).expect(422);
  expect((await asOwner.get(two)).text).toContain('>\nAsk nine people.\n\nWrite it up.\n</textarea>');
  const late = await send(
    asOwner,
    `${two}/acceptance`,
    given({ from: '1', body: body.replace('it down', 'it up') }),
  );
  expect(late.status).toBe(409);
  expect(late.text).toContain('>\nAsk nine people.\n\nWrite it up.\n</textarea>');
  await send(
    asOwner,
    `${two}/acceptance`,
    given({ from: '2', body: 'Ask nine people.\n\nWrite it up.\n' }),
  ).expect(303);
});

test('a coordinator decides in their workspace, a guest suggests in theirs, and nobody else learns of it', async () => {
  const { id } = await make();
  const guest = await makeGuest({ approved: true });
  const { id: suggestionId } = await makeSuggestion(guest, id);
  const path = `/suggestions/${suggestionId}`;
  await (await app.signInAs(guest)).get(path).expect(200);
  await (await app.signInAs(await makePerson())).get(path).expect(404);
  await app.visitor().get(path).expect(404);
  const coordinator = await app.signInAs(await makePerson({ coordinates: 'all' }));
  await send(coordinator, `${path}/acceptance`, given({ body: eight })).expect(303);
  expect((await app.visitor().get(`/topics/${id}`)).text).toContain(`With edits by ${guest.name}`);
});

test('a guest who may not see it any more is told nothing of it', async () => {
  const title = 'Known to the group alone';
  const { id } = await makeTopic(owner, { kind: 'guidance', visibility: 'group', title });
  const guest = await makeGuest({ approved: true });
  const { id: suggestionId } = await makeSuggestion(guest, id);
  const coordinator = await makePerson({ coordinates: 'all' });
  await endAccess(coordinator, await workspaceOf(1), guest.id, 'It is over');
  await send(asOwner, `/suggestions/${suggestionId}/refusal`, { reason: 'Not now' }).expect(303);
  const told = await listTold();
  expect(told.filter(({ to, subject }) => to.startsWith('guest') && subject.includes(title))).toEqual([]);
});

test('nothing changed, no reason or no text is refused with all that was typed; sent twice it is one', async () => {
  const { id } = await make();
  const path = `/topics/${id}/suggestions/new`;
  expect((await send(asHelper, path, given()).expect(422)).text).toContain(
    'Change something before you send it',
  );
  const wrong = await send(asHelper, path, given({ body: eight, reason: '', title: '' })).expect(422);
  expect(wrong.text).toMatch(/Say why you suggest this[\s\S]*Ask eight people/);
  const once = given({ body: eight });
  const sent = [await send(asHelper, path, once), await send(asHelper, path, once)];
  expect(new Set(sent.map(({ headers }) => headers.location)).size).toBe(1);
  expect((await topicRow(id)).openSuggestions).toBe(1);
  const { id: question } = await makeTopic(owner);
  await asHelper.get(`/topics/${question}/suggestions/new`).expect(403);
});

test('a preview shows what the topic would say, and sends nothing', async () => {
  const { id } = await make();
  const { text } = await send(
    asHelper,
    `/topics/${id}/suggestions/new`,
    given({ body: '**Eight** people', act: 'preview' }),
  ).expect(200);
  expect(text).toMatch(/Preview<\/h2>[\s\S]*<strong>Eight<\/strong> people/);
  expect(text).toContain('Five is too few');
  expect((await topicRow(id)).openSuggestions).toBe(0);
});

test('a guest whose posts wait for a coordinator cannot suggest yet; one who is approved can', async () => {
  const { id } = await make();
  const workspaces = [(await workspaceOf(1)).id];
  const form = `/topics/${id}/suggestions/new`;
  const waits = await app.signInAs(await makeGuest({ workspaces }));
  expect((await waits.get(`/topics/${id}`)).text).not.toContain(form);
  await send(waits, form, given({ body: eight })).expect(403);
  const approved = await app.signInAs(await makeGuest({ workspaces, approved: true }));
  expect((await approved.get(`/topics/${id}`)).text).toContain(form);
  await send(approved, form, given({ body: eight })).expect(303);
});

test('nobody sends more than thirty in an hour, and what they typed is kept', async () => {
  const { id } = await make();
  const keen = await app.signInAs(await makePerson());
  for (let at = 0; at < 30; at++)
    await send(keen, `/topics/${id}/suggestions/new`, given({ body: `${eight}${at}` })).expect(303);
  const { text } = await send(keen, `/topics/${id}/suggestions/new`, given({ body: 'One too many' })).expect(
    429,
  );
  expect(text).toContain('One too many');
  expect((await topicRow(id)).openSuggestions).toBe(30);
});
