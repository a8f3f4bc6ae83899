import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': './test/support/strip-types.ts' },
  globalSetup: './test/support/start-postgres.ts',
  globalTeardown: './test/support/stop-postgres.ts',
  testEnvironment: './test/support/own-database.ts',
  testSequencer: './test/support/longest-first.ts',
  testTimeout: 150_000,
  // On two processors more than there are: journeys mostly wait for a browser.
  maxWorkers: Math.max(3, availableParallelism()),
};
