import { eq } from 'drizzle-orm';
import { moderationLog } from '../../../server/features/moderation/tables.ts';
import { replies } from '../../../server/features/replies/tables.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import {
  makeAct,
  makeAppeal,
  makePerson,
  makeReply,
  makeTopic,
  topicRow,
  workspaceOf,
} from '../../support/make.ts';
import { listTold } from '../../support/told.ts';

const app = useApp();
let author: Member;
let coordinator: Member;
let asAuthor: Agent;
let asCoordinator: Agent;
let asOther: Agent;
let outsiders: Agent[];

beforeAll(async () => {
  author = await makePerson({ name: 'Ada Author' });
  coordinator = await makePerson({ name: 'Cora Coordinator', council: 'hackney', coordinates: 'all' });
  asAuthor = await app.signInAs(author);
  asCoordinator = await app.signInAs(coordinator);
  asOther = await app.signInAs(
    await makePerson({ name: 'Otto Other', council: 'barnet', coordinates: 'all' }),
  );
  const elsewhere = await makePerson({ council: 'brent', coordinates: [(await workspaceOf(2)).id] });
  outsiders = [asAuthor, await app.signInAs(await makePerson()), await app.signInAs(elsewhere)];
});

/** Something that is removed, with its address, and what the database holds of it. */
async function makeRemoved(what: 'question' | 'reply') {
  const { id } = await makeTopic(author);
  const reply = what === 'reply' ? await makeReply(author, id) : undefined;
  await makeAct(coordinator, id, { name: 'remove', post: reply?.number });
  const address = `/moderation/topics/${id}${reply ? `/replies/${reply.number}` : ''}`;
  const row = async () =>
    reply
      ? (await db.select().from(replies).where(eq(replies.id, reply.id)))[0]
      : withoutSeq(await topicRow(id));
  return { id, address, row };
}

const withoutSeq = ({ seq, ...row }: Awaited<ReturnType<typeof topicRow>>) => row;
const act = async (agent: Agent, address: string, more = {}) => {
  const page = (await asCoordinator.get(address)).text;
  const latest = /name="latest" value="(\d+)"/.exec(page)?.[1] ?? '0';
  return send(agent, address, { reason: 'The police asked', note: 'Only for now', latest, ...more });
};

test.each(['question', 'reply'] as const)(
  'a removed %s is held and released, told, logged and undone; refused to others and where it is not removed',
  async (what) => {
    const { id, address, row } = await makeRemoved(what);
    const before = await row();
    expect((await asCoordinator.get(address).expect(200)).text).toMatch(
      /Its text is kept until \d+ \w+ \d+ and then/,
    );
    for (const agent of outsiders)
      await send(agent, `${address}/hold`, { reason: 'x', note: '', latest: '0' }).expect(404);
    expect((await asCoordinator.get(`${address}/release`).expect(200)).text).toContain('cannot be done');
    expect(await row()).toEqual(before);

    const done = await act(asCoordinator, `${address}/hold`);
    expect(done.status).toBe(303);
    expect((await row())?.heldAt).toBeInstanceOf(Date);
    const [told] = await listTold();
    expect(told).toMatchObject({
      to: author.email,
      subject: `A coordinator decided to keep the text of your ${what} in Understand user needs`,
    });
    expect(told?.text).toContain('It stays removed');
    const page = (await asAuthor.get(told?.href ?? '').expect(200)).text;
    for (const words of ['The police asked', 'Only for now', 'until a coordinator releases it: held on'])
      expect(page).toContain(words);
    const log = await asAuthor.get('/workspaces/understand-user-needs/moderation-log');
    expect(log.text).toMatch(new RegExp(`Held</strong> a ${what}`));

    const after = (await asCoordinator.get(String(done.headers.location))).text;
    expect(after).toContain(`It is kept until a coordinator releases it. ${author.name} is told.`);
    await send(asOther, /\/moderation\/acts\/\d+\/undo/.exec(after)?.[0] ?? '').expect(303);
    expect(await row()).toEqual(before);
    expect((await listTold())[0]?.text).toContain('It is as it was before.');

    await act(asCoordinator, `${address}/hold`);
    expect((await act(asOther, `${address}/release`)).status).toBe(303);
    expect(await row()).toEqual(before);
    expect((await listTold())[0]?.subject).toContain('decided no longer to keep the text of');
    const lines = await db.select().from(moderationLog).where(eq(moderationLog.topicId, id));
    expect(lines.map((line) => line.act).sort()).toEqual(['hold', 'hold', 'release', 'remove', 'undo']);
  },
);

test('what is put back is held no more, until that is undone', async () => {
  for (const what of ['question', 'reply'] as const) {
    const { id, address, row } = await makeRemoved(what);
    await act(asCoordinator, `${address}/hold`);
    const held = await row();
    const done = await act(asCoordinator, `${address}/restore`);
    expect(await row()).toMatchObject({ heldAt: null, removedAt: null });
    expect((await asCoordinator.get(`${address}/hold`)).text).toContain('cannot be done');
    await asAuthor.get(`/topics/${id}`).expect(200);
    const after = (await asCoordinator.get(String(done.headers.location))).text;
    await send(asCoordinator, /\/moderation\/acts\/\d+\/undo/.exec(after)?.[0] ?? '').expect(303);
    expect(await row()).toEqual(held);
    // Hidden instead, it is kept as what is hidden is, and held no more.
    await act(asCoordinator, `${address}/hide`);
    expect(await row()).toMatchObject({ removedAs: 'hidden', heldAt: null });
  }
});

test('of two who hold it at once the second is told what the first did', async () => {
  const { address } = await makeRemoved('question');
  const latest = /name="latest" value="(\d+)"/.exec((await asOther.get(`${address}/hold`)).text)?.[1] ?? '';
  const sent = await Promise.all(
    [asCoordinator, asOther].map((agent, at) =>
      act(agent, `${address}/hold`, { reason: `By ${at}`, latest }),
    ),
  );
  expect(sent.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect(sent.find(({ status }) => status === 409)?.text).toMatch(
    /has acted on this meanwhile[\s\S]*Held it: By/,
  );
});

test('whoever wrote it appeals against holding it, and what is upheld releases it', async () => {
  const { id, address, row } = await makeRemoved('reply');
  const post = Number(address.split('/').at(-1));
  const appealId = await makeAppeal(author, await makeAct(coordinator, id, { name: 'hold', post }));
  expect((await row())?.heldAt).not.toBeNull();
  await send(asOther, `/moderation/appeals/${appealId}`, { decision: 'upheld', reason: 'No need' }).expect(
    303,
  );
  expect(await row()).toMatchObject({ heldAt: null, removedAs: 'removed' });
});
