import { createPrivateKey, generateKeyPairSync, type JsonWebKey, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JWK, Provider } from 'oidc-provider';
import { config } from '../../server/config.ts';
import { Memory } from './identity-provider-memory.ts';

/** What the provider says of whoever is signed in at it. */
interface Account {
  sub: string;
  email?: string;
  email_verified?: unknown;
  name?: string;
  [claim: string]: unknown;
}

interface Token {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
}

export const clientId = 'standard-practice';
export const clientSecret = 'a-secret-that-nobody-may-read';

/**
 * A real OpenID provider on this machine, at which somebody is signed in already, as officers are at their desks. What
 * it would never say is put into its mouth: `twist` changes an ID token before it is signed with the provider's own
 * key, `forge` afterwards, `announce` changes what it says of itself.
 */
export async function startIdentityProvider() {
  let key = newKey();
  let handle: ReturnType<typeof providerWith> | undefined;
  const server = createServer((req, res) => void handle?.(req, res));
  const listenAt = (port: number) => once(server.listen(port, '127.0.0.1'), 'listening');
  await listenAt(0);
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;

  const says = {
    account: { sub: 'nobody' } as Account,
    /** False where an address is only told to whoever asks for it behind the ID token. */
    inToken: true,
    denies: false,
    twist: undefined as ((token: Token) => void) | undefined,
    forge: undefined as ((idToken: string) => string) | undefined,
    announce: undefined as ((document: Record<string, unknown>) => void) | undefined,
    /** Instead of the answer of its token endpoint. */
    fails: undefined as { status: number; body: object } | undefined,
  };
  const usual = { ...says };
  /** The requests that began a sign-in, as they came. */
  const begun: URLSearchParams[] = [];
  handle = providerWith(key);

  function providerWith(key: Key) {
    const provider = new Provider(issuer, settingsWith(key));
    const answer = provider.callback();
    return async (req: IncomingMessage, res: ServerResponse) => {
      const { pathname, searchParams } = new URL(req.url ?? '/', issuer);
      if (pathname === '/auth') begun.push(searchParams);
      if (pathname.startsWith('/interaction/')) return letIn(provider, req, res);
      if (pathname === '/token') answerWith(res, (body) => tokensWith(key, res, body));
      if (pathname.startsWith('/.well-known/')) {
        answerWith(res, (document) => {
          says.announce?.(document);
          return document;
        });
      }
      await answer(req, res);
    };
  }

  function settingsWith(key: Key) {
    const redirects = Array.from(
      { length: 60 },
      (_, at) => `${config.baseUrl}/sign-in/providers/${at + 1}/callback`,
    );
    return {
      adapter: Memory,
      jwks: { keys: [key] },
      cookies: { keys: ['a key for cookies'] },
      clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: redirects }],
      clientAuthMethods: ['client_secret_basic' as const],
      claims: { openid: ['sub', 'xms_edov'], email: ['email', 'email_verified'], profile: ['name'] },
      conformIdTokenClaims: false,
      acrValues: ['two-steps'],
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
      // Without these it says on the terminal that they are missing.
      ttl: {
        Interaction: 600,
        Grant: 600,
        Session: 600,
        AccessToken: 600,
        IdToken: 600,
        AuthorizationCode: 60,
      },
      pkce: { required: () => true },
      findAccount: (_: unknown, accountId: string) => ({
        accountId,
        claims: (use: string) => {
          const { email, ...others } = says.account;
          return use === 'id_token' && !says.inToken ? others : says.account;
        },
      }),
      // Nobody is asked whether their council may be told who they are.
      // biome-ignore lint/suspicious/noExplicitAny: the library's context is as wide as the library
      async loadExistingGrant({ oidc }: any) {
        const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session.accountId });
        grant.addOIDCScope('openid email profile');
        await grant.save();
        return grant;
      },
    };
  }

  async function letIn(provider: Provider, req: IncomingMessage, res: ServerResponse) {
    const result = says.denies
      ? { error: 'access_denied', error_description: 'Not you' }
      : { login: { accountId: says.account.sub } };
    await provider.interactionFinished(req, res, result);
  }

  // biome-ignore lint/suspicious/noExplicitAny: an answer of the token endpoint
  function tokensWith(key: Key, res: ServerResponse, answer: any) {
    if (says.fails) {
      res.statusCode = says.fails.status;
      return says.fails.body;
    }
    if (!answer.id_token) return answer;
    const [header = {}, claims = {}] = answer.id_token.split('.').slice(0, 2).map(decoded);
    says.twist?.({ header, claims });
    const idToken = signed({ header, claims }, key);
    return { ...answer, id_token: says.forge?.(idToken) ?? idToken };
  }

  return {
    issuer,
    says,
    begun,
    /** Lets it say only what is true again. */
    usual: () => Object.assign(says, usual),
    changeKeys() {
      key = newKey();
      handle = providerWith(key);
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
    startAgain: () => listenAt(port),
    /** Goes to the provider as a browser would, and on as far as it leads back to us: the path of that address. */
    async visit(address: string): Promise<string> {
      const cookies = new Map<string, string>();
      for (let at = new URL(address), steps = 0; steps < 9; steps++) {
        if (at.origin !== issuer) return at.pathname + at.search;
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const { headers, status } = await fetch(at, { redirect: 'manual', headers: { cookie } });
        for (const [, name = '', value = ''] of headers
          .getSetCookie()
          .map((set) => /^([^=]+)=([^;]*)/.exec(set) ?? []))
          cookies.set(name, value);
        const next = headers.get('location');
        if (!next) throw new Error(`The provider answered ${status} at ${at.pathname}`);
        at = new URL(next, at);
      }
      throw new Error('The provider leads in circles');
    },
  };
}

type Key = JWK & { kid: string };

function newKey(): Key {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'RS256', use: 'sig' };
}

const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

function signed({ header, claims }: Token, key: Key): string {
  const text = `${encoded(header)}.${encoded(claims)}`;
  const privateKey = createPrivateKey({ key: { ...key } as JsonWebKey, format: 'jwk' });
  return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
}

/** Changes an answer on its way out. */
// biome-ignore lint/suspicious/noExplicitAny: whatever the provider answers
function answerWith(res: ServerResponse, change: (body: any) => object): void {
  const { end } = res;
  res.end = ((body: string) => {
    const changed = JSON.stringify(change(JSON.parse(body)));
    res.setHeader('Content-Length', Buffer.byteLength(changed));
    return end.call(res, changed, 'utf8');
  }) as typeof res.end;
}

export type IdentityProvider = Awaited<ReturnType<typeof startIdentityProvider>>;
