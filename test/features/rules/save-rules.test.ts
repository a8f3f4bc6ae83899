import { eq } from 'drizzle-orm';
import { notices } from '../../../server/features/notices/tables.ts';
import { findRule, findRuleSet, listRulesFor, listTexts } from '../../../server/features/rules/queries.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makePerson, makeRules, workspaceOf } from '../../support/make.ts';

const app = useApp();
let writer: Member;
let other: Member;
let asWriter: Agent;
let asOther: Agent;
let here: Awaited<ReturnType<typeof workspaceOf>>;
let at = '';
let number = 0;

beforeAll(async () => {
  writer = await makePerson({ name: 'Willa Writer', coordinates: 'all' });
  other = await makePerson({ name: 'Olu Other', coordinates: 'all' });
  asWriter = await app.signInAs(writer);
  asOther = await app.signInAs(other);
});
// Each test has a workspace of its own, without rules.
beforeEach(async () => {
  here = await workspaceOf(++number);
  at = `/workspaces/${here.slug}/rules`;
});

const text = async (by: Agent, path: string) => (await by.get(path).expect(200)).text;
const titlesIn = (page: string) => [...page.matchAll(/rule__title">([^<]*)</g)].map(([, title]) => title);
const titlesNow = async () => titlesIn(await text(app.visitor(), at));

async function textsNow() {
  const set = await findRuleSet(here.id);
  return set ? listTexts(set.id, set.versionCount) : [];
}

/** The form as it is opened now, with every field as it is on the page. */
async function formNow(): Promise<Record<string, string>> {
  const set = await findRuleSet(here.id);
  const rules = await textsNow();
  return {
    from: String(set?.versionCount ?? 0),
    inOrder: rules.map(({ id }) => id).join(' '),
    ...Object.fromEntries(
      rules.flatMap(({ id, title, text }) => [
        [`title-${id}`, title],
        [`text-${id}`, text],
      ]),
    ),
    reason: 'It was agreed',
    act: 'save',
  };
}

const idOf = async (title: string) => (await textsNow()).find((rule) => rule.title === title)?.id;

test('a coordinator writes the first rules of a workspace, and everybody reads them', async () => {
  const form = {
    ...(await formNow()),
    inOrder: 'new2 new1 new3',
    'title-new1': 'Then this',
    'text-new1': 'Words of it',
    'title-new2': 'First <this>',
    'text-new2': 'It is **so**',
    'title-new3': ' ',
    'text-new3': '',
  };
  const { headers } = await send(asWriter, `${at}/edit`, form).expect(303);
  expect(headers.location).toBe(`${at}?done=saved`);
  const page = await text(app.visitor(), at);
  expect(titlesIn(page)).toEqual(['First &lt;this&gt;', 'Then this']);
  expect(page).toContain('It is <strong>so</strong>');
  expect(page).toContain('It was agreed');
  expect((await listRulesFor(here.id)).slice(0, 2).map(({ title }) => title)).toEqual([
    'First <this>',
    'Then this',
  ]);
  expect((await listRulesFor((await workspaceOf(null)).id)).map(({ title }) => title)).not.toContain(
    'Then this',
  );
});

test('a version stays as it was, and says to members who saved it, when and why', async () => {
  await makeRules(writer, here.id, { title: 'Old title', text: 'Old words' });
  const id = await idOf('Old title');
  const form = {
    ...(await formNow()),
    [`title-${id}`]: 'New title',
    [`text-${id}`]: 'New words',
    reason: 'Clearer',
  };
  await send(asOther, `${at}/edit`, form).expect(303);
  const before = await text(asWriter, `${at}/versions/1`);
  expect(before).toContain(`<h1 class="govuk-heading-l">Rules of ${here.name}, version 1</h1>`);
  expect(titlesIn(before)).toEqual(['Old title']);
  expect(before).toContain('This version no longer holds');
  expect(before).toContain('Willa Writer');
  const history = await text(asWriter, `${at}/versions`);
  expect(history).toMatch(
    /Olu Other[\s\S]*Clearer[\s\S]*<del>[\s\S]*Old[\s\S]*<ins>[\s\S]*New[\s\S]*Willa Writer/,
  );
  expect(history).toContain('Title of “Old title”');
  for (const page of [`${at}/versions`, `${at}/versions/1`]) {
    const shown = await text(app.visitor(), page);
    expect(shown).toContain('It was agreed');
    expect(shown).not.toMatch(/Willa Writer|Olu Other/);
  }
  await app.visitor().get(`${at}/versions/3`).expect(404);
});

test('a rule keeps its address: moved, reworded, and after it was taken out', async () => {
  await makeRules(writer, here.id, { title: 'Stays' }, { title: 'Goes' });
  const [stays, goes] = [await idOf('Stays'), await idOf('Goes')];
  const moved = { ...(await formNow()), inOrder: `${goes} ${stays}`, [`title-${stays}`]: 'Stays on' };
  await send(asWriter, `${at}/edit`, moved).expect(303);
  expect(await titlesNow()).toEqual(['Goes', 'Stays on']);
  expect(await findRule(stays ?? 0)).toMatchObject({ title: 'Stays on', href: `${at}#rule-${stays}` });
  await send(asWriter, `${at}/edit`, { ...(await formNow()), [`out-${goes}`]: 'yes' }).expect(303);
  expect(await titlesNow()).toEqual(['Stays on']);
  const gone = await findRule(goes ?? 0);
  expect(gone).toMatchObject({ title: 'Goes', isCurrent: false, version: 2, href: `${at}#rule-${goes}` });
  const page = await text(app.visitor(), at);
  expect(page).toMatch(new RegExp(`id="rule-${goes}"[^>]*><a[^>]*href="${at}/versions/2#rule-${goes}">Goes`));
  expect(await text(app.visitor(), `${at}/versions/2`)).toContain(`id="rule-${goes}"`);
  expect((await listRulesFor(here.id)).map(({ id }) => id)).not.toContain(goes);
});

test('an earlier version is put back with the numbers that its rules had', async () => {
  await makeRules(writer, here.id, { title: 'One' }, { title: 'Two' });
  const [one, two] = [await idOf('One'), await idOf('Two')];
  await makeRules(writer, here.id, { title: 'Three' });
  const three = await idOf('Three');
  const page = await text(asWriter, `${at}/edit?version=1`);
  expect(page).toContain(`name="inOrder" value="${one} ${two} ${three} new1"`);
  expect(page).toMatch(new RegExp(`name="out-${three}"[^>]* checked`));
  expect(page).not.toMatch(new RegExp(`name="out-${one}"[^>]* checked`));
  const form = {
    ...(await formNow()),
    inOrder: `${one} ${two} ${three}`,
    [`title-${one}`]: 'One',
    [`text-${one}`]: 'As it says.',
    [`title-${two}`]: 'Two',
    [`text-${two}`]: 'As it says.',
    [`out-${three}`]: 'yes',
  };
  await send(asWriter, `${at}/edit`, form).expect(303);
  expect((await textsNow()).map(({ id }) => id)).toEqual([one, two]);
  await asWriter.get(`${at}/edit?version=9`).expect(404);
});

test('its buttons move a rule and add places without saving anything or losing what was typed', async () => {
  await makeRules(writer, here.id, { title: 'One' }, { title: 'Two' });
  const [one, two] = [await idOf('One'), await idOf('Two')];
  const form = {
    ...(await formNow()),
    inOrder: `${one} ${two} new1`,
    'title-new1': 'Half a',
    reason: 'Not yet',
  };
  const moved = await send(asWriter, `${at}/edit`, { ...form, act: `up-${two}` }).expect(200);
  expect(moved.text).toContain(`name="inOrder" value="${two} ${one} new1"`);
  const added = await send(asWriter, `${at}/edit`, { ...form, act: 'add' }).expect(200);
  expect(added.text).toContain(`name="inOrder" value="${one} ${two} new1 new2"`);
  for (const { text } of [moved, added])
    for (const typed of ['value="Half a"', 'value="Not yet"']) expect(text).toContain(typed);
  await send(asWriter, `${at}/edit`, { ...form, act: `up-${one}` }).expect(200);
  expect(await titlesNow()).toEqual(['One', 'Two']);
});

test('what is missing, too much or about a person is said, and everything typed is kept', async () => {
  const typed = {
    ...(await formNow()),
    inOrder: 'new1 new2 new3',
    'title-new1': '',
    'text-new1': 'Without a title',
    'title-new2': 'Without a text',
    'text-new2': '',
    'title-new3': 'About her',
    'text-new3': `Ask [@Olu Other](/people/${other.id})`,
    reason: '',
  };
  const page = (await send(asWriter, `${at}/edit`, typed).expect(422)).text;
  for (const error of [
    '<a href="#title-new1">Enter a title for rule 1',
    '<a href="#text-new2">Enter a text for rule 2',
    '<a href="#text-new3">Rule 3 must not name a person',
    '<a href="#reason">Enter a reason',
  ])
    expect(page).toContain(error);
  for (const kept of ['Without a title', 'Without a text', 'Ask [@Olu Other]']) expect(page).toContain(kept);
  const many = Object.fromEntries(
    Array.from({ length: 41 }, (_, at) => [`new${at + 1}`, `Rule ${at + 1}`]).flatMap(([key, title]) => [
      [`title-${key}`, title],
      [`text-${key}`, 'Words'],
    ]),
  );
  const refused = await send(asWriter, `${at}/edit`, { from: '0', reason: 'Many', ...many }).expect(422);
  expect(refused.text).toContain('There can be 40 rules at most');
  expect(refused.text).toContain('value="Rule 41"');
  expect(await titlesNow()).toEqual([]);
});

test('a workspace can go without rules again, the group cannot', async () => {
  await makeRules(writer, here.id, { title: 'Only this' });
  const id = await idOf('Only this');
  await send(asWriter, `${at}/edit`, { ...(await formNow()), [`out-${id}`]: 'yes' }).expect(303);
  const page = await text(app.visitor(), at);
  expect(page).toContain('This workspace has no rules of its own');
  expect(page).toContain(`id="rule-${id}"`);
  const code = await listRulesFor((await workspaceOf(null)).id);
  const all = Object.fromEntries(
    code.flatMap(({ id, title }) => [
      [`title-${id}`, title],
      [`text-${id}`, 'Words'],
      [`out-${id}`, 'yes'],
    ]),
  );
  const none = await send(asWriter, '/code-of-conduct/edit', { from: '1', reason: 'None', ...all }).expect(
    422,
  );
  expect(none.text).toContain('The code of conduct needs at least one rule');
});

test('sent twice it is one version, and what changes nothing is none', async () => {
  const form = { ...(await formNow()), inOrder: 'new1', 'title-new1': 'Once', 'text-new1': 'Words' };
  for (let times = 0; times < 2; times++) await send(asWriter, `${at}/edit`, form).expect(303);
  await send(asWriter, `${at}/edit`, await formNow()).expect(303);
  expect(await findRuleSet(here.id)).toMatchObject({ versionCount: 1 });
  expect(await titlesNow()).toEqual(['Once']);
});

test('a rule that a form does not say anything of stays', async () => {
  await makeRules(writer, here.id, { title: 'One' }, { title: 'Two' });
  const [one, two] = [await idOf('One'), await idOf('Two')];
  const { [`title-${two}`]: _, [`text-${two}`]: __, ...form } = await formNow();
  await send(asWriter, `${at}/edit`, { ...form, inOrder: `${one}`, [`text-${one}`]: 'Other words' }).expect(
    303,
  );
  expect((await textsNow()).map(({ id }) => id)).toEqual([one, two]);
});

test('a number of another set is that of no rule here', async () => {
  const [code] = await listRulesFor(here.id);
  const form = { ...(await formNow()), [`title-${code?.id}`]: 'Taken over', [`text-${code?.id}`]: 'Words' };
  await send(asWriter, `${at}/edit`, form).expect(303);
  const [rule] = await textsNow();
  expect(rule?.title).toBe('Taken over');
  expect(rule?.id).not.toBe(code?.id);
  expect(await findRule(code?.id ?? 0)).toMatchObject({ title: code?.title });
});

test('of two who edit at once the second is told, sees both together, and saves again', async () => {
  await makeRules(writer, here.id, { title: 'One' }, { title: 'Two' }, { title: 'Three' });
  const [one, two, three] = [await idOf('One'), await idOf('Two'), await idOf('Three')];
  const opened = await formNow();
  const first = {
    ...opened,
    inOrder: `${three} ${one} ${two} new1`,
    [`text-${one}`]: 'Theirs, of one.',
    [`out-${two}`]: 'yes',
    'title-new1': 'Added by them',
    'text-new1': 'Words',
    reason: 'Theirs',
  };
  await send(asOther, `${at}/edit`, first).expect(303);
  const second = { ...opened, [`text-${three}`]: 'Mine, of three.', reason: 'Mine' };
  const { text: page } = await send(asWriter, `${at}/edit`, second).expect(409);
  expect(page).toContain('Olu Other changed this while you were editing');
  expect(page).toContain('Olu Other took “Two” out. It is marked to be taken out below');
  const added = await idOf('Added by them');
  const inOrder = `${three} ${one} ${added} ${two}`;
  expect(page).toContain(`name="inOrder" value="${inOrder}"`);
  for (const kept of ['Mine, of three.', 'Theirs, of one.', 'value="Added by them"', 'value="Mine"'])
    expect(page).toContain(kept);
  expect(page).toMatch(new RegExp(`name="out-${two}"[^>]* checked`));
  const again = {
    ...(await formNow()),
    [`text-${three}`]: 'Mine, of three.',
    reason: 'Mine',
    inOrder,
    [`out-${two}`]: 'yes',
  };
  await send(asWriter, `${at}/edit`, again).expect(303);
  expect(await titlesNow()).toEqual(['Three', 'One', 'Added by them']);
  expect(await text(app.visitor(), at)).toMatch(/Mine, of three\.[\s\S]*Theirs, of one\./);
});

test('what both touched is theirs to settle who saves second', async () => {
  await makeRules(writer, here.id, { title: 'One', text: 'Be short.' }, { title: 'Two' }, { title: 'Three' });
  const [one, two, three] = [await idOf('One'), await idOf('Two'), await idOf('Three')];
  const opened = await formNow();
  const theirs = { [`text-${one}`]: 'Be long.', [`out-${two}`]: 'yes', [`text-${three}`]: 'Reworded.' };
  await send(asOther, `${at}/edit`, { ...opened, ...theirs }).expect(303);
  const mine = { [`text-${one}`]: 'Be clear.', [`text-${two}`]: 'Rewritten by me.', [`out-${three}`]: 'yes' };
  const sent = await send(asWriter, `${at}/edit`, { ...opened, ...mine }).expect(409);
  expect(sent.text).toContain('Olu Other took “Two” out. You changed it: choose whether it stays');
  expect(sent.text).toContain('Olu Other changed “Three”, which you take out. Choose whether it stays');
  expect(sent.text).toMatch(/Both of you changed this[\s\S]*Be long\.[\s\S]*Yours[\s\S]*Be clear\./);
  expect(sent.text).toContain('Rewritten by me.');
  const marked = '---- Yours: ----\nBe clear.';
  const unsettled = { ...opened, from: '2', [`text-${one}`]: marked };
  expect((await send(asWriter, `${at}/edit`, unsettled).expect(422)).text).toContain('choose what to keep');
});

test('two who save at the same moment make one version after the other', async () => {
  await makeRules(writer, here.id, { title: 'One' });
  const opened = await formNow();
  const id = await idOf('One');
  const sent = await Promise.all([
    send(asWriter, `${at}/edit`, { ...opened, [`title-${id}`]: 'Mine' }),
    send(asOther, `${at}/edit`, { ...opened, [`title-${id}`]: 'Theirs' }),
  ]);
  expect(sent.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect(await findRuleSet(here.id)).toMatchObject({ versionCount: 2 });
});

test('the other coordinators are told, with the reason and what changed, and nobody else', async () => {
  const near = await makePerson({ coordinates: [here.id] });
  const elsewhere = await makePerson({ coordinates: [(await workspaceOf(null)).id] });
  const administrator = await makePerson({ administrator: true });
  const told = async () =>
    (await db.select().from(notices)).map(({ personId }) => personId).sort((a, b) => a - b);
  await db.delete(notices);
  await makeRules(writer, here.id, { title: 'One' });
  expect(await told()).toEqual([other.id, near.id]);
  const [notice] = await db.select().from(notices).where(eq(notices.personId, near.id));
  expect(notice).toMatchObject({ kind: 'act', href: `${at}/versions` });
  expect(notice?.words?.paragraphs.join()).toMatch(/Willa Writer saved version 1.*It was agreed/);

  await db.delete(notices);
  const code = await listRulesFor((await workspaceOf(null)).id);
  await makeRules(administrator, null, ...code);
  expect(await told()).toEqual([writer.id, other.id, near.id, elsewhere.id]);
});

test('nobody else is led to the form, and a coordinator elsewhere or an administrator has no say in a workspace', async () => {
  await makeRules(writer, here.id, { title: 'One' });
  const elsewhere = await makePerson({ coordinates: [(await workspaceOf(null)).id] });
  const administrator = await makePerson({ administrator: true });
  for (const person of [elsewhere, administrator, await makePerson()]) {
    const agent = await app.signInAs(person);
    expect(await text(agent, at)).not.toContain(`${at}/edit`);
    expect(await text(agent, `${at}/versions`)).not.toContain(`${at}/edit`);
    await agent.get(`${at}/edit`).expect(404);
    await send(agent, `${at}/edit`, { ...(await formNow()), 'title-new1': 'X', 'text-new1': 'X' }).expect(
      404,
    );
  }
  expect(await text(asWriter, at)).toContain(`${at}/edit`);
  expect(await text(await app.signInAs(administrator), '/code-of-conduct')).toContain(
    '/code-of-conduct/edit',
  );
  expect(await titlesNow()).toEqual(['One']);
});
