import { acceptAnswer } from '../../../server/features/replies/accept-answer.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makePerson, makeReply, makeTopic } from '../../support/make.ts';
import { listTold } from '../../support/told.ts';

const app = useApp();
let asker: Member;
let helper: Member;
let asWriter: Agent;

beforeAll(async () => {
  asker = await makePerson({ name: 'Amina Asker' });
  helper = await makePerson({ name: 'Hana *Helper*', council: 'hackney' });
  asWriter = await app.signInAs(await makePerson({ name: 'Wes Writer', council: 'sutton' }));
});

const text = async (agent: Agent, path: string) => (await agent.get(path).expect(200)).text;

async function makeSolved() {
  const fields = { trying: 'Fewer missed bins', tried: 'A form that nobody used' };
  const question = await makeTopic(asker, { title: 'How do we miss fewer bins?', tags: 'waste', fields });
  const { id } = await makeReply(helper, question.id, { body: 'We **text** the street.' });
  await makeReply(helper, question.id, { body: 'Not an answer.' });
  await acceptAnswer(asker, id);
  return question;
}

test('a solved question becomes a draft of guidance with its answers and who gave them, linked both ways once it is posted', async () => {
  const { id } = await makeSolved();
  expect(await text(asWriter, `/topics/${id}`)).toContain('Turn it into guidance');
  const { headers } = await send(asWriter, `/topics/${id}/guidance`, {}).expect(303);
  const begun = await text(asWriter, headers.location ?? '');
  expect(begun).toMatch(/name="title"[^>]* value="How do we miss fewer bins\?"/);
  expect(begun).toContain('Fewer missed bins');
  expect(begun).toContain('A form that nobody used');
  expect(begun).toContain('We **text** the street.');
  expect(begun).not.toContain('Not an answer.');
  expect(begun).toContain(
    `[@Hana \\*Helper\\*](/people/${helper.id}), Hackney, in [reply 1](/topics/${id}/replies/1)`,
  );
  expect(await text(asWriter, '/account/drafts')).toContain('How do we miss fewer bins?');
  // Pressed again, it is the draft that was begun.
  const again = await send(asWriter, `/topics/${id}/guidance`, {}).expect(303);
  expect(again.headers.location).toBe(headers.location);

  const fields = fieldsIn(begun);
  const posted = await send(asWriter, '/workspaces/understand-user-needs/topics?kind=guidance', {
    ...fields,
    summary: 'Text the street',
    audience: 'Waste teams',
    act: 'post',
  }).expect(303);
  const guidance = await text(app.visitor(), posted.headers.location ?? '');
  expect(guidance).toMatch(/Made from the answers to<\/dt>[\s\S]*How do we miss fewer bins\?/);
  expect(await text(app.visitor(), `/topics/${id}`)).toMatch(
    /Made into guidance<\/dt>[\s\S]*How do we miss fewer bins\?/,
  );
  expect(await text(asWriter, '/account/drafts')).not.toContain('How do we miss fewer bins?');
  expect((await listTold()).some(({ to, kind }) => to === helper.email && kind === 'mention')).toBe(true);
});

test('nothing in the question and its answers hides where they are from', async () => {
  const { id } = await makeTopic(asker, { title: 'Is <https://example.org> *the* `way` [2]?' });
  for (const body of [
    'Run:\n\n```sh\nls',
    '~~~~\n```\n~~~',
    '```\nclosed\n```',
    'Say ```this``` and ``` that',
  ])
    await acceptAnswer(asker, (await makeReply(helper, id, { body })).id);
  const { headers } = await send(asWriter, `/topics/${id}/guidance`, {}).expect(303);
  const begun = fieldsIn(await text(asWriter, headers.location ?? ''));
  const { text: page } = await send(asWriter, '/workspaces/understand-user-needs/topics?kind=guidance', {
    ...begun,
    summary: 'In short',
    audience: 'All',
    act: 'preview',
  }).expect(200);
  expect(page).toContain(`<a href="/topics/${id}">Is &lt;https://example.org&gt; *the* \`way\` [2]?</a>`);
  expect(page.match(/Answered by <a [^>]*>@Hana/g)).toHaveLength(4);
});

test('only of a question with an accepted answer, and only by the group', async () => {
  const open = await makeTopic(asker);
  await send(asWriter, `/topics/${open.id}/guidance`, {}).expect(403);
  const { id } = await makeSolved();
  await send(app.visitor(), `/topics/${id}/guidance`, {})
    .expect(303)
    .expect('Location', /sign-in/);
  expect(await text(app.visitor(), `/topics/${id}`)).not.toContain('Turn it into guidance');
});

test('a form that names a question its writer cannot see makes no link and no fault', async () => {
  const hidden = await makeTopic(asker, { kind: 'guidance', state: 'draft' });
  for (const drawnFrom of [String(hidden.id), '999999', 'x', '99999999999999'])
    await send(asWriter, '/workspaces/understand-user-needs/topics?kind=guidance', {
      title: `Guidance from ${drawnFrom}`,
      summary: 'In short',
      body: 'At length',
      audience: 'Designers',
      visibility: 'group',
      formId: `form-from-${drawnFrom}-of-none`,
      drawnFrom,
      seenSimilar: 'yes',
    }).expect(303);
});

/** What a page's form would send. */
function fieldsIn(page: string): Record<string, string> {
  const decode = (text: string) =>
    text
      .replace(/&#x([0-9A-F]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&amp;/g, '&');
  const hidden = [...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  const inputs = [
    ...page.matchAll(/<input class="govuk-input[^"]*" id="\w+" name="(\w+)" type="text" value="([^"]*)"/g),
  ];
  const areas = [...page.matchAll(/<textarea[^>]* name="(\w+)"[^>]*>([^<]*)<\/textarea>/g)];
  const checked = [...page.matchAll(/name="(\w+)" type="radio" value="([^"]*)" checked/g)];
  return Object.fromEntries(
    [...hidden, ...inputs, ...areas, ...checked].map(([, name = '', value = '']) => [name, decode(value)]),
  );
}
