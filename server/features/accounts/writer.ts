import { createHmac } from 'node:crypto';
import { config } from '../../config.ts';

/**
 * Says on a form whose it is. Only pages of that person have it: on a shared computer nobody can leave words behind
 * that are posted as somebody else's when they sign in.
 */
export const writerMark = (personId: number): string =>
  `${personId}.${createHmac('sha256', config.sessionSecret).update(`writer ${personId}`).digest('base64url')}`;

/** True of a mark that was made here, whoever's it is. */
export const isWriterMark = (text: unknown): boolean =>
  typeof text === 'string' && text === writerMark(Number(text.split('.')[0]));
