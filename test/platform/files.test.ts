import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { diskStore } from '../../server/platform/disk-store.ts';
import type { FileStore } from '../../server/platform/file-store.ts';
import { s3Store } from '../../server/platform/s3-store.ts';
import { credentials, startS3 } from '../support/s3.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'files-'));
const s3 = await startS3('practice');
afterAll(async () => {
  await s3.stop();
  await rm(folder, { recursive: true });
});

const inBucket = (more = {}) =>
  s3Store({ endpoint: s3.endpoint, bucket: 'practice', ...credentials, ...more });
const stores: [string, FileStore][] = [
  ['a folder', diskStore(path.join(folder, 'kept'))],
  ['a bucket', inBucket()],
];

async function fileOf(content: string | Buffer): Promise<string> {
  const file = path.join(folder, 'given');
  await writeFile(file, content);
  return file;
}

async function contentOf(store: FileStore, key: string): Promise<string | undefined> {
  const found = await store.get(key);
  return found && (await buffer(found)).toString();
}

test.each(stores)('%s keeps a file until it is removed', async (_, store) => {
  expect(await contentOf(store, 'ab-1')).toBeUndefined();
  await store.put('ab-1', await fileOf('first'));
  await store.put('ab-2', await fileOf('second'));
  expect(await contentOf(store, 'ab-1')).toBe('first');
  await store.put('ab-1', await fileOf('once more'));
  expect(await contentOf(store, 'ab-1')).toBe('once more');
  await store.remove('ab-1');
  await store.remove('ab-1');
  expect(await contentOf(store, 'ab-1')).toBeUndefined();
  expect(await contentOf(store, 'ab-2')).toBe('second');
});

test.each(stores)('%s keeps bytes as they are, however many', async (_, store) => {
  const content = Buffer.alloc(10 * 1024 * 1024, Buffer.from([0, 255, 13, 10, 128]));
  await store.put('large', await fileOf(content));
  const found = await store.get('large');
  expect(found && (await buffer(found)).equals(content)).toBe(true);
});

test('a folder has only whole files', async () => {
  const names = await readdir(path.join(folder, 'kept'), { recursive: true });
  expect(names.filter((name) => name.includes('.part'))).toEqual([]);
});

test('a bucket that cannot be used is a fault, never an empty answer', async () => {
  const file = await fileOf('x');
  for (const store of [
    inBucket({ secretAccessKey: 'another' }),
    inBucket({ region: 'elsewhere' }),
    inBucket({ endpoint: 'http://127.0.0.1:9' }),
  ]) {
    await expect(store.put('x', file)).rejects.toThrow();
    await expect(store.get('x')).rejects.toThrow();
    await expect(store.remove('x')).rejects.toThrow();
  }
  await expect(inBucket({ bucket: 'no-such' }).put('x', file)).rejects.toThrow('no such bucket');
});

test('a store that fails for a moment is asked again, and one that goes on failing is a fault', async () => {
  const store = inBucket();
  s3.fail(1);
  await store.put('tried', await fileOf('again'));
  expect(await contentOf(store, 'tried')).toBe('again');
  s3.fail(10);
  await expect(store.get('tried')).rejects.toThrow('503');
  s3.fail(0);
});
