import { decodeClientDataJSON } from '@simplewebauthn/server/helpers';
import { z } from 'zod';
import { textField } from '../../platform/forms.ts';

/** What a passkey answered with, as our script puts it into a hidden field; it is read when its kind is known. */
export const answerForm = z.object({ credential: z.string().default('') });

export const passkeyName = textField('Name', { missing: 'Enter a name for the passkey', max: 60 });

export const nameForm = z.object({ name: passkeyName });

export const addForm = answerForm.extend({ name: passkeyName });

export const reasonForm = z.object({
  reason: textField('Reason', { missing: 'Enter why their passkeys have to go', max: 500 }),
});

/** The id of a credential, as devices make them: at most 1,023 bytes. */
export const passkeyId = z
  .string()
  .regex(/^[\w-]+$/)
  .max(1364);

const base64url = z.string().regex(/^[\w-]+$/);

const answered = {
  id: passkeyId,
  rawId: passkeyId,
  type: z.literal('public-key'),
  clientExtensionResults: z.looseObject({}).default({}),
};

/** Signed by a passkey that is known. */
export const assertion = z.object({
  ...answered,
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url }),
});

/** A new passkey. */
export const attestation = z.object({
  ...answered,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z
      .array(z.string().regex(/^[\w-]{1,20}$/))
      .max(10)
      .default([]),
  }),
});

/** Reads an answer and the challenge that it says it is to; nothing when it cannot be one. */
export function readAnswer<S extends typeof assertion | typeof attestation>(schema: S, text: string) {
  try {
    const answer = schema.parse(JSON.parse(text)) as z.infer<S>;
    const { challenge } = decodeClientDataJSON(answer.response.clientDataJSON);
    return typeof challenge === 'string' ? { answer, challenge } : undefined;
  } catch {
    return undefined;
  }
}
