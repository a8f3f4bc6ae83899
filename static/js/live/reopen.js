import { pause } from './patience.js';
import { fetchThisPage } from './this-page.js';

/** What was hidden may be shown again for as long as it can be undone: 15 minutes. Then whenever somebody looks again. */
const waits = [500, 5000, 15_000, 30_000, 60_000, 120_000, 240_000, 480_000];
const untilHurried = 2 ** 31 - 1;

/** Asks for a page that its viewer can no longer see until they can, or it leads to where it goes on. */
export async function askAgain(name) {
  for (let attempt = 0; ; attempt++) {
    const wait = waits[attempt];
    await pause(wait ? wait * (0.5 + Math.random()) : untilHurried);
    const page = await fetchThisPage();
    if (page?.querySelector(`[data-room="${CSS.escape(name)}"]`)) return { page };
    const other = page?.querySelector('[data-room^="topic:"][data-page]');
    if (other) return { goesOn: readLink(page, other.dataset.page) };
  }
}

const readLink = (page, address) => ({
  href: address.split('?')[0],
  text: page.querySelector('h1').textContent.trim(),
});
