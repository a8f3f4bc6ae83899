import { eq, sql } from 'drizzle-orm';
import { describeCollection } from '../../../server/features/collections/describe-collection.ts';
import { leave } from '../../../server/features/leaving/leave.ts';
import { changeProfile } from '../../../server/features/people/change-profile.ts';
import { people } from '../../../server/features/people/tables.ts';
import { postReply } from '../../../server/features/replies/post-reply.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { eventsOf } from '../../support/history.ts';
import { runJobs } from '../../support/jobs.ts';
import {
  makeCollection,
  makeDraft,
  makeGuest,
  makePerson,
  makeReply,
  makeSuggestion,
  makeTopic,
  makeWaiting,
  topicFields,
  topicRow,
} from '../../support/make.ts';
import { until } from '../../support/until.ts';

const app = useApp();
let administrators: Agent;
let reader: Member;
let readers: Agent;

beforeAll(async () => {
  administrators = await app.signInAs(await makePerson({ administrator: true, council: 'barnet' }));
  reader = await makePerson({ council: 'hackney' });
  readers = await app.signInAs(reader);
});

const name = 'Wanda Withdrawn';
const leaveWithoutName = (agent: Agent) =>
  send(agent, '/account/leaving', { choice: 'withdraw', confirmed: 'yes' }).expect(200);

/** Every text in the database that has this in it. */
async function whereIs(words: string) {
  const { rows: tables } = await db.execute<{ table_name: string }>(
    sql`select table_name from information_schema.tables where table_schema = 'public'`,
  );
  const found: string[] = [];
  for (const { table_name } of tables) {
    const { rows } = await db.execute(
      sql`select 1 from ${sql.identifier(table_name)} t where t::text ilike ${`%${words}%`} limit 1`,
    );
    if (rows.length > 0) found.push(table_name);
  }
  return found;
}

test('the name goes from everywhere, the council and the words stay, and open pages follow', async () => {
  const person = await makePerson({ name, job: 'Withdrawn job', email: 'wanda@camden.gov.uk' });
  const agent = await app.signInAs(person);
  const own = await makeTopic(person, { title: 'A question of hers' });
  const draft = { kind: 'guidance', state: 'draft', title: 'Never published' } as const;
  await makeTopic(person, draft);
  const others = await makeTopic(reader, { title: 'A question of his' });
  const answer = await makeReply(person, others.id, { body: 'Her answer' });
  await makeReply(reader, others.id, { parentId: answer.id });
  await send(readers, `/replies/${answer.id}/acceptance`).expect(303);
  await send(agent, `/replies/${answer.id}/edit`, { body: 'Her better answer' }).expect(303);
  await send(
    agent,
    `/topics/${own.id}/edit`,
    topicFields('question', { visibility: 'public', title: 'Hers, edited' }),
  ).expect(303);
  const theirs = await makeReply(reader, own.id);
  await send(agent, `/replies/${theirs.id}/acceptance`).expect(303);
  await send(agent, `/people/${person.id}/edit`, { name, job: 'Withdrawn job', workingOn: 'Bins' }).expect(
    303,
  );

  const addresses = [
    `/topics/${own.id}`,
    `/topics/${own.id}/history`,
    `/topics/${others.id}`,
    `/replies/${answer.id}/history`,
    '/councils/camden',
    '/workspaces/understand-user-needs',
    '/',
  ];
  const everywhere = async () => {
    const pages = await Promise.all(
      addresses.flatMap((path) => [app.visitor().get(path), readers.get(path)]),
    );
    return pages.map(({ text }) => text).join();
  };
  expect(await everywhere()).toContain(name);
  const page = await app.connect(readers);
  const list = await app.connect();
  await page.watch(`topic:${others.id}`);
  await list.watch(`workspace:${(await topicRow(own.id)).workspaceId}`);
  const { seq } = await topicRow(others.id);

  await leaveWithoutName(agent);
  expect(await page.hear(seq + 1)).toMatchObject({ patches: [], afresh: true });
  expect((await readers.get(`/topics/${others.id}/changes?after=${seq}`)).body).toEqual({
    seq: seq + 1,
    tooFar: true,
  });
  await list.hearText('Former member');
  const seen = await everywhere();
  for (const gone of [name, 'Withdrawn job', 'wanda@']) expect(seen).not.toContain(gone);
  for (const kept of ['Her better answer', 'Hers, edited', 'Former member']) expect(seen).toContain(kept);
  expect((await app.visitor().get(`/topics/${own.id}`)).text).toMatch(
    /<strong>Former member<\/strong> <span><a [^>]*href="\/councils\/camden">Camden/,
  );
  expect(await topicRow(own.id)).toMatchObject({ author: { council: { slug: 'camden' } } });
  expect((await eventsOf(own.id)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  await readers.get(`/people/${person.id}`).expect(404);
  expect(await whereIs('Never published')).toEqual([]);
  expect(await whereIs(name)).toEqual([]);
  expect(await whereIs('wanda@camden')).toEqual([]);
});

test('what others wrote to them goes on without the name, drafts and what is suggested included', async () => {
  const name = 'Minna Mentioned';
  const person = await makePerson({ name });
  const link = `[@${name}](/people/${person.id})`;
  const { id } = await makeTopic(reader, {
    kind: 'guidance',
    fields: { summary: `Says ${link}`, body: link },
  });
  const { id: replyId } = await makeReply(reader, id, { body: `Hello ${link}` });
  await makeReply(reader, id, { body: 'Nobody' });
  await makeReply(reader, id, { body: `> Hello ${link}\n\nWho else?` });
  await send(readers, `/replies/${replyId}/edit`, { body: `Hello, ${link}` }).expect(303);
  await makeSuggestion(await makePerson(), id, { body: `Not ${link}` });
  await makeDraft(reader, id, `Dear ${link}`);
  await makeTopic(reader, { kind: 'guidance', state: 'draft', fields: { body: link } });
  await makeWaiting(await makeGuest(), id, link);
  const keeper = await makePerson({ coordinates: 'all' });
  const collection = await makeCollection(keeper, { introduction: `Ask ${link}` });
  const history = `/replies/${replyId}/history`;
  const paths = [`/topics/${id}`, history, `/collections/${collection.id}`];
  for (const path of paths) expect((await readers.get(path)).text).toContain(name);

  await leaveWithoutName(await app.signInAs(person));
  await runJobs();
  expect(await whereIs(name)).toEqual([]);
  for (const path of paths) {
    const { text } = await readers.get(path).expect(200);
    expect([path, text.includes(name), text.includes('@Former member')]).toEqual([path, false, true]);
  }
  const late = await send(readers, `/topics/${id}/replies`, { body: `Dear ${link}` }).expect(409);
  expect(late.text).toContain('taken their name off');
  const without = `Dear [@Former member](/people/${person.id})`;
  await send(readers, `/topics/${id}/replies`, { body: without }).expect(303);
  await describeCollection(
    keeper,
    collection.id,
    { title: 'Who to ask', introduction: `Do ask ${link}`, visibility: 'public' },
    1,
  );
  expect(await whereIs(name)).toEqual([]);
});

test('the address may then join anew, as somebody new', async () => {
  const person = await makePerson({ email: 'again@camden.gov.uk' });
  await leaveWithoutName(await app.signInAs(person));
  await runJobs();
  expect(mailbox[0]).toMatchObject({ to: person.email, subject: 'You have left Standard Practice' });
  const anew = await makePerson({ email: 'again@camden.gov.uk', name: 'Anew' });
  expect(anew.id).not.toBe(person.id);
  await (await app.signInAs(anew)).get(`/people/${anew.id}`).expect(200);
});

test('an administrator does it for somebody who left before, on request, and nobody else does', async () => {
  const lead = await app.signInAs(await makePerson({ lead: true }));
  const person = await makePerson({ name: 'Ada Asks' });
  const { id } = await makeTopic(person);
  const address = `/councils/camden/people/${person.id}/leaving`;
  const because = { reason: 'They asked by email' };
  await send(administrators, `${address}/name`, because).expect(403);
  await send(lead, address, because).expect(303);
  await send(lead, `${address}/name`, because).expect(404);
  await send(administrators, `${address}/name`, { reason: '' }).expect(422);
  await send(administrators, `${address}/name`, because).expect(303);
  expect((await app.visitor().get(`/topics/${id}`)).text).not.toContain('Ada Asks');
  await administrators.get(address).expect(404);
  await send(administrators, `${address}/removal`, because).expect(404);
});

test('what a guest posted says "Former guest"', async () => {
  const guest = await makeGuest({ approved: true });
  const { id } = await makeTopic(guest);
  await leaveWithoutName(await app.signInAs(guest));
  const { text } = await app.visitor().get(`/topics/${id}`);
  expect(text).toContain('<strong>Former guest</strong>');
  expect(text).not.toContain('GLA');
});

test('hundreds of posts take no time, while others go on writing in them', async () => {
  const person = await makePerson({ name: 'Proli Fic' });
  const topics: number[] = [];
  for (let count = 0; count < 150; count++) topics.push((await makeTopic(person)).id);
  const { id: long } = await makeTopic(reader);
  for (let count = 0; count < 150; count++) await makeReply(person, long);
  const agent = await app.signInAs(person);
  const began = Date.now();
  await Promise.all([
    leaveWithoutName(agent),
    ...topics.slice(0, 30).map((id) => makeReply(reader, id)),
    ...topics
      .slice(-30)
      .toReversed()
      .map((id) => makeReply(reader, id)),
    makeReply(reader, long),
  ]);
  expect(Date.now() - began).toBeLessThan(10_000);
  expect(await whereIs('Proli Fic')).toEqual([]);
  for (const id of [topics[0] ?? 0, topics.at(-1) ?? 0, long]) {
    const { seq } = await topicRow(id);
    expect((await eventsOf(id)).map((event) => event.seq)).toEqual(
      Array.from({ length: seq }, (_, at) => at + 1),
    );
  }
  const [row] = await db.select().from(people).where(eq(people.id, person.id));
  expect(row).toMatchObject({ email: `left+${person.id}@invalid`, name: 'Former member', job: '' });
});

test('the name of somebody suspended stays, or their address would be free to join by again', async () => {
  const person = await makePerson({ name: 'Sly Suspended' });
  const leaving = `/councils/camden/people/${person.id}/leaving`;
  await send(administrators, `/administration/people/${person.id}/suspension`, { reason: 'Spam' }).expect(
    303,
  );
  await send(administrators, leaving, { reason: 'Has gone' }).expect(303);
  const refused = await send(administrators, `${leaving}/name`, { reason: 'They asked' });
  expect([refused.status, refused.text.includes('keep them from joining again')]).toEqual([403, true]);
  expect(await whereIs('Sly Suspended')).toContain('people');
  await send(administrators, `/administration/people/${person.id}/suspension/removal`, {
    reason: 'Cleared up',
  }).expect(303);
  await send(administrators, `${leaving}/name`, { reason: 'They asked' }).expect(303);
  await runJobs();
  expect(await whereIs('Sly Suspended')).toEqual([]);
});

test('a profile that is saved in the same moment does not bring the name back', async () => {
  const person = await makePerson({ name: 'Wilma Withdrawn' });
  const said = { name: 'Wilma Withdrawn', job: '', workingOn: 'Leaving', showsVisits: false };
  const none = { requirements: [], tags: [] };
  await leave(person, { withoutName: true });
  await expect(changeProfile(person, said, none)).rejects.toMatchObject({ status: 404 });
  expect(await whereIs('Wilma')).toEqual([]);
});

describe('what is sent in the moment of leaving does not keep the name', () => {
  const withoutName = { withoutName: true };
  const body = 'A last word';

  test('where it comes second, it is refused', async () => {
    const person = await makePerson({ name: 'Late Leaver' });
    const { id } = await makeTopic(reader);
    await leave(person, withoutName);
    const acts = [makeReply(person, id, { body }), makeTopic(person)];
    for (const act of acts) await expect(act).rejects.toMatchObject({ status: 403 });
    expect(await whereIs('Late Leaver')).toEqual([]);
  });

  test('where it comes first, leaving waits for it', async () => {
    const person = await makePerson({ name: 'Early Leaver' });
    const { id } = await makeTopic(reader);
    let leaving: Promise<void> | undefined;
    await db.transaction(async (tx) => {
      await postReply(person, id, { body, formId: '' }, tx);
      leaving = leave(person, withoutName);
      await until('leaving waits', async () => {
        const { rows } = await db.execute(sql`select 1 from pg_locks where not granted`);
        return rows.length > 0;
      });
    });
    await leaving;
    await runJobs();
    expect(await whereIs('Early Leaver')).toEqual([]);
  });
});
