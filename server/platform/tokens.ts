import { createHash, randomBytes } from 'node:crypto';

/** Something that nobody can guess: whoever has it may do what it was given for. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token: whoever reads the database cannot use it. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
