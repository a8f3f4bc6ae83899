import { clock } from '../../platform/clock.ts';
import { hashOf, newToken } from '../../platform/tokens.ts';

const validFor = 7 * 24 * 60 * 60 * 1000;

/** A new link for an invitation: what is sent, and what is kept of it. */
export function newLink() {
  const token = newToken();
  const sentAt = clock.now();
  return { token, tokenHash: hashOf(token), sentAt, expiresAt: new Date(sentAt.getTime() + validFor) };
}
