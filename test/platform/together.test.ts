import { together } from '../../server/platform/together.ts';

const asked: number[][] = [];
const double = together(async (keys: number[]) => {
  asked.push(keys);
  if (keys.includes(0)) throw new Error('Zero');
  return keys.map((key) => key * 2);
});

beforeEach(() => asked.splice(0));

test('those who ask in the same moment share one question, and each gets their own answer', async () => {
  expect(await Promise.all([double(3), double(1), double(3)])).toEqual([6, 2, 6]);
  expect(asked).toEqual([[3, 1, 3]]);
});

test('whoever asks later is not answered from before', async () => {
  await double(3);
  await double(3);
  expect(asked).toEqual([[3], [3]]);
});

test('when the question fails, everybody who shares it hears so, and the next does not', async () => {
  const answers = await Promise.allSettled([double(1), double(0)]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await double(1)).toBe(2);
});
