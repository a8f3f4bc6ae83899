import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { config } from '../config.ts';

const [ivLength, tagLength] = [12, 16];

/** Seals what has to stand in the database, or hidden in a page, and may not be read there: for one purpose each. */
export function sealFor(purpose: string) {
  const key = Buffer.from(hkdfSync('sha256', config.sessionSecret, '', purpose, 32));

  /** Only this service can open it again. */
  function seal(text: string): string {
    const iv = randomBytes(ivLength);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** Nothing where it was altered, or sealed while SESSION_SECRET was another. */
  function unseal(sealed: string): string | undefined {
    const bytes = Buffer.from(sealed, 'base64url');
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
  return { seal, unseal };
}
