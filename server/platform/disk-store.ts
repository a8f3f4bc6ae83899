import { createReadStream } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileStore } from './file-store.ts';

/** Keeps files in a folder, each in one of 256 below it. */
export function diskStore(folder: string): FileStore {
  const place = (key: string) => path.join(folder, key.slice(0, 2), key);
  return {
    async put(key, file) {
      const kept = place(key);
      await mkdir(path.dirname(kept), { recursive: true });
      // Beside it first, so that nobody ever reads half a file.
      const beside = `${kept}.${process.pid}.part`;
      await copyFile(file, beside);
      await rename(beside, kept);
    },
    async get(key) {
      const kept = place(key);
      const isThere = await stat(kept).then(
        () => true,
        (error) => {
          if (error.code === 'ENOENT') return false;
          throw error;
        },
      );
      return isThere ? createReadStream(kept) : undefined;
    },
    remove: (key) => rm(place(key), { force: true }),
  };
}
