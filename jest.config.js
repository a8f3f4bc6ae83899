/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': './test/support/strip-types.ts' },
  globalSetup: './test/support/start-postgres.ts',
  globalTeardown: './test/support/stop-postgres.ts',
  testEnvironment: './test/support/own-database.ts',
  testTimeout: 60_000,
  // More than there are processors: journeys mostly wait for a browser.
  maxWorkers: 3,
};
