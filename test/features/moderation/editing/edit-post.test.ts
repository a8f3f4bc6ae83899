import { asc, eq } from 'drizzle-orm';
import { appeals } from '../../../../server/features/appeals/tables.ts';
import { attachmentUses } from '../../../../server/features/attachments/tables.ts';
import { mentions } from '../../../../server/features/mentions/tables.ts';
import { purgeRemoved } from '../../../../server/features/moderation/purging/purge-removed.ts';
import { moderationLog } from '../../../../server/features/moderation/tables.ts';
import { replyVersions } from '../../../../server/features/replies/tables.ts';
import type { Kind } from '../../../../server/features/topics/kinds.ts';
import { topics, topicVersions } from '../../../../server/features/topics/tables.ts';
import { db } from '../../../../server/platform/database.ts';
import type { Member } from '../../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../../support/app.ts';
import { backToNow, later } from '../../../support/clock.ts';
import {
  makeAct,
  makeAttachment,
  makePerson,
  makeReply,
  makeSuggestion,
  makeTopic,
  topicFields,
  topicRow,
  workspaceOf,
} from '../../../support/make.ts';
import { listTold } from '../../../support/told.ts';

const app = useApp();
let author: Member;
let coordinator: Member;
let asAuthor: Agent;
let asCoordinator: Agent;
let asOther: Agent;
let asElsewhere: Agent;
let asMember: Agent;
let made = 0;

afterEach(backToNow);

beforeAll(async () => {
  const { id } = await workspaceOf(1);
  author = await makePerson({ name: 'Ada Author' });
  coordinator = await makePerson({ name: 'Cora Coordinator', council: 'hackney', coordinates: [id] });
  asAuthor = await app.signInAs(author);
  asCoordinator = await app.signInAs(coordinator);
  asOther = await app.signInAs(
    await makePerson({ name: 'Otto Other', council: 'barnet', coordinates: 'all' }),
  );
  const elsewhere = await makePerson({ council: 'brent', coordinates: [(await workspaceOf(2)).id] });
  asElsewhere = await app.signInAs(elsewhere);
  asMember = await app.signInAs(await makePerson({ council: 'bexley' }));
});

const secret = () => `Quibbleson${++made}x`;
const why = { reason: 'It names a resident', note: '', latest: '0' };

/** A question that names a resident, and what a coordinator makes of it. */
async function makeQuestion(kind: Kind = 'question') {
  const name = secret();
  const [field] = { question: ['trying'], guidance: ['body'], pattern: ['solution'] }[kind];
  const { id, title } = await makeTopic(author, {
    kind,
    fields: { [field as string]: `We wait for ${name}.` },
  });
  const cleaned = {
    ...topicFields(kind, { title }),
    [field as string]: 'We wait for a resident.',
    from: '1',
  };
  return { id, title, name, cleaned, path: `/topics/${id}` };
}

/** The same as a reply. */
async function makeAnswer() {
  const { id: topicId } = await makeTopic(author);
  const name = secret();
  const { id } = await makeReply(author, topicId, { body: `Ask ${name}.` });
  const path = `/topics/${topicId}/replies/1`;
  return { topicId, id, name, path, cleaned: { body: 'Ask the resident.', from: '1' } };
}

type Fields = Record<string, string>;
const edit = (agent: Agent, path: string, fields: Fields) =>
  send(agent, `/moderation${path}/edit`, { ...why, ...fields });
const lines = (topicId: number) =>
  db.select().from(moderationLog).where(eq(moderationLog.topicId, topicId)).orderBy(asc(moderationLog.id));
const undo = async (agent: Agent, topicId: number) =>
  send(agent, `/moderation/acts/${(await lines(topicId)).at(-1)?.id}/undo`);
const textOf = async (agent: Agent, path: string) => (await agent.get(path).expect(200)).text;
const mark = /Edited by a coordinator, <time[^>]*>\d+ \w+ \d{4}<\/time>/;

test.each(['question', 'guidance', 'pattern'] as const)(
  'a coordinator takes a name out of a %s: the page says so, its author is told, and only they still see the name',
  async (kind) => {
    const { id, name, cleaned, path } = await makeQuestion(kind);
    const form = await textOf(asCoordinator, `/moderation${path}/edit`);
    expect(form).toContain(name);
    expect(form).not.toContain('name="visibility"');
    expect(form).toMatch(/id="files"[\s\S]*id="reason"[\s\S]*You can undo this[\s\S]*Save changes/);
    expect(form).not.toContain('Tell somebody');
    const done = await edit(asCoordinator, path, { ...cleaned, note: 'Leave names out' }).expect(303);
    expect(await textOf(asCoordinator, String(done.headers.location))).toMatch(
      /It is edited\. [^.]* is told\.[\s\S]*Undo it/,
    );
    for (const agent of [app.visitor(), asMember]) {
      const page = await textOf(agent, path);
      expect(page).toMatch(mark);
      // Once, although it is also the newest edit of all.
      expect(page).not.toContain('>edited <');
      expect(page).toContain('We wait for a resident');
      expect(page).not.toMatch(new RegExp(`${name}|Cora`));
      const history = await textOf(agent, `${path}/history`);
      expect(history).toContain('A coordinator edited it. What it said before is not shown.');
      expect(history).not.toMatch(new RegExp(`${name}|Cora|Version 1|names a resident`));
    }
    for (const agent of [asAuthor, asCoordinator])
      expect(await textOf(agent, `${path}/history`)).toMatch(
        new RegExp(`shown to whoever wrote it[\\s\\S]*Version 2[\\s\\S]*${name}[\\s\\S]*Version 1`),
      );
    expect(await textOf(asMember, `/search?q=${name}`)).not.toContain(`href="${path}"`);

    const [told] = await listTold();
    expect(told).toMatchObject({
      to: author.email,
      subject: `A coordinator edited your ${kind} in Understand user needs`,
    });
    expect(told?.text).not.toContain(name);
    const page = await textOf(asAuthor, told?.href ?? '');
    expect(page).toMatch(/It names a resident[\s\S]*Leave names out[\s\S]*You can appeal once/);
    const [line] = await lines(id);
    expect(line).toMatchObject({
      act: 'edit',
      actorId: coordinator.id,
      personId: author.id,
      details: { versions: { before: 1, after: 2 } },
    });
    expect(await textOf(asMember, '/workspaces/understand-user-needs/moderation-log')).toContain(
      `<strong>Edited</strong> ${kind === 'guidance' ? 'guidance' : `a ${kind}`}`,
    );
  },
);

test('a reply is edited: open pages hear of it with its mark, and its earlier text has no address', async () => {
  const { topicId, id, name, path, cleaned } = await makeAnswer();
  const page = await app.connect();
  await page.watch(`topic:${topicId}`);
  await edit(asCoordinator, path, cleaned).expect(303);
  const { patches } = await page.hear(3);
  const html = patches.find(({ part }) => part === `reply-${id}`)?.html ?? '';
  expect(html).toMatch(mark);
  expect(html).toContain('Ask the resident');
  expect(html).not.toMatch(new RegExp(`${name}|Cora`));
  const { text } = await app.visitor().get(`/topics/${topicId}/changes?after=0`).expect(200);
  expect(text).not.toContain(name);
  for (const agent of [app.visitor(), asMember]) {
    expect(await textOf(agent, `/topics/${topicId}`)).toMatch(mark);
    expect(await textOf(agent, `/replies/${id}/history`)).not.toMatch(new RegExp(`${name}|Version 1`));
  }
  expect(await textOf(asAuthor, `/replies/${id}/history`)).toContain(name);
});

test('an open page of a topic hears its new text and the mark', async () => {
  const { id, cleaned, path } = await makeQuestion();
  const page = await app.connect();
  await page.watch(`topic:${id}`);
  await edit(asCoordinator, path, cleaned).expect(303);
  const { patches } = await page.hear(2);
  const html = patches.find(({ part }) => part === 'topic')?.html ?? '';
  expect(html).toContain('We wait for a resident');
  expect(html).toMatch(mark);
});

test('it is there for coordinators of the workspace only, and not for what is removed', async () => {
  const { id, cleaned, path } = await makeQuestion();
  const before = await topicRow(id);
  for (const agent of [asMember, asAuthor, asElsewhere]) {
    await agent.get(`/moderation${path}/edit`).expect(404);
    await edit(agent, path, cleaned).expect(404);
  }
  expect(await topicRow(id)).toEqual(before);
  await makeAct(coordinator, id, { name: 'remove' });
  expect(await textOf(asCoordinator, `/moderation${path}/edit`)).toContain('This cannot be done');
  expect(await textOf(asCoordinator, `/moderation${path}`)).not.toContain(`${path}/edit"`);
  const latest = String((await lines(id)).at(-1)?.id);
  const refused = await edit(asCoordinator, path, { ...cleaned, latest }).expect(409);
  expect(refused.text).toMatch(/You had typed: [\s\S]*We wait for a resident/);
  expect((await topicRow(id)).versionCount).toBe(1);
  // What is hidden can be mended.
  await makeAct(coordinator, id, { name: 'restore' });
  await makeAct(coordinator, id, { name: 'hide' });
  await edit(asCoordinator, path, { ...cleaned, latest: '999999999' }).expect(303);
  await asMember.get(path).expect(404);
  await undo(asCoordinator, id).then(({ status }) => expect(status).toBe(303));
  expect((await topicRow(id)).content.trying).toMatch(/Quibbleson/);
});

test('whoever wrote it is led to the ordinary form, and does not find the act', async () => {
  const { id } = await makeTopic(coordinator);
  const reply = await makeReply(coordinator, id);
  for (const [path, own] of [
    [`/topics/${id}`, `/topics/${id}/edit`],
    [`/topics/${id}/replies/1`, `/replies/${reply.id}/edit`],
  ] as const) {
    expect(await textOf(asCoordinator, `/moderation${path}`)).not.toContain(`/moderation${path}/edit`);
    const refused = await asCoordinator.get(`/moderation${path}/edit`).expect(403);
    expect(refused.text).toMatch(new RegExp(`it is yours[\\s\\S]*href="${own}"`));
    await edit(asCoordinator, path, { body: 'Mine', ...topicFields('question') }).expect(403);
  }
});

test('undone, the text is as it was, the mark is gone, and all versions are shown again', async () => {
  const { topicId, id, name, path, cleaned } = await makeAnswer();
  await edit(asCoordinator, path, cleaned).expect(303);
  expect((await undo(asOther, topicId)).status).toBe(303);
  expect((await undo(asOther, topicId)).status).toBe(409);
  const page = await textOf(asMember, `/topics/${topicId}`);
  expect(page).toContain(`Ask ${name}.`);
  expect(page).not.toMatch(mark);
  expect(await textOf(asMember, `/replies/${id}/history`)).toMatch(
    /Version 3[\s\S]*A coordinator[\s\S]*Restores version 1[\s\S]*Version 1/,
  );
  const all = await lines(topicId);
  expect(all.map(({ act, details }) => [act, details])).toEqual([
    ['edit', { versions: { before: 1, after: 2 } }],
    ['undo', { versions: { before: 2, after: 3 } }],
  ]);
  expect((await listTold())[0]?.subject).toContain('Taken back: ');
});

test('what its author has edited since cannot be undone, nor appealed against, and says so', async () => {
  const { id, path, cleaned } = await makeQuestion();
  await edit(asCoordinator, path, cleaned).expect(303);
  const [told] = await listTold();
  expect(await textOf(asAuthor, told?.href ?? '')).toContain('Why this was not right');
  const mine = { ...cleaned, trying: 'We wait for somebody.', from: '2', reason: '' };
  await send(asAuthor, `${path}/edit`, mine).expect(303);
  const refused = await undo(asCoordinator, id);
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('Its text has been edited since');
  const page = await textOf(asAuthor, told?.href ?? '');
  expect(page).toContain('Its text has changed since, so there is nothing to appeal against any more.');
  expect(page).not.toContain('Why this was not right');
  await send(asAuthor, `${told?.href}/appeal`, { text: 'Still' }).expect(409);
  expect(await textOf(asCoordinator, `/moderation${path}`)).not.toContain('restore-text');
  // The mark stays, and so does what had to go stay out of sight.
  expect(await textOf(asMember, path)).toMatch(mark);
  expect(await textOf(asMember, `${path}/history`)).not.toMatch(/Quibbleson|Version 1/);
});

test('of two edits by coordinators the first mark comes back with the second undone', async () => {
  const { id, path, cleaned } = await makeQuestion();
  await edit(asCoordinator, path, cleaned).expect(303);
  const first = await topicRow(id);
  later({ minutes: 1 });
  const again = { ...cleaned, trying: 'We wait.', from: '2', latest: String((await lines(id)).at(-1)?.id) };
  await edit(asOther, path, again).expect(303);
  expect((await topicRow(id)).coordinatorVersion).toBe(3);
  expect(await textOf(asMember, `${path}/history`)).not.toMatch(/Version 2/);
  expect((await undo(asOther, id)).status).toBe(303);
  const { content, coordinatorEditedAt, coordinatorVersion } = await topicRow(id);
  expect({ content, coordinatorEditedAt, coordinatorVersion }).toEqual({
    content: first.content,
    coordinatorEditedAt: first.coordinatorEditedAt,
    coordinatorVersion: 2,
  });
  expect(await textOf(asMember, `${path}/history`)).not.toMatch(/Quibbleson|Version 1/);
});

test('later the earlier text is put back by an act of its own; while that is undone, it is out of sight again', async () => {
  const { topicId, id, name, path, cleaned } = await makeAnswer();
  await edit(asCoordinator, path, cleaned).expect(303);
  later({ minutes: 20 });
  expect((await undo(asCoordinator, topicId)).text).toContain('More than 15 minutes have passed');
  const latest = String((await lines(topicId)).at(-1)?.id);
  await send(asOther, `/moderation${path}/restore-text`, { ...why, reason: 'It was fine', latest }).expect(
    303,
  );
  const page = await textOf(asMember, `/topics/${topicId}`);
  expect(page).toContain(`Ask ${name}.`);
  expect(page).not.toMatch(mark);
  expect((await listTold())[0]?.subject).toBe(
    'A coordinator put back the earlier text of your reply in Understand user needs',
  );
  const history = () => textOf(asMember, `/replies/${id}/history`);
  expect(await history()).toMatch(new RegExp(`Version 3[\\s\\S]*${name}[\\s\\S]*Version 1`));
  expect((await undo(asOther, topicId)).status).toBe(303);
  expect(await textOf(asMember, `/topics/${topicId}`)).toMatch(/Ask the resident/);
  expect(await history()).not.toContain(name);
  expect(await history()).not.toMatch(/Version (1|3)/);
  // And so once more.
  const newest = String((await lines(topicId)).at(-1)?.id);
  await send(asOther, `/moderation${path}/restore-text`, { ...why, latest: newest }).expect(303);
  expect(await textOf(asMember, `/topics/${topicId}`)).toContain(`Ask ${name}.`);
});

test('an appeal that is upheld puts the text back, also where that decision was undone and made again', async () => {
  const { topicId, name, path, cleaned } = await makeAnswer();
  await edit(asCoordinator, path, cleaned).expect(303);
  const act = (await listTold())[0]?.href ?? '';
  await send(asAuthor, `${act}/appeal`, { text: 'It is my own name' }).expect(303);
  const appeal = (await listTold())[0]?.href ?? '';
  const uphold = () => send(asOther, appeal, { decision: 'upheld', reason: 'It is hers' }).expect(303);
  const says = () => textOf(asMember, `/topics/${topicId}`);
  await uphold();
  expect(await says()).toContain(`Ask ${name}.`);
  expect((await undo(asOther, topicId)).status).toBe(303);
  expect(await says()).toContain('Ask the resident.');
  await uphold();
  expect(await says()).toContain(`Ask ${name}.`);
});

test('an appeal is settled by the act that puts the text back, and by no act on a later edit', async () => {
  const { topicId, path, cleaned } = await makeAnswer();
  await edit(asCoordinator, path, cleaned).expect(303);
  const first = (await listTold())[0]?.href ?? '';
  await send(asAuthor, `${first}/appeal`, { text: 'Not right' }).expect(303);
  const latest = async () => String((await lines(topicId)).at(-1)?.id);
  await edit(asCoordinator, path, {
    body: 'Ask.',
    from: '2',
    reason: 'Shorter',
    latest: await latest(),
  }).expect(303);
  await send(asOther, `/moderation${path}/restore-text`, { ...why, latest: await latest() }).expect(303);
  expect(await textOf(asAuthor, first)).toContain('It has waited for');
  expect(await textOf(asMember, `/topics/${topicId}`)).toContain('Ask the resident.');
});

test('what its author edited meanwhile is put together with it, and collisions are shown', async () => {
  const { id, path, cleaned } = await makeQuestion();
  const mine = {
    ...cleaned,
    reason: '',
    trying: (await topicRow(id)).content.trying ?? '',
    tried: 'Another form',
  };
  await send(asAuthor, `${path}/edit`, mine).expect(303);
  const both = await edit(asCoordinator, path, cleaned).expect(409);
  expect(both.text).toContain('Ada Author changed this while you were editing');
  expect(both.text).toMatch(/We wait for a resident\.<\/textarea>[\s\S]*Another form<\/textarea>/);
  expect(both.text).toContain('It names a resident</textarea>');
  expect(await lines(id)).toEqual([]);
  const merged = { ...cleaned, tried: 'Another form', from: '2' };
  await edit(asCoordinator, path, merged).expect(303);
  expect((await topicRow(id)).content).toMatchObject({
    trying: 'We wait for a resident.',
    tried: 'Another form',
  });

  // And the other way round: the author, who is editing, is told by no name.
  const late = { ...cleaned, trying: 'We wait for them.', from: '2', reason: '' };
  const refused = await send(asAuthor, `${path}/edit`, late).expect(409);
  expect(refused.text).toContain('A coordinator changed this while you were editing');
  expect(refused.text).toContain('Saved by a coordinator');
  expect(refused.text).not.toContain('Cora');
});

test('of two coordinators at once the second is told what the first did, and can go on from there', async () => {
  const { topicId, id, path, cleaned } = await makeAnswer();
  const sent = await Promise.all([
    edit(asCoordinator, path, { ...cleaned, body: 'Ask one.', reason: 'By the one' }),
    edit(asOther, path, { ...cleaned, body: 'Ask other.', reason: 'By the other' }),
  ]);
  expect(sent.map(({ status }) => status).sort()).toEqual([303, 409]);
  const second = sent.find(({ status }) => status === 409)?.text ?? '';
  expect(second).toMatch(/(Cora Coordinator|Otto Other) has acted on this meanwhile/);
  expect(second).toMatch(/Ask (one|other)\.<\/textarea>/);
  expect(await lines(topicId)).toHaveLength(1);
  const versions = () => db.$count(replyVersions, eq(replyVersions.replyId, id));
  expect(await versions()).toBe(2);
  // Knowing it, they are shown both texts, and nothing is written over.
  const [agent, from] = second.includes('Cora Coordinator has acted')
    ? [asOther, 'other']
    : [asCoordinator, 'one'];
  const latest = String((await lines(topicId)).at(-1)?.id);
  const knowing = { ...cleaned, body: `Ask ${from}.`, reason: `By the ${from}`, latest };
  expect((await edit(agent, path, knowing).expect(409)).text).toContain(
    'changed this while you were editing',
  );
  expect(await versions()).toBe(2);
});

test('sent twice it is done once, and another text for the same reason is not taken for the first', async () => {
  const { topicId, path, cleaned } = await makeAnswer();
  for (const _ of [1, 2]) await edit(asCoordinator, path, cleaned).expect(303);
  expect(await lines(topicId)).toHaveLength(1);
  const other = await edit(asCoordinator, path, { ...cleaned, body: 'Ask nobody.' }).expect(409);
  expect(other.text).toContain('You in another window changed this');
});

test('without a reason, or with nothing changed, it is refused in words, and what was typed stays', async () => {
  const { id, path, cleaned } = await makeQuestion();
  const refused = await edit(asCoordinator, path, { ...cleaned, reason: '', note: 'Kept' }).expect(422);
  expect(refused.text).toMatch(/Enter a reason[\s\S]*We wait for a resident\.[\s\S]*Kept/);
  const { title, content } = await topicRow(id);
  const same = await edit(asCoordinator, path, { ...content, title, from: '1' }).expect(422);
  expect(same.text).toContain('<a href="#title">Change something before you save it</a>');
  const preview = await edit(asCoordinator, path, { ...cleaned, act: 'preview' }).expect(200);
  expect(preview.text).toMatch(/Preview[\s\S]*We wait for a resident\./);
  expect((await topicRow(id)).versionCount).toBe(1);
});

test('who looks after it and did not write it neither sees what had to go nor brings it back', async () => {
  const { id, name, path, cleaned } = await makeQuestion('guidance');
  const owner = await makePerson({ council: 'ealing' });
  await db.update(topics).set({ ownerId: owner.id }).where(eq(topics.id, id));
  const asOwner = await app.signInAs(owner);
  expect(await textOf(asOwner, `${path}/history`)).not.toContain('Version 2');
  const suggester = await makePerson({ council: 'harrow' });
  const { id: suggestion } = await makeSuggestion(suggester, id, { body: 'Another text.' });
  await edit(asCoordinator, path, cleaned).expect(303);
  expect(await textOf(asOwner, `${path}/history`)).not.toContain(name);
  await send(asOwner, `${path}/versions/1/restoration`).expect(404);
  await send(asAuthor, `${path}/versions/1/restoration`).expect(403);
  // Begun before, also where it only says so.
  const stale = { ...cleaned, reason: '', body: 'My text.', from: '1' };
  const refused = await send(asOwner, `${path}/edit`, stale).expect(409);
  expect(refused.text).not.toContain(name);
  expect(refused.text).toMatch(/We wait for a resident\.[\s\S]*My text\./);
  for (const agent of [asOwner, await app.signInAs(suggester)]) {
    const page = await textOf(agent, `/suggestions/${suggestion}`);
    expect(page).not.toContain(name);
    expect(page).toContain('Another text');
  }
});

test('the author can bring back a version of their own', async () => {
  const { id, name, path, topicId, cleaned } = await makeAnswer();
  await edit(asCoordinator, path, cleaned).expect(303);
  await send(asMember, `/replies/${id}/versions/1/restoration`).expect(403);
  await send(asAuthor, `/replies/${id}/versions/1/restoration`).expect(303);
  const page = await textOf(asMember, `/topics/${topicId}`);
  expect(page).toContain(name);
  expect(page).toMatch(mark);
});

test('a file that is taken out is shown to its author and to coordinators only; undone, to all again', async () => {
  const { id: topicId } = await makeTopic(author);
  const file = await makeAttachment(author);
  const reply = await makeReply(author, topicId, { body: `See ${file.markdown}` });
  const at = `/attachments/${file.id}`;
  await asMember.get(at).expect(200);
  await edit(asCoordinator, `/topics/${topicId}/replies/1`, { body: 'See nothing.', from: '1' }).expect(303);
  for (const agent of [asMember, asElsewhere, app.visitor()]) await agent.get(at).expect(404);
  for (const agent of [asAuthor, asCoordinator, asOther]) await agent.get(at).expect(200);
  // Whoever knows its address cannot show it again.
  await makeReply(await makePerson(), topicId, { body: `Look: ${file.markdown}` });
  await asMember.get(at).expect(404);
  expect((await undo(asCoordinator, topicId)).status).toBe(303);
  await asMember.get(at).expect(200);
  const [use] = await db.select().from(attachmentUses).where(eq(attachmentUses.replyId, reply.id));
  expect(use?.leftOutIn).toBeNull();
});

test.each(['topic', 'reply'])(
  'nobody is told that a coordinator mentions them in a %s, as if its author had',
  async (what) => {
    const named = await makePerson({ name: 'Nadia Named' });
    const text = `Ask [@Nadia Named](/people/${named.id}).`;
    const { path, cleaned } = what === 'topic' ? await makeQuestion() : await makeAnswer();
    const before = (await listTold()).length;
    await edit(asCoordinator, path, { ...cleaned, body: text, trying: text }).expect(303);
    const told = await listTold();
    expect(told.slice(0, told.length - before).map(({ to }) => to)).toEqual([author.email]);
    // It is known all the same, for the day when her name has to go.
    const found = await db.select().from(mentions).where(eq(mentions.personId, named.id));
    expect(found).toMatchObject([{ toldAt: null }]);
  },
);

test('no word of a post is in the log, and merged into another topic it keeps its mark', async () => {
  const { id, name, path, cleaned } = await makeQuestion();
  await edit(asCoordinator, path, cleaned).expect(303);
  expect(JSON.stringify(await lines(id))).not.toMatch(new RegExp(`${name}|We wait`));
  const { id: into } = await makeTopic(author);
  const latest = String((await lines(id)).at(-1)?.id);
  await send(asCoordinator, `/moderation${path}/merge`, { ...why, latest, other: `/topics/${into}` }).expect(
    303,
  );
  const page = await textOf(asMember, `/topics/${into}`);
  expect(page).toMatch(mark);
  const history = /\/replies\/\d+\/history/.exec(page)?.[0] ?? '';
  expect(await textOf(asMember, history)).not.toContain(name);
  expect(await textOf(asAuthor, history)).toContain(name);
  expect(await db.$count(topicVersions, eq(topicVersions.topicId, id))).toBe(2);
});

test('removed and deleted after 30 days it has neither text nor versions, and its pages still stand', async () => {
  const { id, path, cleaned } = await makeQuestion();
  await edit(asCoordinator, path, cleaned).expect(303);
  const told = (await listTold())[0]?.href ?? '';
  await send(asAuthor, `${path}/edit`, { ...cleaned, trying: 'Other', from: '2', reason: '' }).expect(303);
  await makeAct(coordinator, id, { name: 'remove' });
  later({ days: 31 });
  await purgeRemoved();
  backToNow();
  expect(await textOf(asCoordinator, `/moderation${path}`)).toContain('Deleted question');
  expect(await textOf(asAuthor, told)).not.toContain('Its text has changed since');
});

test('an appeal that is upheld where the post has gone on in another topic says that nothing could be made good by itself', async () => {
  const { id, path, cleaned } = await makeQuestion();
  await edit(asCoordinator, path, cleaned).expect(303);
  const told = (await listTold())[0]?.href ?? '';
  await send(asAuthor, `${told}/appeal`, { text: 'It names nobody' }).expect(303);
  const { id: to } = await makeTopic(author);
  const merging = { ...why, latest: '1000000', other: `/topics/${to}` };
  await send(asCoordinator, `/moderation/topics/${id}/merge`, merging).expect(303);
  const actId = Number(told.split('/').at(-1));
  const [made] = await db.select().from(appeals).where(eq(appeals.actId, actId));
  const appeal = `/moderation/appeals/${made?.id}`;
  await send(asOther, appeal, { decision: 'upheld', reason: 'So it does' }).expect(303);
  const decided = (await listTold()).find(({ subject }) => subject.startsWith('Your appeal'));
  expect(decided?.text).toContain('cannot be made good by itself');
});
