import { eq } from 'drizzle-orm';
import { config } from '../../../server/config.ts';
import { drafts } from '../../../server/features/drafts/tables.ts';
import { waitingPosts } from '../../../server/features/guests/tables.ts';
import { moderationLog } from '../../../server/features/moderation/tables.ts';
import { replies } from '../../../server/features/replies/tables.ts';
import { topics } from '../../../server/features/topics/tables.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member, SignedIn } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import {
  makeDraft,
  makeGuest,
  makePerson,
  makeReply,
  makeTopic,
  makeWaiting,
  topicFields,
  workspaceOf,
} from '../../support/make.ts';
import { addReplies } from '../../support/many-replies.ts';
import { queriesDuring } from '../../support/queries.ts';
import { listTold } from '../../support/told.ts';
import { until } from '../../support/until.ts';

const app = useApp();
const room = '/workspaces/understand-user-needs';
const day = 86_400_000;
let coordinator: Member;
let asCoordinator: Agent;
let author: Member;
let browser: Agent;
let topicId = 0;

beforeAll(async () => {
  coordinator = await makePerson({ name: 'Cora Coordinator', coordinates: [(await workspaceOf(1)).id] });
  asCoordinator = await app.signInAs(coordinator);
});
beforeEach(async () => {
  author = await makePerson({ joined: new Date() });
  browser = await app.signInAs(author);
  topicId = (await makeTopic(coordinator)).id;
});
afterEach(backToNow);

const waitingOf = ({ id }: SignedIn) =>
  db.select().from(waitingPosts).where(eq(waitingPosts.authorId, id)).orderBy(waitingPosts.id);
const repliesOf = ({ id }: SignedIn) => db.select().from(replies).where(eq(replies.authorId, id));
const reply = (body = 'We met this too', as = browser, to = topicId) =>
  send(as, `/topics/${to}/replies`, { body });
const postsOf = async (someone: SignedIn, count: number) => {
  if (someone.kind === 'member') return addReplies(topicId, someone, count);
  for (let at = 0; at < count; at++) await makeReply(someone, topicId);
};

const isWaitedFor = async (count: number) => {
  const { rows } = await db.execute(
    `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
  );
  return rows.length === count;
};

/** Whether it was posted, or what caught it. */
async function became(sent: PromiseLike<{ status: number; headers: Record<string, string> }>, of = author) {
  const { status, headers } = await sent;
  expect(status).toBe(303);
  const id = Number(/^\/account\/waiting\/(\d+)$/.exec(headers.location ?? '')?.[1]);
  return id ? (await waitingOf(of)).find((post) => post.id === id)?.caughtBy : 'posted';
}

describe('thirty posts in ten minutes', () => {
  test('are posted; one more waits, and its author is told why and what happens next', async () => {
    await postsOf(author, 29);
    expect(await became(reply('The thirtieth'))).toBe('posted');
    const draft = await makeDraft(author, topicId, 'One more');
    const [begun] = await db.select().from(drafts).where(eq(drafts.id, draft));
    const fields = { body: 'One **more**', draft: begun?.formId ?? '' };
    const { headers } = await send(browser, `/topics/${topicId}/replies`, fields).expect(303);
    const { text } = await browser.get(String(headers.location)).expect(200);
    for (const shown of [
      'Your reply waits for a coordinator',
      'You have posted 30 times in 10 minutes. A coordinator looks at this before it is posted.',
      'We will tell you when they have decided',
      'One <strong>more</strong>',
    ])
      expect(text).toContain(shown);
    expect(text).not.toContain('guest');
    expect(await repliesOf(author)).toHaveLength(30);
    expect((await browser.get(`/topics/${topicId}`)).text).not.toContain('One <strong>more');
    expect((await db.select().from(drafts).where(eq(drafts.id, draft)))[0]?.endedAt).not.toBeNull();
    for (const page of ['/', '/account'])
      expect((await browser.get(page)).text).toContain('/account/waiting');
    const [post] = await waitingOf(author);
    await (await app.signInAs(await makePerson())).get(`/account/waiting/${post?.id}`).expect(404);
  });

  test('are counted anew as time goes by', async () => {
    await postsOf(author, 30);
    expect(await became(reply('Too soon'))).toBe('many-posts');
    later({ minutes: 10 });
    expect(await became(reply('In time'))).toBe('posted');
  });

  test('that are sent at once are counted one after another, and what is sent twice once', async () => {
    await postsOf(author, 25);
    const inTopics = await Promise.all(Array.from({ length: 8 }, () => makeTopic(coordinator)));
    const sent = inTopics.map(({ id }) => ({ id, fields: { body: 'At once', formId: `at-once-${id}` } }));
    const post = ({ id, fields }: (typeof sent)[number]) => send(browser, `/topics/${id}/replies`, fields);
    await Promise.all([...sent, ...sent].map(post));
    expect(await repliesOf(author)).toHaveLength(30);
    expect(await waitingOf(author)).toHaveLength(3);
    await Promise.all(sent.map(post));
    expect(await repliesOf(author)).toHaveLength(30);
    expect(await waitingOf(author)).toHaveLength(3);
  });

  test('are of one person one at a time, so that two posts cannot both be the thirtieth', async () => {
    await postsOf(author, 29);
    const { id: another } = await makeTopic(coordinator);
    let sent: ReturnType<typeof became>[] = [];
    await db.transaction(async (tx) => {
      await tx.select().from(topics).where(eq(topics.id, topicId)).for('update');
      sent = [became(reply('The thirtieth'))];
      await until('the first waits for its topic', () => isWaitedFor(1));
      sent.push(became(reply('One more', browser, another)));
      await until('the second waits for the first', () => isWaitedFor(2));
    });
    expect(await Promise.all(sent)).toEqual(['posted', 'many-posts']);
  });

  test('are no redirect for the page’s script, which takes that for a reply that was posted', async () => {
    await postsOf(author, 30);
    const fields = { body: 'By script', formId: 'a-form-of-a-script' };
    const byScript = browser.post(`/topics/${topicId}/replies`).set('Sec-Fetch-Mode', 'cors').type('form');
    expect((await byScript.send(fields)).status).toBe(202);
    expect(await became(send(browser, `/topics/${topicId}/replies`, fields))).toBe('many-posts');
    expect(await waitingOf(author)).toHaveLength(1);
  });

  test('are posted by whoever has been here for 30 days, and counted only for others', async () => {
    const older = await makePerson({ joined: new Date(Date.now() - 30 * day) });
    const asOlder = await app.signInAs(older);
    await postsOf(older, 30);
    const asked = await queriesDuring(async () =>
      expect(await became(reply('More', asOlder))).toBe('posted'),
    );
    expect(asked.filter((query) => query.includes('with approved as'))).toEqual([]);
    const ofNew = await queriesDuring(() => reply('The first'));
    expect(ofNew.filter((query) => query.includes('with approved as'))).toHaveLength(1);
    const almost = await makePerson({ joined: new Date(Date.now() - 30 * day + 60_000) });
    await postsOf(almost, 30);
    expect(await became(reply('More', await app.signInAs(almost)), almost)).toBe('many-posts');
  });

  test('are posted by whoever coordinates the workspace, leads a council or is administrator; not by guests', async () => {
    const [here, there] = [(await workspaceOf(1)).id, (await workspaceOf(2)).id];
    const afterThirty = async (someone: SignedIn) => {
      await postsOf(someone, 30);
      return became(reply('More', await app.signInAs(someone)), someone as Member);
    };
    const joined = new Date();
    expect(await afterThirty(await makePerson({ joined, coordinates: [here] }))).toBe('posted');
    expect(await afterThirty(await makePerson({ joined, lead: true }))).toBe('posted');
    expect(await afterThirty(await makePerson({ joined, administrator: true }))).toBe('posted');
    expect(await afterThirty(await makePerson({ joined, coordinates: [there] }))).toBe('many-posts');
    expect(await afterThirty(await makeGuest({ approved: true }))).toBe('many-posts');
  });

  test('and sixty that wait are more than is taken in an hour: what is sent then becomes a draft', async () => {
    await postsOf(author, 30);
    for (let at = 0; at < 60; at++) await makeWaiting(author, topicId, `Waiting ${at}`, 'many-posts');
    const refused = await reply('Too much');
    expect([refused.status, refused.text.includes('What you wrote is kept as a draft')]).toEqual([429, true]);
    expect((await browser.get('/account/drafts')).text).toContain('Too much');
    expect(await waitingOf(author)).toHaveLength(60);
  });

  test('are topics as well, and guidance that is not to be posted yet stays a draft', async () => {
    await postsOf(author, 30);
    const question = topicFields('question', { title: 'How do others do it?' });
    expect(await became(send(browser, `${room}/topics?kind=question`, question))).toBe('many-posts');
    const guidance = { ...topicFields('guidance', { title: 'Not finished' }), act: 'draft' };
    const { headers } = await send(browser, `${room}/topics?kind=guidance`, guidance).expect(303);
    expect(headers.location).toBe('/account/drafts?done=saved');
    expect((await browser.get('/account/drafts')).text).toContain('Not finished');
    expect(await waitingOf(author)).toHaveLength(1);
  });
});

describe('the same text', () => {
  const text = 'Our product solves all of this for your council, call us';
  const elsewhere = () => makeTopic(coordinator).then(({ id }) => id);

  test('in three topics is posted; in a fourth it waits, however it is spaced; the day after it is posted', async () => {
    for (const _ of [1, 2, 3]) expect(await became(reply(text, browser, await elsewhere()))).toBe('posted');
    const again = `  ${text.toUpperCase().replace('ALL OF', 'all\n\nof')} `;
    expect(await became(reply(again, browser, await elsewhere()))).toBe('same-text');
    const [post] = await waitingOf(author);
    expect((await browser.get(`/account/waiting/${post?.id}`)).text).toContain(
      'You have posted the same text in 3 other topics in 24 hours. A coordinator looks',
    );
    expect(await became(reply(`${text}!`, browser, await elsewhere()))).toBe('posted');
    later({ hours: 24 });
    browser = await app.signInAs(author);
    expect(await became(reply(text, browser, await elsewhere()))).toBe('posted');
  });

  test('is the same as a topic', async () => {
    for (const _ of [1, 2, 3]) await makeReply(author, await elsewhere(), { body: text });
    const question = topicFields('question', { trying: text, tried: '', service: '' });
    expect(await became(send(browser, `${room}/topics?kind=question`, question))).toBe('same-text');
  });

  test('is not counted where it is short, or in one topic', async () => {
    const short = 'Thank you, this is what we have done.';
    for (const _ of [1, 2, 3, 4])
      expect(await became(reply(short, browser, await elsewhere()))).toBe('posted');
    for (const spaces of ['  ', '   ', '    '])
      expect(await became(reply(text.replace(' ', spaces)))).toBe('posted');
    expect(await became(reply(text, browser, await elsewhere()))).toBe('posted');
  });
});

describe('links to other sites', () => {
  const links = (count: number, to = 'https://example.org/') =>
    Array.from({ length: count }, (_, at) => `- ${to}${at}`).join('\n');

  test('are posted up to twenty in an hour; with one more a post waits, and what has none is posted', async () => {
    await makeTopic(author, { kind: 'pattern', fields: { links: links(10), solution: links(5) } });
    expect(await became(reply(links(5)))).toBe('posted');
    expect(await became(reply('One more: www.example.com'))).toBe('many-links');
    const [post] = await waitingOf(author);
    expect((await browser.get(`/account/waiting/${post?.id}`)).text).toContain(
      'With this you would have posted more than 20 links to other sites in 60 minutes. A coordinator looks',
    );
    expect(await became(reply('None'))).toBe('posted');
    later({ minutes: 60 });
    expect(await became(reply('An hour later: www.example.com'))).toBe('posted');
  });

  test('that an edit adds count for what has links itself', async () => {
    const { id } = await makeReply(author, topicId);
    await send(browser, `/replies/${id}/edit`, { body: links(21), from: 1 }).expect(303);
    expect(await became(reply('None'))).toBe('posted');
    expect(await became(reply('One more: www.example.com'))).toBe('many-links');
  });

  test('that are many in one post let it wait', async () => {
    expect(await became(reply(links(21)))).toBe('many-links');
  });

  test('are not those to our own pages, or what only looks like one', async () => {
    expect(await became(reply(links(30, `${config.baseUrl}/topics/`)))).toBe('posted');
    expect(await became(reply(`\`\`\`\n${links(30, '<a href="https://example.org/')}\n\`\`\``))).toBe(
      'posted',
    );
  });
});

describe('coordinators of the workspace', () => {
  const approve = (id: number, as = asCoordinator) => send(as, `${room}/waiting/${id}/approval`);
  const caught = async (body = 'One more') => {
    if ((await repliesOf(author)).length < 30) await postsOf(author, 30);
    expect(await became(reply(body))).toBe('many-posts');
    return (await waitingOf(author)).at(-1)?.id ?? 0;
  };
  const toldTo = async () => (await listTold()).find(({ to }) => to === author.email);

  test('find what was caught, by whom and by what, in the queue too', async () => {
    await caught('Find this');
    for (const page of [`${room}/waiting`, `${room}/queue`, '/moderation']) {
      const { text } = await asCoordinator.get(page).expect(200);
      expect(text).toContain('Caught: 30 posts in 10 minutes');
      expect(text).toMatch(new RegExp(`${author.name}[\\s\\S]{0,200}Camden`));
    }
    const elsewhere = await app.signInAs(await makePerson({ coordinates: [(await workspaceOf(2)).id] }));
    expect((await elsewhere.get('/moderation').expect(200)).text).not.toContain('Caught:');
    await elsewhere.get(`${room}/waiting`).expect(404);
    await approve((await waitingOf(author))[0]?.id ?? 0, elsewhere).expect(404);
    await approve((await waitingOf(author))[0]?.id ?? 0, browser).expect(404);
  });

  test('approve it: it is posted once, in its author’s name, though the limit would catch it; they are told', async () => {
    const id = await caught();
    const watching = await app.connect(asCoordinator);
    await watching.watch(`topic:${topicId}`);
    const { headers } = await approve(id).expect(303);
    await watching.hearText('One more');
    expect(await repliesOf(author)).toHaveLength(31);
    expect(await toldTo()).toMatchObject({
      subject: 'What you sent to Understand user needs has been posted',
      text: 'Cora Coordinator at Camden has approved what you sent to the workspace Understand user needs in Standard Practice.',
      href: `/topics/${topicId}/replies/31`,
    });
    expect(await db.select().from(moderationLog).where(eq(moderationLog.personId, author.id))).toMatchObject([
      { act: 'approve', topicId, post: 31 },
    ]);
    expect((await asCoordinator.get(String(headers.location))).text).toContain('Undo it');
    expect((await browser.get(`/account/waiting/${id}`)).text).toContain('Cora Coordinator approved it');
    expect(await became(reply('And one more'))).toBe('many-posts');
  });

  test('do not add to what is counted by what they approve', async () => {
    for (let at = 0; at < 30; at++) {
      const { headers } = await reply(
        Array.from({ length: 21 }, (_, link) => `https://a${at}.test/${link}`).join('\n'),
      );
      await approve(Number(String(headers.location).split('/').at(-1))).expect(303);
    }
    expect(await repliesOf(author)).toHaveLength(30);
    expect(await became(reply('A link: www.example.com'))).toBe('posted');
  });

  test('approve a topic as well', async () => {
    await postsOf(author, 30);
    const question = topicFields('question', { title: 'How do others do it?' });
    await became(send(browser, `${room}/topics?kind=question`, question));
    await approve((await waitingOf(author))[0]?.id ?? 0).expect(303);
    const [topic] = await db.select().from(topics).where(eq(topics.authorId, author.id));
    expect(topic).toMatchObject({ title: 'How do others do it?', state: 'open' });
    expect(topic?.author).toMatchObject({ name: author.name, council: { name: 'Camden' } });
  });

  test('undo that: it is hidden and waits again, and comes back when it is approved again', async () => {
    const id = await caught();
    await approve(id).expect(303);
    const [line] = await db.select().from(moderationLog).where(eq(moderationLog.personId, author.id));
    await send(asCoordinator, `/moderation/acts/${line?.id}/undo`).expect(303);
    expect((await asCoordinator.get(`/topics/${topicId}`)).text).not.toContain('One more');
    expect((await asCoordinator.get(`${room}/waiting`)).text).toContain('One more');
    await approve(id).expect(303);
    expect((await repliesOf(author)).filter(({ body }) => body === 'One more')).toMatchObject([
      { removedAt: null },
    ]);
  });

  test('decline it with a reason, which its author is told with their text', async () => {
    const id = await caught();
    const refusal = `${room}/waiting/${id}/refusal`;
    expect((await asCoordinator.get(refusal).expect(200)).text).toContain('One more');
    await send(asCoordinator, refusal, { reason: 'Nobody asked for it' }).expect(303);
    expect(await toldTo()).toMatchObject({
      subject: 'What you sent to Understand user needs was not posted',
      text: expect.stringContaining('Nobody asked for it'),
      href: `/account/waiting/${id}`,
    });
    const { text } = await browser.get(`/account/waiting/${id}`).expect(200);
    for (const shown of ['was declined', 'Nobody asked for it', 'One more']) expect(text).toContain(shown);
    expect(await repliesOf(author)).toHaveLength(30);
  });

  test('two at once: the second is told what the first did', async () => {
    const id = await caught();
    const other = await app.signInAs(await makePerson({ coordinates: 'all' }));
    const answers = await Promise.all([approve(id), approve(id, other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(answers.find(({ status }) => status === 409)?.text).toContain('approved it on');
    expect(await repliesOf(author)).toHaveLength(31);
  });
});
