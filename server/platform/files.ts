import { createReadStream } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { config } from '../config.ts';

/** Where files are kept: one interface, whatever is behind it. A key is made of letters, digits and hyphens. */
export interface FileStore {
  /** Keeps the content of a file on this machine. Again is harmless. */
  put(key: string, file: string): Promise<void>;
  /** What was kept; nothing where there is nothing by that key. */
  get(key: string): Promise<Readable | undefined>;
  /** Removes it. What is not there is removed. */
  remove(key: string): Promise<void>;
}

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

/** The files of this installation. */
export const files: FileStore = diskStore(config.filesDir);
