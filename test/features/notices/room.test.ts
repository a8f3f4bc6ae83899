import { giveNotices } from '../../../server/features/notices/give-notices.ts';
import { db } from '../../../server/platform/database.ts';
import type { SignedIn } from '../../../server/platform/viewer.ts';
import { useApp } from '../../support/app.ts';
import { makePerson } from '../../support/make.ts';
import { queriesDuring } from '../../support/queries.ts';

const app = useApp();

const give = (...people: SignedIn[]) =>
  db.transaction((tx) =>
    giveNotices(
      tx,
      people.map(({ id: personId }) => ({
        personId,
        kind: 'act',
        href: '/account',
        once: `${Math.random()}`,
      })),
    ),
  );

async function open(person: SignedIn) {
  const page = await app.connect(await app.signInAs(person));
  const bell = `notices:${person.id}`;
  expect(await page.watch(bell)).toMatchObject({ ok: true, seq: 0 });
  return { page, rings: () => page.told.filter(({ room }) => room === bell).map(({ seq }) => seq) };
}

test('each is told of their own bell, and all who watch are looked up in one question', async () => {
  const people = await Promise.all(Array.from({ length: 5 }, () => makePerson()));
  const [bystander, ...told] = await Promise.all(people.map(open));
  const [, ...persons] = people;
  const asked = await queriesDuring(async () => {
    await give(...persons);
    await app.settle();
  });
  expect(asked.filter((text) => text.includes('from people p where p.id = any'))).toHaveLength(1);
  for (const { rings } of told) expect(rings()).toEqual([1]);
  expect(bystander?.rings()).toEqual([]);
  expect(JSON.stringify(told[0]?.page.told)).not.toContain('/account');
});

test('where nobody watches, nothing is asked', async () => {
  const [first, second] = [await makePerson(), await makePerson()];
  await open(first);
  const asked = await queriesDuring(async () => {
    await give(second);
    await app.settle();
  });
  expect(asked.filter((text) => text.includes('from people p where p.id = any'))).toEqual([]);
});
