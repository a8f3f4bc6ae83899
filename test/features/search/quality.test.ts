import { judge } from '../../../bench/search/judge.ts';
import { loadDemonstration } from '../../../server/features/demonstration/load.ts';
import { search } from '../../../server/features/search/search.ts';
import { useApp } from '../../support/app.ts';
import { makePerson } from '../../support/make.ts';
import { judgedQueries } from './judged-queries.ts';

useApp();

test('what officers look for is among the first three, and the first ten, as often as it was', async () => {
  await loadDemonstration();
  const viewer = await makePerson();
  const { all, missed } = await judge(judgedQueries, async (query) =>
    (await search(viewer, query)).results.map(({ topic }) => topic.title),
  );
  const places = missed.map(({ query, place }) => `${place} ${query}`);
  expect({ ...all, places }).toMatchObject({ successAt10: 1 });
  expect(all.successAt3).toBeGreaterThanOrEqual(15 / 16);
  expect(all.meanReciprocalRank).toBeGreaterThan(0.9);
});
