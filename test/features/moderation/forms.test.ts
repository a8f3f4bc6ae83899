import { type Agent, send, useApp } from '../../support/app.ts';
import { makePerson, makeReply, makeTopic } from '../../support/make.ts';

const app = useApp();
let asCoordinator: Agent;
let id: number;

beforeAll(async () => {
  asCoordinator = await app.signInAs(await makePerson({ coordinates: 'all' }));
  const author = await makePerson();
  ({ id } = await makeTopic(author));
  await makeReply(author, id);
});

const errorsIn = (text: string) => {
  const [summary = ''] = /<div class="govuk-error-summary[\s\S]*?<\/ul>/.exec(text) ?? [];
  return [...summary.matchAll(/<a href="#([^"]+)">/g)].map(([, field]) => field);
};

const several = '/workspaces/understand-user-needs/moderation/acts';

test.each([
  ['pin', 'until-day'],
  ['pause', 'until-day'],
  ['slow', 'minutes'],
  ['move', 'workspaceId'],
  ['mark-duplicate', 'other'],
  ['merge', 'other'],
  ['split', 'reply-1', 'title'],
])(
  'with nothing filled in, all that %s asks for is named at once, as it stands on the page',
  async (act, ...fields) => {
    const { text } = await send(asCoordinator, `/moderation/topics/${id}/${act}`, {}).expect(422);
    expect(errorsIn(text)).toEqual([...fields, 'reason']);
    const places = errorsIn(text).map((field) => text.indexOf(` id="${field}"`));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(text).toContain('You can undo this for 15 minutes.');
  },
);

test('so it is of an act on several', async () => {
  const { text } = await send(asCoordinator, several, { act: 'pin', [`topic-${id}`]: '0' }).expect(422);
  expect(errorsIn(text)).toEqual(['until-day', 'reason']);
  const none = await send(asCoordinator, several, { act: 'pin', [`offered-${id}`]: '0' }).expect(422);
  expect(errorsIn(none.text)).toEqual(['topics', 'until-day', 'reason']);
  // It can be ticked again.
  expect(none.text).toMatch(new RegExp(`name="topic-${id}" type="checkbox" value="0">`));
});

test('what is so already is offered as a change of it', async () => {
  const slow = { reason: 'It runs hot', minutes: '30', latest: '0' };
  const done = await send(asCoordinator, `/moderation/topics/${id}/slow`, slow).expect(303);
  const { text } = await asCoordinator.get(String(done.headers.location)).expect(200);
  expect(text).toMatch(/Public, slowed down to one reply in 30 minutes\.[\s\S]*>Change how slow it is</);
  expect(text).not.toContain('>Slow down<');
  const latest = /done=(\d+)/.exec(String(done.headers.location))?.[1] ?? '';
  await send(asCoordinator, `/moderation/topics/${id}/lock`, { reason: 'Enough', latest }).expect(303);
  const page = await asCoordinator.get(`/topics/${id}`).expect(200);
  expect(page.text).toContain('Locked');
  expect(page.text).not.toContain('This topic is slowed down');
});
