import { isIPv4 } from 'node:net';
import { z } from 'zod';
import { config } from '../../config.ts';
import { textField } from '../../platform/forms.ts';

const issuer = textField('Issuer', { missing: 'Enter the issuer, which is a web address', max: 500 })
  .transform((text) => text.replace(/\/\.well-known\/openid-configuration$/, ''))
  .refine((text) => text === '' || isAllowed(text), 'Enter an issuer that begins with https://');

const fields = {
  council: textField('Council', { missing: 'Choose a council', max: 100 }),
  name: textField('Name', { missing: 'Enter what people know it by', max: 60 }),
  issuer,
  clientId: textField('Client ID', { missing: 'Enter the client ID', max: 300 }),
  clientSecret: textField('Client secret', { max: 500 }),
  /** A secret that was typed before the form was refused, sealed. */
  keptSecret: z.string().default(''),
  secondStepAcr: textField('Value of “acr”', { max: 200 }),
};

/** What is asked of a council's own sign-in. */
export const providerForm = z.object(fields);

export const endingForm = z.object({
  reason: textField('Reason', { missing: 'Enter a reason', max: 500 }),
});

/** Secrets go to this address, so it has to be a safe one; while the service is tried out, also on this machine. */
function isAllowed(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username || password || search || hash) return false;
  return protocol === 'https:' || (protocol === 'http:' && !config.production && isLoopback(hostname));
}

const isLoopback = (hostname: string) =>
  hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));
