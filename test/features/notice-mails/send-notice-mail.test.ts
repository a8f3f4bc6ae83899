import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { follow } from '../../../server/features/follows/follow.ts';
import { guestAccess } from '../../../server/features/guests/tables.ts';
import { lineOf } from '../../../server/features/leaving/mails.ts';
import { changeKinds } from '../../../server/features/notice-mails/change-settings.ts';
import { mostInAnHour } from '../../../server/features/notice-mails/put-off.ts';
import { presets, usualSettings } from '../../../server/features/notice-mails/settings.ts';
import { noticeMailSettings, noticeMails } from '../../../server/features/notice-mails/tables.ts';
import { giveNotices } from '../../../server/features/notices/give-notices.ts';
import { notices } from '../../../server/features/notices/tables.ts';
import { people } from '../../../server/features/people/tables.ts';
import { removeReply } from '../../../server/features/replies/remove-reply.ts';
import { workspaces } from '../../../server/features/workspaces/tables.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { useApp } from '../../support/app.ts';
import { backToNow } from '../../support/clock.ts';
import { makeGuest, makePerson, makeReply, makeTopic, suspend, workspaceOf } from '../../support/make.ts';

const app = useApp();
let asker: Member;
let writer: Member;
let topic: { id: number; title: string };

/** In January 2027, whose 12th is a Tuesday. */
const at = (time: string) => {
  clock.now = () => new Date(`2027-01-${time}:00.000Z`);
};

/** Does what is due at that time, and what follows from it. */
async function runJobsAt(time: string): Promise<void> {
  at(time);
  await app.runJobs();
}

beforeEach(async () => {
  at('12T10:00');
  asker = await makePerson({ name: 'Ada Asker' });
  writer = await makePerson({ name: 'Wim Writer', council: 'hackney' });
  topic = await makeTopic(asker, { visibility: 'group' });
  await app.runJobs();
  mailbox.length = 0;
});
afterEach(backToNow);

const mailTo = ({ email }: { email: string }) =>
  mailbox.filter(({ to, kind }) => to === email && (kind === 'notices' || kind === 'digest'));

/** The only mail that somebody got. */
function onlyMailTo(person: { email: string }) {
  const [mail, ...others] = mailTo(person);
  expect(others).toEqual([]);
  if (!mail) throw new Error('They got none');
  return mail;
}

async function reply(body: string, author = writer) {
  const made = await makeReply(author, topic.id, { body });
  await app.runJobs();
  return made;
}

const choose = (person: { id: number }, kinds: Partial<typeof usualSettings.kinds>) =>
  db.insert(noticeMailSettings).values({
    ...usualSettings,
    kinds: { ...usualSettings.kinds, ...kinds },
    personId: person.id,
  });

const statesOf = async ({ id }: { id: number }) =>
  (await db.select().from(noticeMails).where(eq(noticeMails.personId, id)).orderBy(noticeMails.noticeId)).map(
    ({ sentAt, droppedAt }) => (sentAt ? 'sent' : droppedAt ? 'dropped' : 'waits'),
  );

describe('at once', () => {
  test('a reply comes after ten minutes, with its words, who wrote it and a link to the very post', async () => {
    await reply('We **tried** it:\n\n- it works\n- it is cheap');
    await runJobsAt('12T10:09');
    expect(mailTo(asker)).toEqual([]);
    await runJobsAt('12T10:10');
    const { subject, text, thread } = onlyMailTo(asker);
    expect(subject).toBe(`Wim Writer replied to you in “${topic.title}”`);
    expect(text).toContain(`Wim Writer, Hackney, replied to you in “${topic.title}”:`);
    expect(text).toContain('> We tried it:\n>\n> - it works\n> - it is cheap');
    expect(text).toMatch(new RegExp(`^http://\\S+/topics/${topic.id}/replies/1$`, 'm'));
    expect(thread).toBe(`topic-${topic.id}`);
    expect(await statesOf(asker)).toEqual(['sent']);
    expect(mailTo(writer)).toEqual([]);
  });

  test('what happens meanwhile in the same topic comes with it, and what happens afterwards by itself', async () => {
    await reply('The first');
    at('12T10:05');
    await reply('The second');
    await runJobsAt('12T10:10');
    const { subject, text } = onlyMailTo(asker);
    expect(subject).toBe(`2 new replies in “${topic.title}”`);
    expect(text).toMatch(/> The first[\s\S]+replies\/1\n[\s\S]+> The second[\s\S]+replies\/2\n/);
    await reply('The third');
    await runJobsAt('12T10:30');
    expect(mailTo(asker).map(({ text }) => /> The \w+/.exec(text)?.[0])).toEqual([
      '> The third',
      '> The first',
    ]);
    expect(await statesOf(asker)).toEqual(['sent', 'sent', 'sent']);
  });

  test('each topic comes by itself', async () => {
    const other = await makeTopic(asker);
    await reply('Here');
    await makeReply(writer, other.id, { body: 'There' });
    await app.runJobs();
    await runJobsAt('12T10:10');
    expect(
      mailTo(asker)
        .map(({ subject }) => subject)
        .sort(),
    ).toEqual([topic, other].map(({ title }) => `Wim Writer replied to you in “${title}”`).sort());
  });

  test('a long post is cut', async () => {
    await reply('Words and more words. '.repeat(200));
    await runJobsAt('12T10:10');
    const { text } = onlyMailTo(asker);
    expect(text).toContain('…');
    expect(text.length).toBeLessThan(2500);
  });

  test('so much that it would bury a mailbox comes in the next digest, which can be stopped all the same', async () => {
    const many = mostInAnHour + 3;
    for (let count = 0; count < many; count++) {
      const { id } = await makeTopic(asker, { title: `Topic ${count}` });
      await makeReply(writer, id, { body: 'Again and again' });
    }
    await app.runJobs();
    await runJobsAt('12T10:10');
    expect(mailTo(asker).length).toBe(mostInAnHour);
    await runJobsAt('12T10:30');
    expect(mailTo(asker).length).toBe(mostInAnHour);
    expect((await statesOf(asker)).filter((state) => state === 'waits').length).toBe(3);

    at('12T11:11');
    await reply('An hour later');
    await runJobsAt('12T11:21');
    expect(mailTo(asker)[0]?.text).toContain('> An hour later');
    expect(mailTo(asker).length).toBe(mostInAnHour + 1);
    await runJobsAt('13T09:00');
    const [digest] = mailTo(asker);
    expect(digest?.subject).toBe('Your daily digest: 3 new in 3 topics');
    expect(digest?.stop?.says).toBe('Stop emails of replies to you');
  });

  test('at night it waits for the morning', async () => {
    at('12T20:00');
    await reply('Late');
    await runJobsAt('13T07:59');
    expect(mailTo(asker)).toEqual([]);
    await runJobsAt('13T08:00');
    onlyMailTo(asker);
  });
});

describe('a digest', () => {
  beforeEach(() => choose(asker, { reply: 'daily', mention: 'daily', act: 'daily' }));

  test('has what happened in all topics since the last one, by workspace and topic', async () => {
    const other = await makeTopic(asker, { requirement: 2 });
    await reply('Here');
    await makeReply(writer, other.id, { body: 'There' });
    await reply('Here again');
    await runJobsAt('13T08:59');
    expect(mailTo(asker)).toEqual([]);
    await runJobsAt('13T09:00');
    const { subject, text } = onlyMailTo(asker);
    expect(subject).toBe('Your daily digest: 3 new in 2 topics');
    const [first, second] = [(await workspaceOf(1)).name, (await workspaceOf(2)).name];
    const order = [
      first,
      topic.title,
      'replies/1',
      '> Here',
      '> Here again',
      'replies/2',
      second,
      other.title,
      '> There',
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    await runJobsAt('14T10:00');
    expect(mailTo(asker).length).toBe(1);
    await reply('The next day');
    await runJobsAt('15T09:00');
    expect(mailTo(asker)[0]?.subject).toBe('Your daily digest: 1 new in 1 topic');
  });

  test('has replies in the order in which they were posted, whichever was told of first', async () => {
    const [first, second] = [await makeReply(writer, topic.id), await makeReply(writer, topic.id)];
    const told = (post: number) => ({
      personId: asker.id,
      kind: 'reply' as const,
      topicId: topic.id,
      post,
      actorId: writer.id,
      once: `post:${topic.id}:${post}`,
    });
    await db.transaction((tx) => giveNotices(tx, [told(second.number), told(first.number)]));
    await runJobsAt('13T09:00');
    const { text } = onlyMailTo(asker);
    expect(text.indexOf('replies/1')).toBeLessThan(text.indexOf('replies/2'));
    expect(text).toMatch(/Read reply 2:\nhttp:\S+\/replies\/2\n/);
  });

  test('does not come where there is nothing new', async () => {
    await reply('Here');
    await db.update(notices).set({ readAt: clock.now() }).where(eq(notices.personId, asker.id));
    await runJobsAt('13T09:00');
    expect(mailTo(asker)).toEqual([]);
    expect(await statesOf(asker)).toEqual(['dropped']);
  });

  test('ends with a link where there is more than anybody would read', async () => {
    await db.transaction((tx) =>
      giveNotices(
        tx,
        Array.from({ length: 75 }, (_, n) => ({
          personId: asker.id,
          kind: 'act' as const,
          topicId: topic.id,
          words: { subject: `Act ${n} happened`, paragraphs: [`Act ${n} happened to you.`] },
          once: `act ${n}`,
        })),
      ),
    );
    await runJobsAt('13T09:00');
    const { subject, text } = onlyMailTo(asker);
    expect(subject).toBe('Your daily digest: 75 new in 1 topic');
    expect(text).toContain('Act 59 happened');
    expect(text).not.toContain('Act 60 happened');
    expect(text).toContain('And 15 more: see all your notices');
    expect(new Set(await statesOf(asker))).toEqual(new Set(['sent']));
  });
});

describe('nothing comes', () => {
  const nothingComes = async () => {
    await runJobsAt('12T10:10');
    expect(mailTo(asker)).toEqual([]);
    expect(new Set(await statesOf(asker))).toEqual(new Set(['dropped']));
  };
  const is = (state: Partial<typeof people.$inferInsert>) =>
    db.update(people).set(state).where(eq(people.id, asker.id));

  beforeEach(async () => {
    await reply('Secret words');
  });

  test('of what was read meanwhile', async () => {
    await db.update(notices).set({ readAt: clock.now() }).where(eq(notices.personId, asker.id));
    await nothingComes();
  });

  test('of a reply that was removed meanwhile', async () => {
    const again = await makePerson({ name: 'Another' });
    const { id } = await reply('Gone', again);
    await db.update(notices).set({ readAt: clock.now() }).where(eq(notices.post, 1));
    await removeReply(again, id);
    await nothingComes();
  });

  test('to whoever wants to hear nothing of the topic any more', async () => {
    await follow(asker, { place: 'topic', id: topic.id }, 'nothing');
    await nothingComes();
  });

  test('of what somebody wants no mail of any more, though it was to be sent before', async () => {
    await db.update(noticeMails).set({ mailId: randomUUID() });
    await changeKinds(asker, () => ({ reply: 'none' }));
    await nothingComes();
  });

  test('to whoever has left', async () => {
    await is({ leftAt: clock.now() });
    await nothingComes();
  });

  test('to whoever is dormant', async () => {
    await is({ dormantAt: clock.now() });
    await nothingComes();
  });

  test('to whoever is suspended', async () => {
    await suspend(asker);
    await nothingComes();
  });

  test('but otherwise it does', async () => {
    await runJobsAt('12T10:10');
    expect(onlyMailTo(asker).text).toContain('Secret words');
  });
});

describe('of a topic that somebody follows', () => {
  let follower: Member;
  beforeEach(async () => {
    follower = await makePerson({ name: 'Flo Follower' });
    await choose(follower, presets.everything);
    await follow(follower, { place: 'topic', id: topic.id }, 'everything');
  });

  test('each reply comes', async () => {
    await reply('News');
    await runJobsAt('12T10:10');
    expect(onlyMailTo(follower).subject).toBe(`Wim Writer replied in “${topic.title}”`);
  });

  test.each(['solved', 'mine', 'nothing'] as const)(
    'none comes to who follows it less meanwhile: %s',
    async (level) => {
      await reply('News');
      await follow(follower, { place: 'topic', id: topic.id }, level);
      await runJobsAt('12T10:10');
      expect(mailTo(follower)).toEqual([]);
      expect(await statesOf(follower)).toEqual(['dropped']);
    },
  );

  test('none comes to a guest who has lost their access meanwhile', async () => {
    const guest = await makeGuest({ workspaces: [1, 2] });
    const other = await makeGuest({ workspaces: [1, 2] });
    for (const one of [guest, other]) {
      await choose(one, presets.everything);
      await follow(one, { place: 'topic', id: topic.id }, 'everything');
    }
    await reply('For the group');
    await db
      .update(guestAccess)
      .set({ endedAt: clock.now() })
      .where(and(eq(guestAccess.personId, guest.id), eq(guestAccess.workspaceId, (await workspaceOf(1)).id)));
    await runJobsAt('12T10:10');
    expect(mailTo(guest)).toEqual([]);
    expect(await statesOf(guest)).toEqual(['dropped']);
    expect(onlyMailTo(other).text).toContain('For the group');
  });

  test('a new topic comes in whole, where its workspace is followed', async () => {
    const { id } = await workspaceOf(1);
    await follow(follower, { place: 'workspace', id }, 'new-topics');
    const made = await makeTopic(writer, {
      title: 'A new one',
      fields: { trying: 'Try this', tried: 'And that' },
    });
    await app.runJobs();
    await runJobsAt('12T10:10');
    const { subject, text } = onlyMailTo(follower);
    expect(subject).toBe('Wim Writer started “A new one”');
    expect(text).toContain('Wim Writer, Hackney, started this topic:\n\n> Try this\n>\n> And that');
    expect(text).toMatch(new RegExp(`/topics/${made.id}$`, 'm'));
  });
});

describe('of a workspace that keeps its content out of email', () => {
  const keepOut = async (mailsContent: boolean) =>
    db
      .update(workspaces)
      .set({ mailsContent })
      .where(eq(workspaces.id, (await workspaceOf(1)).id));
  afterEach(() => keepOut(true));

  test.each(['at-once', 'daily'] as const)(
    'only that there is something comes %s, from that moment on',
    async (how) => {
      await choose(asker, { reply: how, act: how });
      await reply('Secret words');
      await db.transaction((tx) =>
        giveNotices(tx, [
          {
            personId: asker.id,
            kind: 'act',
            topicId: topic.id,
            words: {
              subject: `Something with “${topic.title}”`,
              paragraphs: [`Secret acts on “${topic.title}”`],
            },
            once: 'an act',
          },
        ]),
      );
      await keepOut(false);
      await runJobsAt('13T09:00');
      const { subject, text, html } = onlyMailTo(asker);
      for (const secret of ['Secret', topic.title, 'Wim'])
        for (const part of [subject, text, html]) expect(part).not.toContain(secret);
      expect(text).toContain('There is something new for you');
      expect(text).toContain(`/topics/${topic.id}`);
    },
  );

  test.each(['at-once', 'daily'] as const)(
    'what is told %s of something else does not name it',
    async (how) => {
      const [secret, open] = [topic, await makeTopic(asker, { requirement: 2, title: 'An open one' })];
      await choose(asker, { act: how });
      const links = [secret, open].map(lineOf);
      const paragraphs = [...links.filter((line) => typeof line !== 'string'), { list: links }];
      await db.transaction((tx) =>
        giveNotices(tx, [
          {
            personId: asker.id,
            kind: 'act',
            words: { subject: 'Two topics', paragraphs },
            once: 'two topics',
          },
        ]),
      );
      await keepOut(false);
      await runJobsAt('13T09:00');
      const { name } = await workspaceOf(1);
      const { text, html } = onlyMailTo(asker);
      for (const part of [text, html]) {
        expect(part.split(`A topic in the workspace “${name}”`).length).toBe(3);
        expect(part.split(open.title).length).toBe(3);
        expect(part).not.toContain(secret.title);
        expect(part).toContain(`/topics/${secret.id}`);
      }
    },
  );
});

test('what a crash left unsent comes first and by itself, under the id that it has', async () => {
  const mailId = '2a3f7f0e-58a1-4c57-8f6d-54f3f6b1a0aa';
  await reply('Begun before');
  await db.update(noticeMails).set({ mailId }).where(eq(noticeMails.personId, asker.id));
  await reply('Came since');
  await runJobsAt('12T10:10');
  expect(mailTo(asker).map(({ id }) => id)).toEqual([mailId]);
  await app.runJobs();
  expect(mailTo(asker).map(({ id, text }) => [id === mailId, /> .*/.exec(text)?.[0]])).toEqual([
    [false, '> Came since'],
    [true, '> Begun before'],
  ]);
});

test('a job whose mail is not due any more does nothing, and comes again when it is', async () => {
  await reply('Put off');
  await db.update(noticeMails).set({ dueAt: new Date('2027-01-12T11:00:00Z') });
  await runJobsAt('12T10:30');
  expect(mailTo(asker)).toEqual([]);
  await runJobsAt('12T11:00');
  onlyMailTo(asker);
});

test('what has no topic comes as it is worded', async () => {
  await db.transaction((tx) =>
    giveNotices(tx, [
      {
        personId: asker.id,
        kind: 'invitation',
        words: { subject: 'Bo has joined', paragraphs: ['Bo, whom you invited, has joined.'] },
        href: '/account/invitations',
        once: 'joined',
      },
    ]),
  );
  await runJobsAt('12T10:10');
  const { subject, text } = onlyMailTo(asker);
  expect(subject).toBe('Bo has joined');
  expect(text).toMatch(/Bo, whom you invited, has joined\.\n\nRead it:\nhttp:\S+\/notices\/\d+\n/);
});
