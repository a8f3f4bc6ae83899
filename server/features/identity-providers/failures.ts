import * as client from 'openid-client';
import { Refusal } from '../../platform/errors.ts';
import { log } from '../../platform/log.ts';
import { LostSecret, OtherIssuer } from './discovery.ts';
import type { Provider } from './queries.ts';

/** What can go wrong on the way through a provider: the title, and what is said of the provider of that name. */
const failures = {
  down: {
    status: 503,
    title: 'Your council’s sign-in does not answer',
    says: (name: string) => `${name} cannot be reached at the moment. You have not been signed in.`,
  },
  over: {
    status: 410,
    title: 'This sign-in is over',
    says: (name: string) =>
      `It was used already, begun in another browser, or has waited too long. Begin again to sign in with ${name}.`,
  },
  denied: {
    status: 403,
    title: 'You have not been signed in',
    says: (name: string) => `${name} did not let you through, or you stopped on the way.`,
  },
  expired: {
    status: 403,
    title: 'The answer of your council’s sign-in was too old',
    says: (name: string) => `${name} confirmed who you are for a time that is over. Begin again.`,
  },
  untrusted: {
    status: 403,
    title: 'We could not trust the answer of your council’s sign-in',
    says: (name: string) =>
      `What came back from ${name} was not as it has to be, so you have not been signed in. You have done nothing wrong. Tell whoever looks after it at your council.`,
  },
  settings: {
    status: 503,
    title: 'Your council’s sign-in needs attention',
    says: (name: string) =>
      `${name} does not accept this service as it is set up here. Tell an administrator of the group.`,
  },
  unverified: {
    status: 403,
    title: 'Your council’s sign-in did not confirm your email address',
    says: (name: string) =>
      `${name} did not say that your email address is yours, and that is how we know people. Tell whoever looks after it at your council.`,
  },
  'other-council': {
    status: 403,
    title: 'Your address belongs to another council',
    says: (name: string) =>
      `${name} can only vouch for addresses of its own council. Sign in as people of your council do.`,
  },
  'other-member': {
    status: 403,
    title: 'You are in the group with another council',
    says: (name: string) =>
      `${name} vouches for people of its own council, and the group knows you otherwise. If you have moved, sign in with a link and change your address on your profile.`,
  },
  'other-subject': {
    status: 403,
    title: 'Your council’s sign-in knows you as somebody else',
    says: (name: string) =>
      `Another account at ${name} has been used with this address before, or this account with another address. To keep people’s accounts apart we have not signed you in. Ask your council’s lead or an administrator of the group.`,
  },
} as const;

export type Failure = keyof typeof failures;

/** Where it failed: at which provider, on the way to which page. */
export interface Where {
  provider: Provider;
  returnTo: string;
}

/** A failure in words, with what to do next. The log is told which it was, and nothing of the person. */
export function failed(why: Failure, { provider, returnTo }: Where, detail: object = {}): Refusal {
  log.warn({ provider: provider.id, why, ...detail }, 'Sign-in at a provider failed');
  const { status, title, says } = failures[why];
  const query = new URLSearchParams({ back: returnTo });
  return new Refusal(status, title, says(provider.name)).leadingTo(
    { href: `/sign-in?${query}`, text: 'Sign in with a link in an email' },
    { href: `/sign-in/providers/${provider.id}?${query}`, text: `Try ${provider.name} again` },
  );
}

/** What the library threw, in words. Anything that is no failure of a sign-in stays what it is. */
export function inWords(error: unknown, where: Where): unknown {
  if (error instanceof Refusal || !(error instanceof Error)) return error;
  const why = failureIn(error);
  return why ? failed(why, where, traceOf(error)) : error;
}

function failureIn(error: Error): Failure | undefined {
  if (error instanceof client.AuthorizationResponseError)
    return busy.includes(error.error) ? 'down' : 'denied';
  if (error instanceof client.ResponseBodyError) {
    if (error.status >= 500) return 'down';
    return error.error === 'invalid_grant' ? 'over' : 'settings';
  }
  if (error instanceof client.WWWAuthenticateChallengeError || error instanceof LostSecret) return 'settings';
  const { code } = error as { code?: string };
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return 'expired';
  if (isUnreached(error) || isUnreached(error.cause) || unanswered.includes(code ?? '')) return 'down';
  if (error instanceof client.ClientError || error instanceof OtherIssuer) return 'untrusted';
  return undefined;
}

/** What Node's fetch says when nobody answers. */
const isUnreached = (error: unknown) => (error as Error | undefined)?.message === 'fetch failed';

const busy = ['server_error', 'temporarily_unavailable'];

const unanswered = [
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
];

/** Enough to find out what was wrong; causes hold tokens and claims, so only a claim's name is taken from them. */
function traceOf(error: Error) {
  const { code, error: answered, cause } = error as Error & { code?: string; error?: string };
  const claim = (cause as { cause?: { claim?: unknown } } | undefined)?.cause?.claim;
  return { error: answered ?? code, message: error.message, ...(typeof claim === 'string' && { claim }) };
}
