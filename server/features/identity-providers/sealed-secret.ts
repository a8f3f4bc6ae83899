import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { config } from '../../config.ts';

const key = Buffer.from(hkdfSync('sha256', config.sessionSecret, '', 'secrets of identity providers', 32));
const [ivLength, tagLength] = [12, 16];

/** A secret as it may stand in the database, or hidden in a page: only this service can open it. */
export function seal(secret: string): string {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Nothing where it was altered, or sealed while SESSION_SECRET was another. */
export function unseal(text: string): string | undefined {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length <= ivLength + tagLength) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivLength));
  decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
  try {
    const opened = decipher.update(bytes.subarray(ivLength + tagLength));
    return Buffer.concat([opened, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
