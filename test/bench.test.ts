import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { dropDatabase, onServer, urlsOf } from './support/databases.ts';

const database = `bench_${process.pid}`;

afterAll(() => dropDatabase(database));

test('the benchmark runs, and its last line is its figures as JSON', async () => {
  await onServer(`create database ${database}`);
  const env = {
    ...process.env,
    BENCH_DATABASE_URL: urlsOf(database).ownerUrl,
    DATABASE_OWNER_URL: '',
    NODE_OPTIONS: '',
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['bench/bench.ts', '--quick', '--json'], {
    env,
  });
  const figures = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
  for (const { ours, bare } of [
    ...Object.values<Pair>(figures.pages.kept),
    ...Object.values<Pair>(figures.posting),
  ]) {
    expect(ours.perSecond).toBeGreaterThan(0);
    expect(bare.perSecond).toBeGreaterThan(0);
  }
  expect(figures.fanOut.ours.p99).toBeGreaterThan(0);
  expect(figures.fanOut.bare.p99).toBeGreaterThan(0);
  expect(figures.followed.ratioP50).toBeGreaterThan(0);
  expect(figures.memory.atStart).toBeGreaterThan(0);
  expect(figures.statements['topic, member'].first).toBeLessThanOrEqual(4);
  expect(figures.statements['topic, visitor'].again).toBe(0);
}, 60_000);

interface Pair {
  ours: { perSecond: number };
  bare: { perSecond: number };
}
