import type { Request } from 'express';
import * as client from 'openid-client';
import { Strategy } from 'openid-client/passport';
import { config } from '../../config.ts';
import { type Claims, claimsIn } from './claims.ts';
import { configurationOf } from './discovery.ts';
import type { Provider } from './queries.ts';

declare module 'express-session' {
  interface SessionData {
    /** What was sent along to a provider, and has to come back from it. The library takes it out at the first return. */
    [attempt: `provider-${number}`]: { state?: string } | undefined;
  }
}

export const attemptAt = (providerId: number) => `provider-${providerId}` as const;

/** The address that has to be registered at the provider. */
export const callbackAddress = (providerId: number) =>
  `${config.baseUrl}/sign-in/providers/${providerId}/callback`;

interface Asking {
  /** The address that somebody gave here before they were sent on. */
  loginHint?: string;
  /** True where the provider is asked to let them show in a second way who they are. */
  secondStep?: boolean;
}

/** What the provider says of somebody, with the name that it gave itself. */
export interface Vouched {
  subject: string;
  claims: Claims;
}

class ProviderStrategy extends Strategy {
  private readonly asking: Record<string, string>;

  constructor(provider: Provider, configuration: client.Configuration, asking: Asking) {
    super(
      {
        config: configuration,
        name: attemptAt(provider.id),
        sessionKey: attemptAt(provider.id),
        callbackURL: callbackAddress(provider.id),
        scope: 'openid email profile',
      },
      // What passport takes for a person is only what was said of one.
      async (tokens, done) => done(null, (await vouchedIn(configuration, tokens)) as never),
    );
    this.asking = {
      ...(asking.loginHint && { login_hint: asking.loginHint }),
      ...(asking.secondStep && { acr_values: provider.secondStepAcr }),
    };
  }

  /** The library sends neither of the two where the provider knows PKCE. Both are checked when they are there. */
  override authorizationRequestParams(): Record<string, string> {
    return { ...this.asking, state: client.randomState(), nonce: client.randomNonce() };
  }

  override shouldInitiateAuthRequest({ path }: Request): boolean {
    return !/\/callback\/?$/i.test(path);
  }

  override currentUrl({ originalUrl }: Request): URL {
    return new URL(originalUrl, config.baseUrl);
  }
}

export const strategyFor = async (provider: Provider, asking: Asking = {}) =>
  new ProviderStrategy(provider, await configurationOf(provider), asking);

/**
 * What the ID token says; of an address that it leaves out, what the provider says when it is asked for it, and nothing
 * else: whether an address is verified has to be said by whoever says which, and how they showed who they are is signed.
 */
async function vouchedIn(
  configuration: client.Configuration,
  tokens: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers,
): Promise<Vouched> {
  const inToken = tokens.claims();
  if (!inToken) throw new client.ClientError('There is no ID token');
  const { sub: subject } = inToken;
  if (inToken.email || !configuration.serverMetadata().userinfo_endpoint)
    return { subject, claims: claimsIn(inToken) };
  const asked = await client.fetchUserInfo(configuration, tokens.access_token, subject);
  const { email, email_verified, xms_edov, hd, name = inToken.name } = asked;
  return { subject, claims: claimsIn({ ...inToken, email, email_verified, xms_edov, hd, name }) };
}
