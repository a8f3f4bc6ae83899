import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import { passkeys } from '../../server/features/passkeys/tables.ts';
import { clock } from '../../server/platform/clock.ts';
import { db } from '../../server/platform/database.ts';
import { type Agent, send } from './app.ts';

/** What a device says it did: a browser would not let it say some of this. */
interface Said {
  origin?: string;
  rpId?: string;
  challenge?: string;
  /** The screen lock was opened. */
  verified?: boolean;
  counter?: number;
}

const flags = { present: 0x01, verified: 0x04, canSync: 0x08, synced: 0x10, hasKey: 0x40 };
const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes as string).toString('base64url');
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest();

/** A device with one passkey on it, made of software: it signs whatever it is asked to. */
export function makeDevice(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(24);
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  let counter = 0;

  // Kinds of key, algorithm and curve by the numbers that COSE has for them.
  const coseKey = isoCBOR.encode(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
    ]) as never,
  );

  function authenticatorData({ rpId = 'localhost', verified = true, counter: count }: Said, hasKey: boolean) {
    const head = Buffer.alloc(5);
    head[0] = flags.present | (verified ? flags.verified : 0) | (hasKey ? flags.hasKey : 0);
    head.writeUInt32BE(count ?? ++counter, 1);
    const length = Buffer.from([0, id.length]);
    const key = hasKey ? [Buffer.alloc(16), length, id, coseKey] : [];
    return Buffer.concat([sha256(rpId), head, ...key]);
  }

  const clientData = (type: string, challenge: string, said: Said) =>
    JSON.stringify({ type, challenge: said.challenge ?? challenge, origin: said.origin ?? origin });

  const answer = (response: object) =>
    JSON.stringify({ id: base64url(id), rawId: base64url(id), type: 'public-key', response });

  return {
    id: base64url(id),
    /** Makes its passkey. */
    create({ challenge }: { challenge: string }, said: Said = {}): string {
      const clientDataJSON = clientData('webauthn.create', challenge, said);
      const authData = new Uint8Array(authenticatorData({ counter: 0, ...said }, true));
      const made = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]);
      const attestationObject = base64url(isoCBOR.encode(made as never));
      return answer({
        clientDataJSON: base64url(clientDataJSON),
        attestationObject,
        transports: ['internal'],
      });
    },
    /** Signs what it is asked to. */
    sign({ challenge }: { challenge: string }, said: Said = {}): string {
      const clientDataJSON = clientData('webauthn.get', challenge, said);
      const data = authenticatorData(said, false);
      const signature = sign('sha256', Buffer.concat([data, sha256(clientDataJSON)]), privateKey);
      return answer({
        clientDataJSON: base64url(clientDataJSON),
        authenticatorData: base64url(data),
        signature: base64url(signature),
      });
    },
  };
}

export type Device = ReturnType<typeof makeDevice>;

/** What a page of ours gets to ask a device with. */
export async function optionsFor(agent: Agent, path: string): Promise<{ challenge: string }> {
  const { body } = await send(agent, `${path}/options`, { name: 'A device' }).expect(200);
  return body;
}

/** Adds the device's passkey for whoever is signed in there. */
export async function addPasskeyOf(device: Device, agent: Agent, fields = {}): Promise<void> {
  const credential = device.create(await optionsFor(agent, '/account/passkeys'));
  await send(agent, '/account/passkeys', { name: 'A device', credential, ...fields }).expect(303);
}

/** A passkey of theirs that no device has. */
export async function makePasskey({ id: personId }: { id: number }): Promise<string> {
  const id = base64url(randomBytes(24));
  const row = { id, personId, name: 'A device', publicKey: Buffer.alloc(77), counter: 0, transports: [] };
  await db.insert(passkeys).values({ ...row, backedUp: false, createdAt: clock.now() });
  return id;
}
