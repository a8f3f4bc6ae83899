import { createHmac } from 'node:crypto';
import type { Request } from 'express';
import { config } from '../../config.ts';

/** Whom a passkey is for, and from which pages it may be used. */
export interface RelyingParty {
  id: string;
  origin: string;
}

const usual = new URL(config.baseUrl);
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * A passkey belongs to the host name that people type. Outside production whoever tries the product on their own machine
 * has its name, whatever the port: a passkey cannot belong to 127.0.0.1.
 */
export function relyingPartyOf({ protocol, hostname, headers }: Request): RelyingParty {
  if (!config.production && loopback.has(hostname)) {
    return { id: 'localhost', origin: `${protocol}://${headers.host}` };
  }
  return { id: usual.hostname, origin: usual.origin };
}

/** What a device keeps a person's passkeys under. It says nothing about who they are. */
export function userHandleOf(personId: number): Uint8Array<ArrayBuffer> {
  const mac = createHmac('sha256', config.sessionSecret).update(`passkeys of ${personId}`);
  return new Uint8Array(mac.digest());
}
