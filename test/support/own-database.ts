import { randomBytes } from 'node:crypto';
import { TestEnvironment } from 'jest-environment-node';
import { createDatabase, dropDatabase } from './databases.ts';
import { plainGlobal } from './plain-global.ts';

/**
 * Each test file runs with a database of its own. DATABASE_URL is set before the file is loaded, because
 * server/config.ts reads the settings when it is first imported.
 */
export default class OwnDatabase extends TestEnvironment {
  readonly name = `test_${randomBytes(6).toString('hex')}`;

  constructor(...given: ConstructorParameters<typeof TestEnvironment>) {
    super(...given);
    const plain = plainGlobal(this.global);
    this.global = plain;
    this.context = plain;
  }

  override async setup(): Promise<void> {
    await super.setup();
    this.global.process.env.DATABASE_URL = await createDatabase(this.name);
    this.global.process.env.LOG_LEVEL ??= 'error';
  }

  override async teardown(): Promise<void> {
    await dropDatabase(this.name);
    await super.teardown();
  }
}
