import { eq, sql } from 'drizzle-orm';
import { roleGrants } from '../../../server/features/roles/tables.ts';
import { db } from '../../../server/platform/database.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { countRows, eventsOf } from '../../support/history.ts';
import { makePerson, makeReply, makeTopic, topicRow, workspaceOf } from '../../support/make.ts';

const app = useApp();
let asker: Awaited<ReturnType<typeof makePerson>>;
let helper: typeof asker;
let agent: Agent;

beforeAll(async () => {
  asker = await makePerson({ name: 'Asha Asker' });
  helper = await makePerson({ council: 'hackney', name: 'Hana Helper', job: 'Content designer' });
  agent = await app.signInAs(helper);
});

describe('when it works', () => {
  test('the reply stands on the page with its number, its permanent address, and who wrote it', async () => {
    const topic = await makeTopic(asker);
    const sent = await send(agent, `/topics/${topic.id}/replies`, { body: 'Try *texting* people' });
    expect([sent.status, sent.headers.location]).toEqual([303, `/topics/${topic.id}#reply-1`]);

    const { text } = await agent.get(`/topics/${topic.id}`).expect(200);
    expect(text).toContain('Try <em>texting</em> people');
    expect(text).toContain(`href="/topics/${topic.id}/replies/1"`);
    expect(text).toMatch(/Hana Helper<\/strong> <span>Content designer, <a [^>]*>Hackney/);
    expect(text).toContain('1 reply');
  });

  test('it counts in the topic, moves it up, and is recorded under the next sequence number', async () => {
    const topic = await makeTopic(asker);
    const before = await topicRow(topic.id);
    await send(agent, `/topics/${topic.id}/replies`, { body: 'One' }).expect(303);
    const after = await topicRow(topic.id);
    expect(after).toMatchObject({ replyCount: 1, lastNumber: 1, seq: before.seq + 1 });
    expect(after.lastActivityAt.getTime()).toBeGreaterThan(before.lastActivityAt.getTime());
    expect(await eventsOf(topic.id)).toEqual([
      { name: 'topic-posted', seq: 1, actorId: asker.id },
      { name: 'reply-posted', seq: 2, actorId: helper.id },
    ]);
  });

  test('it can answer another reply, to any depth: three are shown as a tree, deeper ones name what they answer', async () => {
    const topic = await makeTopic(asker);
    let parentId: number | undefined;
    for (let depth = 1; depth <= 5; depth++) {
      parentId = (await makeReply(helper, topic.id, { body: `At depth ${depth}`, parentId })).id;
    }
    const { text } = await agent.get(`/topics/${topic.id}`);
    const drawn = [...text.matchAll(/class="reply reply--depth-(\d)[^"]*" id="reply-(\d)"/g)];
    expect(drawn.map(([, depth, number]) => `${number} at ${depth}`)).toEqual([
      '1 at 1',
      '2 at 2',
      '3 at 3',
      '4 at 3',
      '5 at 3',
    ]);
    expect(text).toContain(
      `in answer to <a class="govuk-link govuk-link--muted" href="/topics/${topic.id}/replies/4">4, Hana Helper</a>`,
    );
  });

  test('answers stand under what they answer, whenever they came', async () => {
    const topic = await makeTopic(asker);
    const first = await makeReply(helper, topic.id);
    const second = await makeReply(helper, topic.id);
    const under = await makeReply(helper, topic.id, { parentId: first.id });
    await makeReply(helper, topic.id, { parentId: second.id });
    await makeReply(helper, topic.id, { parentId: first.id });
    await makeReply(helper, topic.id, { parentId: under.id });
    const order = async (query: string) => {
      const { text } = await agent.get(`/topics/${topic.id}${query}`);
      return [...text.matchAll(/id="reply-(\d)"/g)].map(([, number]) => number).join('');
    };
    expect(await order('')).toBe('136524');
    expect(await order('?order=newest')).toBe('241365');
  });

  test('it keeps the role that its author had at the time', async () => {
    const workspace = await workspaceOf(1);
    const coordinator = await makePerson({ name: 'Cora Keeper', coordinates: [workspace.id] });
    const here = await makeTopic(asker);
    const elsewhere = await makeTopic(asker, { requirement: 2 });
    await makeReply(coordinator, here.id);
    await makeReply(coordinator, elsewhere.id);
    await db.update(roleGrants).set({ endedAt: new Date() }).where(eq(roleGrants.personId, coordinator.id));

    expect((await agent.get(`/topics/${here.id}`)).text).toMatch(/Cora Keeper.*· Coordinator/);
    expect((await agent.get(`/topics/${elsewhere.id}`)).text).not.toContain('· Coordinator');
  });

  test('a preview shows what it would be, keeps the text, and posts nothing', async () => {
    const topic = await makeTopic(asker);
    const sent = await send(agent, `/topics/${topic.id}/replies`, {
      body: 'Some **bold** words',
      act: 'preview',
      formId: 'form-of-preview',
    });
    expect(sent.status).toBe(200);
    expect(sent.text).toContain('Some <strong>bold</strong> words');
    expect(sent.text).toContain('>\nSome **bold** words</textarea>');
    expect(sent.text).toContain('value="form-of-preview"');
    expect((await topicRow(topic.id)).replyCount).toBe(0);
  });
});

describe('sent more than once', () => {
  test('a double click is one reply, and each of its requests is taken to it', async () => {
    const topic = await makeTopic(asker);
    const click = () =>
      send(agent, `/topics/${topic.id}/replies`, { body: 'Once', formId: 'double-click' }).expect(303);
    const answers = await Promise.all([click(), click(), click(), click(), click()]);
    expect(new Set(answers.map(({ headers }) => headers.location))).toEqual(
      new Set([`/topics/${topic.id}#reply-1`]),
    );
    expect(await topicRow(topic.id)).toMatchObject({ replyCount: 1, lastNumber: 1, seq: 2 });
    await click();
    expect((await topicRow(topic.id)).replyCount).toBe(1);
  });

  test('another text from the page gone back to is another reply, and so is the same text from a new form', async () => {
    const topic = await makeTopic(asker);
    const post = (body: string, formId: string) =>
      send(agent, `/topics/${topic.id}/replies`, { body, formId });
    await post('First words', 'first-form');
    await post('Other words', 'first-form');
    await post('First words', 'other-form');
    expect((await topicRow(topic.id)).replyCount).toBe(3);
  });

  test('two people whose forms have the same id each have their reply', async () => {
    const topic = await makeTopic(asker);
    const other = await app.signInAs(asker);
    for (const who of [agent, other]) {
      await send(who, `/topics/${topic.id}/replies`, { body: 'Yes', formId: 'same-form' }).expect(303);
    }
    expect((await topicRow(topic.id)).replyCount).toBe(2);
  });
});

describe('when it is refused', () => {
  test('a visitor is asked to sign in, whether or not there is such a topic, and nothing is posted', async () => {
    const shown = await makeTopic(asker);
    const hidden = await makeTopic(asker, { visibility: 'group' });
    const before = await countRows('replies');
    for (const id of [shown.id, hidden.id, 999_999]) {
      const sent = await send(app.visitor(), `/topics/${id}/replies`, { body: 'Let me in' });
      expect([sent.status, sent.headers.location]).toEqual([303, '/sign-in?back=%2F&signedOut=yes']);
    }
    expect(await countRows('replies')).toBe(before);
  });

  test("somebody else's draft cannot be found, by its author it cannot be answered, and the text is kept", async () => {
    const draft = await makeTopic(asker, { kind: 'guidance', state: 'draft' });
    const body = 'Words that took an hour';
    const other = await send(agent, `/topics/${draft.id}/replies`, { body });
    expect(other.status).toBe(404);
    expect(other.text).toContain(body);
    const own = await send(await app.signInAs(asker), `/topics/${draft.id}/replies`, { body });
    expect(own.status).toBe(403);
    expect(own.text).toContain('Others can reply when it is published');
    expect(own.text).toContain(body);
    expect((await topicRow(draft.id)).replyCount).toBe(0);
  });

  test('withdrawn guidance takes no replies, and keeps the text in every case', async () => {
    const topic = await makeTopic(asker, { kind: 'guidance' });
    await send(await app.signInAs(asker), `/topics/${topic.id}/state`, { state: 'withdrawn' }).expect(303);
    const long = 'Words that took an hour '.repeat(1000);
    for (const body of ['Words that took an hour', long]) {
      const sent = await send(agent, `/topics/${topic.id}/replies`, { body });
      expect(sent.status).toBe(403);
      expect(sent.text).toContain(body);
    }
    expect((await topicRow(topic.id)).replyCount).toBe(0);
    expect((await agent.get(`/topics/${topic.id}`)).text).not.toContain('name="body"');
  });

  test('it cannot answer a reply of another topic', async () => {
    const [topic, other] = [await makeTopic(asker), await makeTopic(asker)];
    const elsewhere = await makeReply(helper, other.id);
    for (const parentId of [elsewhere.id, 999_999]) {
      const sent = await send(agent, `/topics/${topic.id}/replies`, { body: 'Lost?', parentId });
      expect(sent.status).toBe(404);
      expect(sent.text).toContain('Lost?');
    }
    expect((await topicRow(topic.id)).replyCount).toBe(0);
  });
});

describe('what was typed', () => {
  test('nothing but spaces is refused in words', async () => {
    const topic = await makeTopic(asker);
    for (const body of ['', '  \r\n ']) {
      const sent = await send(agent, `/topics/${topic.id}/replies`, { body });
      expect(sent.status).toBe(422);
      expect(sent.text).toContain('<a href="#body">Write a reply</a>');
      expect(sent.text).toContain('<title>Error: ');
    }
  });

  test('20,000 characters are posted; one more is refused with all of them kept', async () => {
    const topic = await makeTopic(asker);
    const fits = `${'Dear all.\r\n'.repeat(1000)}${'😀'.repeat(10_000)}`;
    await send(agent, `/topics/${topic.id}/replies`, { body: fits }).expect(303);

    const tooLong = `${fits}!`;
    const sent = await send(agent, `/topics/${topic.id}/replies`, { body: tooLong, formId: 'the-form-sent' });
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('Reply must be 20,000 characters or fewer: it has 1 character too many');
    expect(sent.text).toContain(`>\n${tooLong.replaceAll('\r\n', '\n')}</textarea>`);
    expect(sent.text).toContain('value="the-form-sent"');
    expect((await topicRow(topic.id)).replyCount).toBe(1);
  });

  test('refused, an answer to a reply is still an answer to that reply', async () => {
    const topic = await makeTopic(asker);
    const parent = await makeReply(asker, topic.id, { body: 'What about Mondays?' });
    const sent = await send(agent, `/topics/${topic.id}/replies`, { body: '', parentId: parent.id });
    expect(sent.status).toBe(422);
    expect(sent.text).toContain(`name="parentId" value="${parent.id}"`);
  });
});

describe('what follows', () => {
  test('open pages of the topic are told the reply as it stands on the page, drawn for nobody in particular', async () => {
    const topic = await makeTopic(asker);
    const page = await app.connect();
    expect(await page.watch(`topic:${topic.id}`)).toMatchObject({ ok: true, seq: 1 });
    await send(agent, `/topics/${topic.id}/replies`, { body: 'Told to all' });
    const { patches } = await page.hear(2, `topic:${topic.id}`);
    const [summary, reply] = patches;
    expect(patches.map(({ part }) => part)).toEqual(['summary', expect.stringMatching(/^reply-\d+$/)]);
    expect(summary?.html).toContain('1 reply');
    expect(reply?.place).toBe('000001.000000.000001');
    expect(reply?.html).toContain('Told to all');
    expect(reply?.html).not.toContain('/edit');
  });

  test('a page that was away asks for what it missed, and gets the same pieces', async () => {
    const topic = await makeTopic(asker);
    const page = await app.connect();
    await page.watch(`topic:${topic.id}`);
    await send(agent, `/topics/${topic.id}/replies`, { body: 'Missed' });
    const told = await page.hear(2);
    const { body } = await app.visitor().get(`/topics/${topic.id}/changes?after=1`).expect(200);
    expect(body).toEqual({ seq: 2, patches: told.patches });
    expect((await app.visitor().get(`/topics/${topic.id}/changes?after=2`)).body).toEqual({
      seq: 2,
      patches: [],
    });
  });

  test("the workspace's open lists are told the topic's row with its new count", async () => {
    const topic = await makeTopic(asker);
    const [visitor, member] = [await app.connect(), await app.connect(agent)];
    const workspace = await workspaceOf(1);
    for (const page of [visitor, member]) await page.watch(`workspace:${workspace.id}`);
    await send(agent, `/topics/${topic.id}/replies`, { body: 'Counted' });
    for (const page of [visitor, member]) {
      const { html } = await page.hearText(topic.title);
      expect(html).toContain('<strong>1</strong> reply');
    }
  });
});

test('it does not wait for what is being written that points to the topic, such as notices of the reply before', async () => {
  const { id } = await makeTopic(asker);
  await db.transaction(async (tx) => {
    await tx.execute(sql`select from topics where id = ${id} for key share`);
    await send(agent, `/topics/${id}/replies`, { body: 'At once' }).expect(303);
  });
});
