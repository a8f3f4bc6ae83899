import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { TestEnvironment } from 'jest-environment-node';
import { createDatabase, dropDatabase } from './databases.ts';
import { plainGlobal } from './plain-global.ts';

// V8 would keep what it compiled for a file that is over, and with it all that the file ever had: a gigabyte after thirty.
setFlagsFromString('--no-compilation-cache');

/**
 * Each test file runs with a database and a folder of its own. What says where they are is set before the file is loaded,
 * because server/config.ts reads the settings when it is first imported.
 */
export default class OwnDatabase extends TestEnvironment {
  readonly name = `test_${randomBytes(6).toString('hex')}`;
  files = '';

  constructor(...given: ConstructorParameters<typeof TestEnvironment>) {
    super(...given);
    const plain = plainGlobal(this.global);
    this.global = plain;
    this.context = plain;
  }

  override async setup(): Promise<void> {
    await super.setup();
    const { url, ownerUrl } = await createDatabase(this.name);
    Object.assign(this.global.process.env, { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl });
    this.global.process.env.FILES_DIR = this.files = await mkdtemp(path.join(tmpdir(), 'attached-'));
    this.global.process.env.LOG_LEVEL ??= 'error';
  }

  override async teardown(): Promise<void> {
    await dropDatabase(this.name);
    await rm(this.files, { recursive: true, force: true });
    await super.teardown();
  }
}
