import { eq } from 'drizzle-orm';
import { sessions } from '../../../server/features/accounts/tables.ts';
import { collectionChanges } from '../../../server/features/collections/tables.ts';
import { topics } from '../../../server/features/topics/tables.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makeCollection, makeGuest, makePerson, makeTopic, workspaceOf } from '../../support/make.ts';
import { until } from '../../support/until.ts';

const app = useApp();
let author: Member;
let keeper: Member;
let asAuthor: Agent;
let asKeeper: Agent;
let asOther: Agent;

beforeAll(async () => {
  author = await makePerson({ name: 'Ada Author' });
  keeper = await makePerson({ name: 'Cora Keeper', coordinates: 'all' });
  asAuthor = await app.signInAs(author);
  asKeeper = await app.signInAs(keeper);
  const { id } = await workspaceOf(2);
  asOther = await app.signInAs(await makePerson({ name: 'Olu Other', coordinates: [id] }));
});

const text = async (by: Agent, path: string) => (await by.get(path).expect(200)).text;
const titlesIn = (page: string) =>
  [...page.matchAll(/reading-list__title"><a[^>]*>([^<]*)</g)].map(([, title]) => title);
const read = async (by: Agent, id: number) => titlesIn(await text(by, `/collections/${id}`));
const make = (title: string, more = {}) => makeTopic(author, { title, ...more });

async function makeOf(...titles: string[]) {
  const made = await Promise.all(titles.map((title) => make(title)));
  return makeCollection(keeper, { topicIds: made.map(({ id }) => id) });
}

const fields = { title: 'New to the Standard?', introduction: 'Start **here**.', visibility: 'public' };

test('a coordinator makes a collection, adds topics by address and by words of their titles, and everybody reads it', async () => {
  const sent = { ...fields, formId: 'form-that-is-sent-twice' };
  const made = await send(asKeeper, '/library/collections/new', sent).expect(303);
  const again = await send(asKeeper, '/library/collections/new', sent).expect(303);
  expect(again.headers.location).toBe(made.headers.location);
  const [path = ''] = made.headers.location?.split('?') ?? [];
  const address = path.replace('/topics', '');

  const first = await make('Needs, written well', { kind: 'guidance' });
  const second = await make('Zebra crossings counted', { kind: 'pattern' });
  await send(asKeeper, path, { other: `/topics/${first.id}`, line: 'Begin <here>' }).expect(303);
  await send(asKeeper, path, { other: `/topics/${first.id}`, line: 'Begin <here>' }).expect(303);
  const offered = await send(asOther, path, { other: 'zebra COUNTED', line: 'Kept' }).expect(200);
  expect(offered.text).toMatch(new RegExp(`value="${second.id}"[\\s\\S]*Zebra crossings counted`));
  expect(offered.text).toContain('value="Kept"');
  const chosen = { other: 'zebra COUNTED', searched: 'zebra COUNTED', line: 'Kept' };
  expect((await send(asOther, path, chosen).expect(422)).text).toContain('Choose one of these topics');
  await send(asOther, path, { ...chosen, otherId: second.id }).expect(303);

  const page = await text(app.visitor(), address);
  expect(page).toContain('Start <strong>here</strong>.');
  expect(page).toContain('Begin &lt;here&gt;');
  expect(titlesIn(page)).toEqual(['Needs, written well', 'Zebra crossings counted']);
  const card = new RegExp(
    `href="${address}">New to the Standard\\?</a>[\\s\\S]*?Start here.[\\s\\S]*?2 topics`,
  );
  expect(await text(app.visitor(), '/library')).toMatch(card);
  expect(await text(app.visitor(), '/library/collections')).toMatch(card);
  expect(await text(asAuthor, address)).not.toContain(`${address}/edit`);
});

test('what a reader may not see, or nobody follows any more, is not named and leaves no trace', async () => {
  const shown = await make('Shown to all');
  const hidden = await make('Only of the group', { visibility: 'group' });
  const withdrawn = await make('Withdrawn later', { kind: 'guidance' });
  const retired = await make('Retired later', { kind: 'pattern' });
  const { id } = await makeCollection(keeper, {
    title: 'With gaps',
    topicIds: [hidden.id, withdrawn.id, retired.id, shown.id],
  });
  const everything = ['Only of the group', 'Withdrawn later', 'Retired later', 'Shown to all'];
  expect(await read(asAuthor, id)).toEqual(everything);
  await send(asAuthor, `/topics/${withdrawn.id}/state`, { state: 'withdrawn' }).expect(303);
  await send(asAuthor, `/topics/${retired.id}/state`, { state: 'retired' }).expect(303);
  expect(await read(asAuthor, id)).toEqual(['Only of the group', 'Shown to all']);

  const inside = await app.signInAs(await makeGuest({ workspaces: [1] }));
  const outside = await app.signInAs(await makeGuest({ workspaces: [2] }));
  expect(await read(inside, id)).toEqual(['Only of the group', 'Shown to all']);
  for (const reader of [app.visitor(), outside]) {
    expect(await read(reader, id)).toEqual(['Shown to all']);
    expect(await text(reader, `/collections/${id}`)).toContain('1 topic, in order');
    expect(await text(reader, '/library')).toMatch(
      /With gaps[\s\S]*?collection-card__meta"><span>1 topic<\/span>/,
    );
  }
  const kept = await text(asKeeper, `/collections/${id}/topics`);
  for (const title of everything) expect(kept).toContain(title);
  expect(kept.match(/readers of the collection do not see it/g)).toHaveLength(2);
});

test('a collection of the group, and one with nothing that a reader may see, is for them as if there were none', async () => {
  const { id: topicId } = await make('Known to all');
  const group = await makeCollection(keeper, {
    title: 'Of the group alone',
    visibility: 'group',
    topicIds: [topicId],
  });
  const secret = await make('Not for all', { visibility: 'group' });
  const empty = await makeCollection(keeper, { title: 'Seems empty', topicIds: [secret.id] });
  expect(await text(asAuthor, '/library')).toMatch(/Of the group alone[\s\S]*Seems empty/);
  for (const reader of [app.visitor(), await app.signInAs(await makeGuest({ workspaces: [2] }))]) {
    await reader.get(`/collections/${group.id}`).expect(404);
    for (const path of ['/library', '/library/collections', '/workspaces/understand-user-needs']) {
      const page = await text(reader, path);
      expect(page).not.toContain('Of the group alone');
      expect(page).not.toContain('Seems empty');
    }
    expect(await read(reader, empty.id)).toEqual([]);
  }
});

test('a topic that is the same as another, or replaced, says so', async () => {
  const { id, itemIds } = await makeOf('Asked again');
  const other = await make('Asked first');
  const [old, next] = [
    await make('Old way', { kind: 'guidance' }),
    await make('New way', { kind: 'guidance' }),
  ];
  await send(asKeeper, `/collections/${id}/topics`, { other: `#${old.id}` }).expect(303);
  const [again] = await db.select().from(topics).where(eq(topics.title, 'Asked again'));
  await send(asAuthor, `/topics/${again?.id}/links`, {
    relation: 'same-as',
    other: `/topics/${other.id}`,
  }).expect(303);
  await send(asAuthor, `/topics/${old.id}/links`, {
    relation: 'replaced-by',
    other: `/topics/${next.id}`,
  }).expect(303);
  expect(await text(app.visitor(), `/collections/${id}`)).toMatch(
    /Same as another[\s\S]*Asked again[\s\S]*Replaced[\s\S]*Old way/,
  );
  expect(itemIds).toHaveLength(1);
});

const place = (by: Agent, id: number, itemId: number | undefined, past: Record<string, number | undefined>) =>
  send(by, `/collections/${id}/topics/${itemId}/place`, past as Record<string, number>).expect(303);

test('topics are moved past one another, by a button that has the focus again', async () => {
  const { id, itemIds } = await makeOf('One', 'Two', 'Three');
  const [one, two, three] = itemIds;
  const path = `/collections/${id}/topics`;
  expect((await place(asKeeper, id, three, { aboveId: two })).headers.location).toBe(`${path}#up-${three}`);
  expect(await read(app.visitor(), id)).toEqual(['One', 'Three', 'Two']);
  // Sent twice, it is done once.
  await place(asKeeper, id, three, { aboveId: two });
  expect(await read(app.visitor(), id)).toEqual(['One', 'Three', 'Two']);
  expect((await place(asKeeper, id, three, { aboveId: one })).headers.location).toBe(`${path}#down-${three}`);
  expect((await place(asKeeper, id, three, { belowId: one })).headers.location).toBe(`${path}#down-${three}`);
  expect((await place(asKeeper, id, three, { belowId: two })).headers.location).toBe(`${path}#up-${three}`);
  expect(await read(app.visitor(), id)).toEqual(['One', 'Two', 'Three']);
  const page = await text(asKeeper, path);
  expect(page).toMatch(new RegExp(`id="up-${three}" name="aboveId" value="${two}"`));
  expect(page).not.toContain(`id="up-${one}"`);
  expect(page).not.toContain(`id="down-${three}"`);
});

test('two who arrange it at once lose nothing of each other', async () => {
  const { id, itemIds } = await makeOf('A', 'B', 'C', 'D');
  const [a, b, c, d] = itemIds;
  const extra = await make('E');
  const path = `/collections/${id}/topics`;
  await Promise.all([
    place(asKeeper, id, a, { belowId: b }),
    place(asOther, id, d, { aboveId: c }),
    send(asOther, `${path}/${b}/line`, { line: 'Why B', lineFrom: '' }).expect(303),
    send(asKeeper, path, { other: `/topics/${extra.id}` }).expect(303),
    send(asOther, path, { other: `/topics/${extra.id}` }).expect(303),
  ]);
  expect(await read(app.visitor(), id)).toEqual(['B', 'A', 'D', 'C', 'E']);
  expect(await text(app.visitor(), `/collections/${id}`)).toContain('Why B');

  const clash = await send(asKeeper, `${path}/${b}/line`, { line: 'My why', lineFrom: '' }).expect(409);
  expect(clash.text).toMatch(/changed this to “Why B”[\s\S]*value="Why B"[\s\S]*value="My why"/);
  await send(asKeeper, `${path}/${b}/line`, { line: 'My why', lineFrom: 'Why B' }).expect(303);
  const present = await send(asOther, path, { other: `#${extra.id}`, line: 'Mine' }).expect(422);
  expect(present.text).toMatch(/is in this collection already[\s\S]*value="Mine"/);

  const taken = send(asOther, `${path}/${c}/removal`).expect(303);
  await Promise.all([taken, place(asKeeper, id, a, { belowId: c })]);
  expect((await read(app.visitor(), id)).filter((title) => title !== 'A')).toEqual(['B', 'D', 'E']);
});

test('two who change what it says of itself at once have both in it, and settle what collides', async () => {
  const { id } = await makeCollection(keeper, {
    title: 'Start here',
    introduction: 'First line.\n\nLast line.\n',
  });
  const change = (by: Agent, given: Record<string, string>) =>
    send(by, `/collections/${id}/edit`, {
      title: 'Start here',
      introduction: 'First line.\n\nLast line.\n',
      visibility: 'public',
      from: '1',
      ...given,
    });
  await change(asKeeper, { introduction: 'A better first line.\n\nLast line.\n' }).expect(303);
  const mine = { title: 'Start here, please', introduction: 'First line.\n\nA better last line.\n' };
  const merged = await change(asOther, mine).expect(409);
  expect(merged.text).toMatch(/Cora Keeper changed this while you were editing/);
  expect(merged.text).toContain('A better first line.\n\nA better last line.\n</textarea>');
  expect(merged.text).toMatch(/name="from" value="2"[\s\S]*value="Start here, please"/);
  const both = {
    title: mine.title,
    introduction: 'A better first line.\n\nA better last line.\n',
    from: '2',
  };
  await change(asOther, both).expect(303);
  const page = await text(app.visitor(), `/collections/${id}`);
  expect(page).toContain('Start here, please');
  expect(page).toContain('A better last line.');
});

test('what is taken out or deleted can be put back where it was, and who did what is written down', async () => {
  const { id, itemIds } = await makeOf('Alpha', 'Beta', 'Gamma');
  const path = `/collections/${id}/topics`;
  await send(asOther, `${path}/${itemIds[1]}/removal`).expect(303);
  await send(asOther, `${path}/${itemIds[1]}/removal`).expect(303);
  expect(await read(app.visitor(), id)).toEqual(['Alpha', 'Gamma']);
  expect(await text(asKeeper, path)).toMatch(/Taken out[\s\S]*Beta[\s\S]*Put back/);
  await send(asKeeper, `${path}/${itemIds[1]}/removal/removal`).expect(303);
  await send(asKeeper, `${path}/${itemIds[1]}/removal/removal`).expect(303);
  expect(await read(app.visitor(), id)).toEqual(['Alpha', 'Beta', 'Gamma']);

  await send(asOther, `/collections/${id}/removal`).expect(303);
  await send(asOther, `/collections/${id}/removal`).expect(303);
  for (const reader of [app.visitor(), asAuthor, asKeeper])
    await reader.get(`/collections/${id}`).expect(404);
  expect(await text(asKeeper, '/library/collections')).toContain(`/collections/${id}/removal/removal`);
  expect(await text(asAuthor, '/library/collections')).not.toContain(`/collections/${id}/removal/removal`);
  await send(asKeeper, `${path}/${itemIds[0]}/removal`).expect(404);
  await send(asKeeper, `/collections/${id}/removal/removal`).expect(303);
  expect(await read(app.visitor(), id)).toEqual(['Alpha', 'Beta', 'Gamma']);

  const changes = await db.select().from(collectionChanges).where(eq(collectionChanges.collectionId, id));
  expect(changes.map(({ act }) => act)).toEqual([
    'made',
    'added',
    'added',
    'added',
    'removed',
    'returned',
    'deleted',
    'restored',
  ]);
  expect(await text(asKeeper, path)).toMatch(
    /Cora Keeper put back in “Beta”[\s\S]*Olu Other took out “Beta”/,
  );
});

test('what readers could not follow is not put into a collection', async () => {
  const { id } = await makeCollection(keeper);
  const add = (topicId: number) =>
    send(asKeeper, `/collections/${id}/topics`, { other: `/topics/${topicId}` });
  const draft = await makeTopic(keeper, { kind: 'guidance', state: 'draft', title: 'Not out yet' });
  const hidden = await makeTopic(author, { kind: 'guidance', state: 'draft', title: 'A draft of another' });
  const withdrawn = await make('Taken back', { kind: 'guidance' });
  await send(asAuthor, `/topics/${withdrawn.id}/state`, { state: 'withdrawn' }).expect(303);
  expect((await add(draft.id).expect(422)).text).toContain('Publish “Not out yet” first');
  expect((await add(withdrawn.id).expect(422)).text).toContain('“Taken back” is withdrawn');
  const none = await add(hidden.id).expect(422);
  expect(none.text).toContain('We found no such topic');
  expect(none.text).not.toContain('A draft of another');
});

test('a coordinator without a second step is led to it, and nothing is made', async () => {
  const held = await makePerson({ coordinates: 'all' });
  const { id } = await makeCollection(held);
  const agent = await app.signInAs(held);
  await db.update(sessions).set({ secondStepAt: null }).where(eq(sessions.personId, held.id));
  await agent.get(`/collections/${id}`).expect(200);
  const refused = await send(agent, `/collections/${id}/removal`).expect(403);
  expect(refused.text).toContain('Use a passkey first');
  await app.visitor().get(`/collections/${id}`).expect(200);
});

test('a workspace leads to the collections with something of it that a reader may see, as they now are', async () => {
  const room = '/workspaces/use-open-standards';
  const shown = await make('Open and shown', { requirement: 7 });
  const hidden = await make('Open to the group', { requirement: 7, visibility: 'group' });
  expect(await text(app.visitor(), room)).not.toContain('In these collections');
  const { id, itemIds } = await makeCollection(keeper, { title: 'On open standards', topicIds: [shown.id] });
  await makeCollection(keeper, { title: 'Of what is hidden', topicIds: [hidden.id] });
  await app.settle();
  const link = `<a class="govuk-link" href="/collections/${id}">On open standards</a>`;
  const seen = await text(app.visitor(), room);
  expect(seen).toContain(link);
  expect(seen).not.toContain('Of what is hidden');
  expect(await text(asAuthor, room)).toMatch(/Of what is hidden[\s\S]*On open standards/);
  await send(asKeeper, `/collections/${id}/topics/${itemIds[0]}/removal`).expect(303);
  // Nothing but the collection changed: the page that was kept for visitors is drawn anew.
  await until('it is gone', async () => !(await text(app.visitor(), room)).includes(link));
});
