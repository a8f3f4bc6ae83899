import { isOurs } from './addresses.ts';
import { type Answer, NotForUs } from './ask-once.ts';

/** Asks for a page once: see ask-politely.ts. */
export type Ask = (url: URL, method: 'HEAD' | 'GET') => Promise<Answer>;

/** What is known of a page after a visit. Where its server answered, it has the status. */
export type Finding =
  | { what: 'works'; status: number }
  | { what: 'gone'; status?: number }
  | { what: 'unreachable'; status?: number; busy?: { host: string; retryAfter?: string } }
  /** Nothing is known, and nothing held against it. */
  | { what: 'unknown' };

const hopsAtMost = 5;

/** Finds out whether there is a page, by as little as it takes, following where it is said to have moved. */
export async function visitPage(address: string, ask: Ask): Promise<Finding> {
  let url = new URL(address);
  try {
    for (let hops = 0; ; hops++) {
      const { status, location, retryAfter } = await askForPage(url, ask);
      if (isBusy(status)) return { what: 'unreachable', status, busy: { host: url.hostname, retryAfter } };
      if (status === 404 || status === 410) return { what: 'gone', status };
      if (status >= 400) return { what: 'unreachable', status };
      if (!movedBy.has(status) || !location) return { what: 'works', status };
      const next = URL.parse(location, url.href);
      if (!next || hops === hopsAtMost) return { what: 'unreachable', status };
      if (isOurs(next)) return { what: 'works', status };
      url = next;
    }
  } catch (error) {
    return findingOf(error);
  }
}

const movedBy = new Set([301, 302, 303, 307, 308]);
const isBusy = (status: number) => status === 429 || status === 503;

/** Some servers refuse to be asked for less than the page, or say that there is none then, or hang up. */
async function askForPage(url: URL, ask: Ask): Promise<Answer> {
  try {
    const answer = await ask(url, 'HEAD');
    if (answer.status < 400 || isBusy(answer.status)) return answer;
  } catch (error) {
    if (!hangsUp(error)) throw error;
  }
  return ask(url, 'GET');
}

const hangsUp = (error: unknown) =>
  codeOf(error) === 'ECONNRESET' || (error as Error).name === 'TimeoutError';

/** Browsers find the missing part of a chain of certificates by themselves, and show the page. */
const shownByBrowsers = new Set(['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY']);

function findingOf(error: unknown): Finding {
  if (error instanceof NotForUs || shownByBrowsers.has(codeOf(error))) return { what: 'unknown' };
  return { what: codeOf(error) === 'ENOTFOUND' ? 'gone' : 'unreachable' };
}

const codeOf = (error: unknown) => String((error as { code?: unknown }).code);
