import { eq } from 'drizzle-orm';
import { guestAccess, waitingPosts } from '../../../server/features/guests/tables.ts';
import { moderationLog } from '../../../server/features/moderation/tables.ts';
import { replies } from '../../../server/features/replies/tables.ts';
import { topics } from '../../../server/features/topics/tables.ts';
import { db } from '../../../server/platform/database.ts';
import type { Guest, Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import {
  makeAct,
  makeGuest,
  makePerson,
  makeTopic,
  makeWaiting,
  suspend,
  topicFields,
  workspaceOf,
} from '../../support/make.ts';
import { listTold } from '../../support/told.ts';
import { until } from '../../support/until.ts';

const app = useApp();
const room = '/workspaces/understand-user-needs';
let coordinator: Member;
let agent: Agent;
let guest: Guest;
let browser: Agent;
let topicId = 0;

beforeAll(async () => {
  coordinator = await makePerson({ name: 'Cora Coordinator', coordinates: [(await workspaceOf(1)).id] });
  agent = await app.signInAs(coordinator);
});
beforeEach(async () => {
  guest = await makeGuest();
  browser = await app.signInAs(guest);
  topicId = (await makeTopic(coordinator, { visibility: 'group' })).id;
});

const waitingOf = ({ id }: Guest) => db.select().from(waitingPosts).where(eq(waitingPosts.authorId, id));
const repliesTo = (id: number) => db.select().from(replies).where(eq(replies.topicId, id));
const toldTo = async ({ email }: Guest) => (await listTold()).find(({ to }) => to === email);
const approve = (id: number, as = agent) => send(as, `${room}/waiting/${id}/approval`);
const decline = (id: number, reason: string, as = agent) =>
  send(as, `${room}/waiting/${id}/refusal`, { reason });

async function sendReply(fields: Record<string, string> = {}) {
  const answer = await send(browser, `/topics/${topicId}/replies`, { body: 'We met this too', ...fields });
  const [post] = await waitingOf(guest);
  return { answer, id: post?.id ?? 0 };
}

describe('what a guest posts first', () => {
  test('is kept and shown to them as waiting, and nobody else sees it; the button says so beforehand', async () => {
    const page = await browser.get(`/topics/${topicId}`).expect(200);
    expect(page.text).toContain('Send for approval');
    const { answer, id } = await sendReply();
    expect([answer.status, answer.headers.location]).toEqual([303, `/account/waiting/${id}`]);
    const { text } = await browser.get(`/account/waiting/${id}`).expect(200);
    expect(text).toContain('Your reply waits for a coordinator');
    expect(text).toContain('We met this too');
    expect((await browser.get('/account/waiting')).text).toContain(`/account/waiting/${id}`);
    expect((await browser.get('/')).text).toContain('href="/account/waiting"');
    expect(await repliesTo(topicId)).toEqual([]);
    expect((await agent.get(`/topics/${topicId}`)).text).not.toContain('We met this too');
    await (await app.signInAs(await makeGuest())).get(`/account/waiting/${id}`).expect(404);
    await agent.get(`/account/waiting/${id}`).expect(404);
  });

  test('sent twice is one; what differs is another', async () => {
    await Promise.all([1, 2, 3].map(() => sendReply({ formId: 'one-form-id' })));
    expect(await waitingOf(guest)).toHaveLength(1);
    await sendReply({ formId: 'one-form-id', body: 'Something else' });
    expect(await waitingOf(guest)).toHaveLength(2);
  });

  test('is refused and previewed as for everybody', async () => {
    const empty = await sendReply({ body: ' ' });
    expect([empty.answer.status, empty.answer.text.includes('Write a reply')]).toEqual([422, true]);
    const { text } = (await sendReply({ act: 'preview' })).answer;
    expect(text).toContain('Preview of your reply');
    expect(text).toContain('Send for approval');
    expect(await waitingOf(guest)).toEqual([]);
  });

  test('is no redirect for the page’s script, which takes that for a reply that was posted', async () => {
    const sent = await browser
      .post(`/topics/${topicId}/replies`)
      .set('Sec-Fetch-Mode', 'cors')
      .type('form')
      .send({ body: 'By script', formId: 'a-form-of-a-script' });
    expect(sent.status).toBe(202);
  });

  test('may be a topic', async () => {
    const form = `${room}/topics/new?kind=guidance`;
    expect((await browser.get(form).expect(200)).text).toContain('Send for approval');
    const fields = topicFields('question', { title: 'May a guest ask?' });
    await send(browser, `${room}/topics?kind=question`, fields).expect(303);
    const [post] = await waitingOf(guest);
    expect((await agent.get(`${room}/waiting`)).text).toContain('May a guest ask?');
    await approve(post?.id ?? 0).expect(303);
    const id = (await waitingOf(guest))[0]?.postedTopicId ?? 0;
    const [topic] = await db.select().from(topics).where(eq(topics.id, id));
    expect(topic).toMatchObject({ title: 'May a guest ask?', authorId: guest.id, state: 'open' });
  });
});

describe('coordinators of the workspace', () => {
  test('find what waits from its page, with who wrote it; for others it is not there', async () => {
    const { id } = await sendReply({ body: '**We** met this too' });
    expect((await agent.get(room)).text).toContain(`href="${room}/waiting"`);
    const { text } = await agent.get(`${room}/waiting`).expect(200);
    for (const shown of [guest.name, 'GLA', '<strong>We</strong> met this too'])
      expect(text).toContain(shown);
    const elsewhere = await app.signInAs(await makePerson({ coordinates: [(await workspaceOf(2)).id] }));
    expect((await elsewhere.get(room)).text).not.toContain(`${room}/waiting`);
    await elsewhere.get(`${room}/waiting`).expect(404);
    await approve(id, elsewhere).expect(404);
    await decline(id, 'No', elsewhere).expect(404);
    const theirs = `/workspaces/${(await workspaceOf(2)).slug}/waiting/${id}/approval`;
    await send(elsewhere, theirs).expect(404);
    expect(await repliesTo(topicId)).toEqual([]);
  });

  test('approve it: it is posted in the guest’s name, they are told, and nothing of theirs waits there again', async () => {
    const { id } = await sendReply();
    const watching = await app.connect(agent);
    await watching.watch(`topic:${topicId}`);
    const { headers } = await approve(id).expect(303);
    const after = await agent.get(String(headers.location)).expect(200);
    expect(after.text).toMatch(/It is posted\. Whoever sent it is told\.[\s\S]*Undo it/);
    expect(after.text).toContain(`href="/topics/${topicId}/replies/1"`);
    await watching.hearText('We met this too');
    const [reply] = await repliesTo(topicId);
    expect(reply).toMatchObject({ authorId: guest.id, authorCouncilId: null });
    expect(reply?.author).toMatchObject({ name: guest.name, role: 'Guest' });
    expect(await toldTo(guest)).toMatchObject({
      subject: 'What you sent to Understand user needs has been posted',
      href: `/topics/${topicId}/replies/1`,
    });
    expect((await browser.get(`/account/waiting/${id}`)).text).toContain('Cora Coordinator approved it');
    await send(browser, `/topics/${topicId}/replies`, { body: 'At once' }).expect(303);
    expect(await repliesTo(topicId)).toHaveLength(2);
    expect((await browser.get(`/topics/${topicId}`)).text).not.toContain('Send for approval');
  });

  test('decline it with a reason, which the guest is told with their text', async () => {
    const { id } = await sendReply();
    const unsaid = await decline(id, ' ');
    expect([unsaid.status, unsaid.text.includes('Enter a reason')]).toEqual([422, true]);
    await decline(id, 'It names a supplier').expect(303);
    expect(await toldTo(guest)).toMatchObject({
      text: expect.stringContaining('It names a supplier'),
      href: `/account/waiting/${id}`,
    });
    const { text } = await browser.get(`/account/waiting/${id}`);
    for (const shown of ['was declined', 'It names a supplier', 'We met this too'])
      expect(text).toContain(shown);
    expect(await repliesTo(topicId)).toEqual([]);
    expect((await browser.get(`/topics/${topicId}`)).text).toContain('Send for approval');
  });

  test('two at once: the second is told what the first did', async () => {
    const { id } = await sendReply();
    const other = await app.signInAs(await makePerson({ coordinates: 'all' }));
    const answers = await Promise.all([approve(id), approve(id, other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(answers.find(({ status }) => status === 409)?.text).toContain('approved it on');
    expect(await repliesTo(topicId)).toHaveLength(1);
    expect((await decline(id, 'Too late', other)).text).toContain('This has been decided already');
  });

  test('cannot post what answers a topic that has closed, or of a guest who has gone: they are told, and it waits on', async () => {
    const guidance = await makeTopic(coordinator, { kind: 'guidance', visibility: 'group' });
    const { id } = await makeWaiting(guest, guidance.id);
    await send(agent, `/topics/${guidance.id}/state`, { state: 'withdrawn' }).expect(303);
    const closed = await approve(id);
    expect([closed.status, closed.text.includes('closed to new replies')]).toEqual([409, true]);
    const { id: another } = await makeWaiting(guest, topicId);
    await suspend(guest);
    expect((await approve(another)).status).toBe(409);
    const waiting = await waitingOf(guest);
    expect(waiting.map(({ decidedAt }) => decidedAt)).toEqual([null, null]);
    await decline(id, 'The guidance was withdrawn').expect(303);
  });

  test('does not post what is approved at the very moment at which the access of its author ends', async () => {
    const { id } = await makeWaiting(guest, topicId);
    let approved: Promise<{ status: number }> | undefined;
    await db.transaction(async (tx) => {
      await tx.update(guestAccess).set({ endedAt: new Date() }).where(eq(guestAccess.personId, guest.id));
      approved = approve(id).then((answer) => answer);
      await until('the approval waits', async () => {
        const { rows } = await db.execute(
          `select from pg_stat_activity where wait_event_type = 'Lock' and query ilike '%"guest_access"%'`,
        );
        return rows.length > 0;
      });
    });
    expect((await approved)?.status).toBe(409);
    expect(await repliesTo(topicId)).toEqual([]);
  });

  test('that is declined after its author has left is not written of to them', async () => {
    const { id } = await makeWaiting(guest, topicId);
    await send(browser, '/account/leaving', { choice: 'keep', confirmed: 'yes' }).expect(200);
    await decline(id, 'Nobody asked for it').expect(303);
    expect(await toldTo(guest)).toBeUndefined();
  });
});

describe('a decision', () => {
  const linesOf = ({ id }: Guest) =>
    db.select().from(moderationLog).where(eq(moderationLog.personId, id)).orderBy(moderationLog.id);
  const undoOf = (actId: number, as = agent) => send(as, `/moderation/acts/${actId}/undo`);

  test('to approve is logged and undone: the post is hidden and waits again, and comes back under its address', async () => {
    const { id } = await sendReply();
    await approve(id).expect(303);
    const [line] = await linesOf(guest);
    expect(line).toMatchObject({
      act: 'approve',
      actorId: coordinator.id,
      topicId,
      post: 1,
      personId: guest.id,
    });
    const log = await agent.get(`${room}/moderation-log`).expect(200);
    expect(log.text).not.toContain(guest.name);
    expect(log.text).toMatch(/<strong>Approved<\/strong> a reply[\s\S]*Looked at before it was posted/);
    const elsewhere = await app.signInAs(await makePerson({ coordinates: [(await workspaceOf(2)).id] }));
    await undoOf(line?.id ?? 0, elsewhere).expect(404);
    await undoOf(line?.id ?? 0, browser).expect(404);
    const undone = await undoOf(line?.id ?? 0).expect(303);
    expect(undone.headers.location).toBe(`${room}/waiting?done=undone`);
    await undoOf(line?.id ?? 0).expect(303);
    expect(await linesOf(guest)).toHaveLength(2);
    expect((await agent.get(`/topics/${topicId}`)).text).not.toContain('We met this too');
    expect((await agent.get(`${room}/waiting`)).text).toContain('We met this too');
    expect(await toldTo(guest)).toMatchObject({
      subject: 'What you sent to Understand user needs waits again',
    });
    expect((await browser.get(`/topics/${topicId}`)).text).toContain('Send for approval');
    await approve(id).expect(303);
    expect(await repliesTo(topicId)).toMatchObject([{ number: 1, removedAt: null, body: 'We met this too' }]);
    expect((await toldTo(guest))?.subject).toContain('has been posted');
    expect((await agent.get(`/topics/${topicId}`)).text).toContain('We met this too');
  });

  test('to approve again what its author changed meanwhile takes reading it where it stands first', async () => {
    const { id } = await sendReply();
    await approve(id).expect(303);
    const [line] = await db.select().from(moderationLog).where(eq(moderationLog.topicId, topicId));
    await undoOf(line?.id ?? 0).expect(303);
    const [reply] = await repliesTo(topicId);
    await send(browser, `/replies/${reply?.id}/edit`, { body: 'Buy our product', from: '1' }).expect(303);
    const refused = await approve(id).expect(409);
    expect(refused.text).toMatch(/has changed it since[\s\S]*href="\/moderation\/topics\/\d+\/replies\/1"/);
    await makeAct(coordinator, topicId, { name: 'restore', post: 1 });
    await approve(id).expect(303);
  });

  test('to decline is logged with its reason and undone; after a quarter of an hour it stands', async () => {
    const { id } = await sendReply();
    const { headers } = await decline(id, 'It names a supplier').expect(303);
    expect((await agent.get(String(headers.location))).text).toMatch(/It is declined[\s\S]*Undo it/);
    const [line] = await linesOf(guest);
    expect(line).toMatchObject({ act: 'decline', reason: 'It names a supplier', topicId: null });
    expect((await agent.get(`${room}/moderation-log`)).text).toMatch(/Declined<\/strong> a reply/);
    expect((await browser.get(`/moderation/acts/${line?.id}`).expect(200)).text).toContain(
      'A coordinator declined your reply',
    );
    await undoOf(line?.id ?? 0).expect(303);
    expect(await waitingOf(guest)).toMatchObject([{ decidedAt: null, decision: null, reason: '' }]);
    await decline(id, 'Again').expect(303);
    const [, , again] = await linesOf(guest);
    later({ minutes: 15 });
    const late = await undoOf(again?.id ?? 0);
    expect([late.status, late.text.includes('More than 15 minutes')]).toEqual([409, true]);
    backToNow();
  });

  test('to approve is not undone when somebody has acted on the post since; what was put back is not declined', async () => {
    const { id } = await sendReply();
    await approve(id).expect(303);
    const [line] = await linesOf(guest);
    await undoOf(line?.id ?? 0).expect(303);
    await makeAct(coordinator, topicId, { name: 'restore', post: 1 });
    const refused = await decline(id, 'No');
    expect([refused.status, refused.text.includes('put back meanwhile')]).toEqual([409, true]);
    await approve(id).expect(303);
    await makeAct(coordinator, topicId, { name: 'hide', post: 1 });
    const approved = (await linesOf(guest)).findLast(({ act }) => act === 'approve');
    expect((await undoOf(approved?.id ?? 0)).text).toContain('has acted on this since');
  });
});
