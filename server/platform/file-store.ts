import type { Readable } from 'node:stream';

/** Where files are kept: one interface, whatever is behind it. A key is made of letters, digits and hyphens. */
export interface FileStore {
  /** Keeps the content of a file on this machine. Again is harmless. */
  put(key: string, file: string): Promise<void>;
  /** What was kept; nothing where there is nothing by that key. */
  get(key: string): Promise<Readable | undefined>;
  /** Removes it. What is not there is removed. */
  remove(key: string): Promise<void>;
}
