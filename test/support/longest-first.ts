import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

// What it has for an import is not what its types say.
const { default: Sequencer }: typeof import('@jest/test-sequencer') = createRequire(import.meta.url)(
  '@jest/test-sequencer',
);

type Tests = Parameters<InstanceType<typeof Sequencer>['sort']>[0];

/** What starts a browser, or the whole product, takes long however short it is written. */
const startsSomething = /journeys\/|bench|cli|production|embedded-postgres|own-sessions/;
const worthInBytes = 25_000;

/**
 * Those that take long begin first, so that no processor is without work at the end. Where the tests have run before,
 * Jest knows how long each took; where they have not, it would go by the size of the files alone.
 */
export default class LongestFirst extends Sequencer {
  override async sort(tests: Tests): Promise<Tests> {
    const sorted = await super.sort(tests);
    if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
    return sorted
      .map((test) => ({ test, long: guess(test) }))
      .sort((a, b) => b.long - a.long)
      .map(({ test }) => test);
  }
}

const guess = (test: Tests[number]) =>
  statSync(test.path).size +
  (startsSomething.test(path.relative(test.context.config.rootDir, test.path)) ? worthInBytes : 0);
