import { editReply } from '../../../server/features/replies/edit-reply.ts';
import { editTopic } from '../../../server/features/topics/edit-topic.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { send, useApp } from '../../support/app.ts';
import { longestHold } from '../../support/longest-hold.ts';
import { makePerson, makeReply, makeTopic } from '../../support/make.ts';
import { quickest } from '../../support/quickest.ts';

const app = useApp();
let author: Member;
beforeAll(async () => {
  author = await makePerson();
});

const versionsIn = (html: string) =>
  [...html.matchAll(/>Version (\d+)</g)].map(([, number]) => Number(number));

test('a long history has pages, and each version says on every page what it changed', async () => {
  const { id } = await makeTopic(author);
  const reply = await makeReply(author, id);
  for (let number = 2; number <= 21; number++) {
    await editTopic(author, id, { title: `Title ${number}`, tags: [], trying: 'Something' });
    await editReply(author, reply.id, `Words ${number}`);
  }
  for (const path of [`/topics/${id}/history`, `/replies/${reply.id}/history`]) {
    const visitor = app.visitor();
    const pages = await Promise.all([1, 2, 3, 999].map((page) => visitor.get(path).query({ page })));
    const [first, second, third, last] = pages.map(({ text }) => text);
    expect(versionsIn(first ?? '')).toEqual([21, 20, 19, 18, 17, 16, 15, 14, 13, 12]);
    expect(first).toContain(`href="${path}?page&#x3D;2"`);
    expect(versionsIn(second ?? '')).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
    expect(second).toMatch(/<title>[^<]*\(page 2 of 3\)/);
    expect(second).not.toContain('No words changed');
    expect(versionsIn(third ?? '')).toEqual([1]);
    expect(versionsIn(last ?? '')).toEqual([1]);
  }
});

test('what a draft said before it was published is shown to its author alone', async () => {
  const { id } = await makeTopic(author, { kind: 'guidance', state: 'draft', visibility: 'public' });
  const own = await app.signInAs(author);
  const save = (body: string) =>
    editTopic(author, id, { title: 'Notes', tags: [], summary: 'In short', body, audience: 'All' });
  await save('Joe says that it is a mess');
  await save('It can be better');
  await send(own, `/topics/${id}/state`, { state: 'published' }).expect(303);
  const read = async (as = app.visitor()) => (await as.get(`/topics/${id}/history`).expect(200)).text;

  expect((await app.visitor().get(`/topics/${id}`)).text).not.toContain('/history"');
  expect(versionsIn(await read())).toEqual([3]);
  await save('It is better now');
  for (const other of [app.visitor(), await app.signInAs(await makePerson())]) {
    const history = await read(other);
    expect(versionsIn(history)).toEqual([4, 3]);
    expect(history).toContain('As first posted');
    expect(history).not.toMatch(/Joe|mess/);
  }
  expect(versionsIn(await read(own))).toEqual([4, 3, 2, 1]);
  expect(await read(own)).toContain('Joe');
});

test('a history of long texts that have nothing in common holds up nobody else', async () => {
  // Where the machine has other work, one of a few histories is still drawn without being held up by that.
  const tries = [];
  const again = [];
  for (let at = 0; at < 3; at++) {
    const path = `/topics/${await makeLongHistory()}/history`;
    const read = () => app.visitor().get(path).expect(200);
    const { took, part } = await longestHold(read);
    tries.push(part);
    again.push((await quickest(read)) / took);
  }
  expect(Math.min(...tries)).toBeLessThan(0.6);
  // What was drawn is kept.
  expect(Math.min(...again)).toBeLessThan(0.5);
});

async function makeLongHistory(): Promise<number> {
  const { id } = await makeTopic(author, { kind: 'guidance' });
  for (let number = 2; number <= 5; number++) {
    const body = Array.from({ length: 3000 }, (_, at) => ((at * number * 7919) % 3).toString(36)).join('\n');
    await editTopic(author, id, { title: 'Long', tags: [], summary: 'In short', body, audience: 'All' });
  }
  return id;
}
