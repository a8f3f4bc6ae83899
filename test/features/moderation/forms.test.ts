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
