import { createHmac, timingSafeEqual } from 'node:crypto';
import { config } from '../../config.ts';

export const sessionCookie = 'sp_session';

const cookie = new RegExp(`(?:^|; *)${sessionCookie}=([^;]*)`);

/** The id of the session that a request belongs to, if its cookie was signed here: express-session's own format. */
export function sessionIdFrom(cookies: string | undefined): string | undefined {
  const [, value = ''] = cookie.exec(cookies ?? '') ?? [];
  const [, id, signature] = /^s(?:%3A|:)([\w-]+)\.([\w+/%]+)$/i.exec(value) ?? [];
  if (!id || !signature) return undefined;
  const given = signature.replace(/%2B/gi, '+').replace(/%2F/gi, '/');
  return isSame(given, signatureOf(id)) ? id : undefined;
}

const signatureOf = (id: string) =>
  createHmac('sha256', config.sessionSecret).update(id).digest('base64').replace(/=+$/, '');

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
