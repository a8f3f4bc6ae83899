import { saveDraft } from '../../../server/features/drafts/save-draft.ts';
import { sweepDrafts } from '../../../server/features/drafts/sweep-drafts.ts';
import { changeTopicState } from '../../../server/features/topics/change-topic-state.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { ask } from '../../support/databases.ts';
import { longestHold } from '../../support/longest-hold.ts';
import { makePerson, makeReply, makeTopic, topicFields } from '../../support/make.ts';

const app = useApp();
let owner: Member;
let writer: Member;
let asWriter: Agent;
let asOther: Agent;

beforeAll(async () => {
  owner = await makePerson({ name: 'Olu Owner' });
  writer = await makePerson({ name: 'Wanda Writer' });
  asWriter = await app.signInAs(writer);
  asOther = await app.signInAs(owner);
});

let made = 0;
const newFormId = () => `form-id-${++made}`;
const autosave = (place: string, formId: string, fields: Record<string, string>) =>
  send(asWriter, '/drafts', { ...fields, place, formId });
const kept = async () =>
  await ask(
    process.env.DATABASE_URL as string,
    `select place, fields->>'body' as body from drafts where person_id = ${writer.id} and ended_at is null order by id`,
  );
const text = async (agent: Agent, path: string) => (await agent.get(path).expect(200)).text;

test('what is typed is in the form again wherever it is opened, until it is posted', async () => {
  const { id } = await makeTopic(owner);
  const place = `/topics/${id}/replies`;
  const formId = newFormId();
  const first = await autosave(place, formId, { body: 'Half a thou' }).expect(200);
  expect(first.body).toEqual({ formId, version: 1 });
  await autosave(place, formId, { body: 'Half a thought', draftVersion: '1' }).expect(200);

  const page = await text(asWriter, `/topics/${id}`);
  expect(page).toMatch(/This is your draft, saved[\s\S]*Half a thought<\/textarea>/);
  expect(page).toContain(`name="draft" value="${formId}"`);
  expect(await text(asOther, `/topics/${id}`)).not.toContain('Half a thought');
  expect(await text(asWriter, '/account/drafts')).toContain('Half a thought');

  const fields = { body: 'A whole thought', formId, draft: formId, draftVersion: '2' };
  await send(asWriter, place, fields).expect(303);
  expect(await text(asWriter, `/topics/${id}`)).not.toContain('This is your draft');
  expect(await kept()).toEqual([]);
  // A browser had sent it just before it was posted, and it arrives after.
  await autosave(place, formId, { body: '', draftVersion: '2' });
  expect(await kept()).toEqual([]);
});

test('a reply that answers another is opened again as its answer', async () => {
  const { id } = await makeTopic(owner);
  const parent = await makeReply(owner, id, { body: 'What about weekends?' });
  await autosave(`/topics/${id}/replies`, newFormId(), { body: 'Closed', parentId: String(parent.id) });
  expect(await text(asWriter, `/topics/${id}`)).toMatch(/In answer to 1, <strong>Olu Owner/);
  await autosave(`/topics/${id}/replies`, newFormId(), { body: 'Odd', parentId: '999999999' });
  await asWriter.get(`/topics/${id}`).expect(200);
});

test('two devices that write at once both keep their text, and the difference is shown', async () => {
  const { id } = await makeTopic(owner, { title: 'Which form?' });
  const place = `/topics/${id}/replies`;
  const formId = newFormId();
  await autosave(place, formId, { body: 'Ask five people' });
  await autosave(place, formId, { body: 'Ask eight people', draftVersion: '1' }).expect(200);
  const second = await autosave(place, formId, { body: 'Ask nine people', draftVersion: '1' }).expect(200);
  expect(second.body.formId).not.toBe(formId);
  expect(second.body.beside).toMatch(/^\/drafts\/\d+$/);
  expect((await kept()).filter((one) => one.place === place)).toHaveLength(2);

  const difference = await text(asWriter, second.body.beside);
  expect(difference).toMatch(/<del>[^/]*<\/span>eight[\s\S]*<ins>[^/]*<\/span>nine/);
  expect(await text(asWriter, `/topics/${id}`)).toMatch(/another draft here[\s\S]*Ask nine people/);
  expect(await text(asWriter, '/account/drafts')).toContain('You wrote more than one text here');
  await asOther.get(second.body.beside).expect(404);
});

test('without scripts a button saves it, finished or not, for every kind of form', async () => {
  const { id } = await makeTopic(writer, { kind: 'guidance', title: 'Guided' });
  const { id: others } = await makeTopic(owner, { kind: 'guidance', title: 'Suggested' });
  const { id: replyId } = await makeReply(writer, id, { body: 'Posted' });
  const begun = { title: 'Begun title', body: 'Begun body', formId: newFormId(), act: 'draft', from: '1' };
  const places = {
    [`/topics/${id}/edit`]: `/topics/${id}/edit`,
    [`/replies/${replyId}/edit`]: `/replies/${replyId}/edit`,
    [`/topics/${others}/suggestions/new`]: `/topics/${others}/suggestions/new`,
    '/workspaces/understand-user-needs/topics?kind=question':
      '/workspaces/understand-user-needs/topics/new?kind=question',
    '/workspaces/understand-user-needs/topics?kind=guidance':
      '/workspaces/understand-user-needs/topics/new?kind=guidance',
  };
  for (const [place, form] of Object.entries(places)) {
    const saved = await send(asWriter, place, { ...begun, formId: newFormId() }).expect(303);
    expect(saved.headers.location).toBe('/account/drafts?done=saved');
    expect(await text(asWriter, form)).toMatch(/This is your draft[\s\S]*Begun/);
  }
  const list = await text(asWriter, '/account/drafts');
  for (const name of ['Edit of “Guided”', 'Edit of reply 1', 'Suggested edit of “Suggested”', 'Question in'])
    expect(list).toContain(name);
  const fresh = await text(asWriter, '/workspaces/understand-user-needs/topics/new?kind=question&draft=new');
  expect(fresh).not.toContain('Begun title');
  expect(fresh).toContain('You have a draft here');
});

test('a draft ends when its form is posted, for every kind of form', async () => {
  const { id } = await makeTopic(writer, { kind: 'guidance' });
  const { id: replyId } = await makeReply(writer, id, { body: 'Posted' });
  const { id: others } = await makeTopic(owner, { kind: 'guidance' });
  const before = (await kept()).length;
  const forms: [string, Record<string, string>][] = [
    [`/topics/${id}/edit`, topicFields('guidance', { from: '1' })],
    [`/replies/${replyId}/edit`, { body: 'Edited', from: '1' }],
    [`/topics/${others}/suggestions/new`, topicFields('guidance', { from: '1', reason: 'Better' })],
    ['/workspaces/understand-user-needs/topics?kind=pattern', topicFields('pattern')],
  ];
  for (const [place, fields] of forms) {
    const formId = newFormId();
    await autosave(place, formId, fields).expect(200);
    expect(await kept()).toHaveLength(before + 1);
    await send(asWriter, place, { ...fields, formId, draft: formId, draftVersion: '1' }).expect(303);
    expect(await kept()).toHaveLength(before);
  }
});

test('a reply to a topic that was closed meanwhile is kept, and offered as a new topic', async () => {
  const { id } = await makeTopic(owner, { kind: 'guidance', title: 'Closing soon' });
  await changeTopicState(owner, id, 'withdrawn');
  const refused = await send(asWriter, `/topics/${id}/replies`, { body: 'Too late', formId: newFormId() });
  expect(refused.status).toBe(403);
  const path = /\/drafts\/\d+/.exec(refused.text)?.[0] ?? '';
  expect(refused.text).toContain('What you wrote is kept as a draft');
  expect(refused.text).not.toContain('Copy it to keep it');
  expect(refused.text).toContain(`href="/topics/${id}">Go back to the topic`);
  expect(await text(asWriter, path)).toMatch(/closed to new replies[\s\S]*Too late/);
  expect(await text(asWriter, '/account/drafts')).toContain('It cannot be posted any more');
  await send(asWriter, `${path}/removal`, {}).expect(303);
  const moved = await send(asWriter, `${path}/topic`, {}).expect(303);
  expect(await text(asWriter, String(moved.headers.location))).toContain('Too late</textarea>');
  await send(asWriter, `${path}/topic`, {}).expect(403);
});

test('a discarded draft can be brought back for a day; then it is gone', async () => {
  const { id } = await makeTopic(owner);
  await autosave(`/topics/${id}/replies`, newFormId(), { body: 'Not sure' });
  const path = /\/drafts\/\d+(?=\/removal)/.exec(await text(asWriter, `/topics/${id}`))?.[0] ?? '';
  await send(asOther, `${path}/removal`, {}).expect(404);
  const gone = await send(asWriter, `${path}/removal`, {}).expect(303);
  expect(await text(asWriter, `/topics/${id}`)).not.toContain('Not sure');
  expect(await text(asWriter, String(gone.headers.location))).toContain(`${path}/removal/removal`);
  await send(asOther, `${path}/removal/removal`, {}).expect(404);
  await send(asWriter, `${path}/removal/removal`, {}).expect(303);
  expect(await text(asWriter, `/topics/${id}`)).toContain('Not sure');

  await send(asWriter, `${path}/removal`, {}).expect(303);
  later({ hours: 25 });
  await sweepDrafts();
  backToNow();
  await asWriter.get(path).expect(404);
});

test('two windows that send the first of one form at once both keep their text', async () => {
  const { id } = await makeTopic(owner);
  const place = `/topics/${id}/replies`;
  const formId = newFormId();
  const bodies = ['One text', 'Another text', 'A third text'];
  await Promise.all(bodies.map((body) => saveDraft(writer, { place, formId, fields: { body } })));
  const here = (await kept()).filter((one) => one.place === place);
  expect(here.map(({ body }) => body).sort()).toEqual(bodies.sort());
});

test('what was discarded in another window and is saved by the button is on the list again', async () => {
  const { id } = await makeTopic(owner);
  const place = `/topics/${id}/replies`;
  const typed = { body: 'Worth keeping', formId: newFormId() };
  await autosave(place, typed.formId, { body: typed.body });
  const path = /\/drafts\/\d+(?=\/removal)/.exec(await text(asWriter, `/topics/${id}`))?.[0] ?? '';
  await send(asWriter, `${path}/removal`, {}).expect(303);
  // What a browser had sent before does not bring it back.
  await autosave(place, typed.formId, { body: typed.body, draftVersion: '1' }).expect(200);
  expect(await text(asWriter, '/account/drafts')).not.toContain('Worth keeping');
  const form = { ...typed, draft: typed.formId, draftVersion: '1', act: 'draft' };
  const saved = await send(asWriter, place, form).expect(303);
  expect(await text(asWriter, String(saved.headers.location))).toMatch(/is saved[\s\S]*Worth keeping/);
});

test('of many texts for one place a few are compared, and while they are, others are answered', async () => {
  const { id } = await makeTopic(owner);
  const place = `/topics/${id}/replies`;
  const long = (number: number) =>
    Array.from({ length: 5000 }, (_, at) => ((at * number * 7919) % 30).toString(36)).join(' ');
  for (let number = 1; number <= 8; number++)
    await saveDraft(writer, { place, formId: newFormId(), fields: { body: long(number) } });
  const path = /\/drafts\/\d+(?=\/removal)/.exec(await text(asWriter, `/topics/${id}`))?.[0] ?? '';
  const { given: page, part } = await longestHold(() => text(asWriter, path));
  expect(part).toBeLessThan(0.6);
  expect(page.match(/How this text differs/g)).toHaveLength(5);
  expect(page).toContain('2 more texts of yours are here');
});

test('nothing is kept for what is no form, or for nothing typed', async () => {
  await autosave('/account/email', newFormId(), { body: 'x' }).expect(422);
  await autosave('/topics/1/replies', 'x', { body: 'x' }).expect(422);
  const before = (await kept()).length;
  expect((await autosave('/topics/1/replies', newFormId(), { body: ' ' }).expect(200)).body).toEqual({});
  expect(await kept()).toHaveLength(before);
});
