import * as client from 'openid-client';
import { clock } from '../../platform/clock.ts';
import { unseal } from './sealed-secret.ts';

const seconds = 5;
const keptFor = 10 * 60 * 1000;
const known = new Map<string, { metadata: client.ServerMetadata; until: number }>();

/** Where a provider's pages and keys are, asked of it anew. It throws when there is no provider of that name. */
export async function discover(issuer: string): Promise<client.ServerMetadata> {
  const options = { timeout: seconds, execute: insecureToo(issuer) };
  const found = await client
    .discovery(new URL(issuer), 'unknown', undefined, client.None(), options)
    .catch((error: unknown) => {
      throw asOtherIssuer(error);
    });
  const metadata = { ...found.serverMetadata() };
  // Some large providers answer for everybody's tenants at one address, under a name that is none of theirs.
  if (metadata.issuer !== issuer) throw new OtherIssuer(metadata.issuer);
  known.set(issuer, { metadata, until: clock.now().getTime() + keptFor });
  return metadata;
}

/** It answers, under another name than it was asked by. */
export class OtherIssuer extends Error {
  readonly issuer: string;

  constructor(issuer: string) {
    super('The provider has another issuer');
    this.issuer = issuer;
  }
}

/** The library finds it out, too, and keeps what it was told deep in its error. */
function asOtherIssuer(error: unknown): unknown {
  if (!(error instanceof client.ClientError)) return error;
  if (error.code !== 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED') return error;
  const { body } = error.cause as { body?: { issuer?: unknown } };
  return new OtherIssuer(String(body?.issuer));
}

/** What was sealed cannot be opened any more, because SESSION_SECRET is another now: it has to be entered again. */
export class LostSecret extends Error {}

interface Provider {
  issuer: string;
  clientId: string;
  sealedSecret: string;
}

/**
 * What is needed to ask a provider once. Where its pages are is kept for a while; its keys are asked for each time, so
 * that new ones hold at once.
 */
export async function configurationOf({ issuer, clientId, sealedSecret }: Provider) {
  const secret = unseal(sealedSecret);
  if (!secret) throw new LostSecret('The secret was sealed with another SESSION_SECRET');
  const kept = known.get(issuer);
  const metadata = kept && kept.until > clock.now().getTime() ? kept.metadata : await discover(issuer);
  const configuration = new client.Configuration(
    metadata,
    clientId,
    secret,
    authenticationAt(metadata, secret),
  );
  configuration.timeout = seconds;
  for (const allow of insecureToo(issuer)) allow(configuration);
  // Without this the library trusts that the ID token came from where it asked for it.
  client.enableNonRepudiationChecks(configuration);
  return configuration;
}

/** Whoever runs the provider on this very machine, to try it out, needs no certificate. */
const insecureToo = (issuer: string) => (issuer.startsWith('http://') ? [client.allowInsecureRequests] : []);

const authenticationAt = (metadata: client.ServerMetadata, secret: string) =>
  metadata.token_endpoint_auth_methods_supported?.includes('client_secret_post')
    ? client.ClientSecretPost(secret)
    : client.ClientSecretBasic(secret);
