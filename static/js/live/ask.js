import { backOff, pause } from './patience.js';

const answerWithin = 20_000;

/**
 * Asks until there is an answer, however long that takes. `read` makes something of the response and throws when it is
 * not what was asked for. Null means that this viewer can no longer have it.
 */
export async function ask(address, read) {
  for (let attempt = 0; ; attempt++) {
    try {
      const response = await fetch(address, { cache: 'no-store', signal: AbortSignal.timeout(answerWithin) });
      if ([401, 403, 404, 410].includes(response.status)) return null;
      if (response.redirected && pathOf(response.url) === '/sign-in') return null;
      if (response.ok) return await read(response);
    } catch {
      // Nothing was reached, or it was cut short: the same as an error of the server.
    }
    await pause(backOff(attempt));
  }
}

const pathOf = (address) => new URL(address, location.href).pathname;
