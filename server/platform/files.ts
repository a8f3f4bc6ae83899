import { config } from '../config.ts';
import { diskStore } from './disk-store.ts';
import type { FileStore } from './file-store.ts';
import { s3Store } from './s3-store.ts';

/** The files of this installation: in a bucket where the settings have one, otherwise in a folder. */
export const files: FileStore = config.s3 ? s3Store(config.s3) : diskStore(config.filesDir);
