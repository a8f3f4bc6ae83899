import type { CDPSession, Page } from 'playwright-core';
import { sendSignInLink } from '../../server/features/accounts/sign-in-link.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { lastLink, makePerson } from '../support/make.ts';
import { until } from '../support/until.ts';
import { shows } from '../support/visits.ts';

const browser = useBrowser();

const app = useApp();

/** A passkey belongs to a name, which 127.0.0.1 is not. */
const addressOf = (path: string) => `http://localhost:${new URL(app.address).port}${path}`;

/** Gives the page's browser a screen lock, which its owner opens whenever they are asked to. */
async function giveScreenLock(page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}

/** By keyboard alone: goes on to whatever is called this, and presses Enter on it. */
async function press(page: Page, words: string): Promise<void> {
  await goTo(page, words);
  await page.keyboard.press('Enter');
}

async function goTo(page: Page, words: string): Promise<void> {
  for (let stops = 0; stops < 60; stops++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const { activeElement } = document;
      const label = (activeElement as HTMLInputElement).labels?.[0];
      // The head of the page has a link to sign in, too.
      if (activeElement?.matches('a[href="/sign-in"]')) return '';
      return (label ?? activeElement)?.textContent?.replace(/\s+/g, ' ').trim();
    });
    if (at === words) return;
  }
  throw new Error(`Tab never came to ${words}`);
}

/** What was done stands in a banner that has the focus, so that a screen reader begins there. */
async function isDone(page: Page, words: string): Promise<void> {
  await shows(page, '[role="alert"]', words);
  await until('the banner has the focus', () =>
    page.evaluate(() => document.activeElement?.getAttribute('role') === 'alert'),
  );
}

async function openLink(page: Page, email: string, back = '/'): Promise<void> {
  await sendSignInLink(email, back);
  await page.goto(addressOf(lastLink()));
}

test('joining, adding a passkey when offered, signing in by it, renaming it and removing it, by keyboard', async () => {
  const page = await browser.newPage();
  await giveScreenLock(page);
  await openLink(page, 'nia.new@camden.gov.uk', '/councils');
  await goTo(page, 'Your name');
  await page.keyboard.type('Nia New');
  await press(page, 'Join and sign in');

  await shows(page, 'h1', 'Sign in faster next time: add a passkey');
  await expectAccessible(page);
  await press(page, 'Add a passkey');
  await page.waitForURL(addressOf('/councils'));

  await signOut(page);
  await page.goto(addressOf('/sign-in?back=/standard'));
  await page.locator('h1 + [data-passkey-way]').waitFor();
  await expectAccessible(page);
  await press(page, 'Use a passkey');
  await page.waitForURL(addressOf('/standard'));

  await page.goto(addressOf('/account/passkeys'));
  await shows(page, '.passkeys', 'Chrome');
  await press(page, await nameOfLink(page, /^Rename/));
  await shows(page, 'h1', 'Rename a passkey');
  await goTo(page, 'Name of the passkey');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Work laptop');
  await press(page, 'Save');
  await isDone(page, 'You have renamed a passkey');
  await expectAccessible(page);

  await press(page, 'Remove Work laptop');
  await shows(page, 'h1', 'Remove the passkey “Work laptop”?');
  await press(page, 'Remove passkey');
  await isDone(page, 'You have removed a passkey');
  expect(await page.locator('.passkeys').count()).toBe(0);

  await signOut(page);
  await page.goto(addressOf('/sign-in'));
  await press(page, 'Use a passkey');
  await shows(page, 'h1', 'That passkey did not work');
});

async function signOut(page: Page): Promise<void> {
  await press(page, 'Sign out');
  await page.getByRole('link', { name: 'Sign in', exact: true }).waitFor();
}

const nameOfLink = async (page: Page, name: RegExp) =>
  (await page.getByRole('link', { name }).first().textContent())?.replace(/\s+/g, ' ').trim() ?? '';

test('a coordinator who signed in by a link is asked for their passkey, and comes back to where they were', async () => {
  const coordinator = await makePerson({ coordinates: 'all' });
  const page = await browser.newPage();
  await giveScreenLock(page);
  await openLink(page, coordinator.email, '/councils/camden');
  await press(page, 'Sign in');
  await shows(page, 'h1', 'Sign in faster next time');
  await press(page, 'Not now');
  await page.waitForURL(addressOf('/councils/camden'));
  await press(page, 'Use or add a passkey');
  await shows(page, 'h1', 'Show that it is you');
  await press(page, 'Add a passkey');
  await page.waitForURL(addressOf('/councils/camden'));
  expect(await page.getByText('You hold a role in the group').count()).toBe(0);

  await openLink(page, coordinator.email, '/councils/camden');
  await press(page, 'Sign in');
  await page.waitForURL(addressOf('/councils/camden'));
  await press(page, 'Use or add a passkey');
  await shows(page, 'h1', 'Show that it is you');
  await press(page, 'Use a passkey');
  await page.waitForURL(addressOf('/councils/camden'));
  expect(await page.getByText('You hold a role in the group').count()).toBe(0);
});

test('what goes wrong on the device is said in words, the focus stays, and it can be tried again', async () => {
  const page = await browser.newPage();
  const { cdp, authenticatorId } = await giveScreenLock(page);
  const words = page.locator('[data-passkey-words]');
  await page.goto(addressOf('/sign-in'));
  await page.locator('form[action="/sign-in"] + [data-passkey-way]').waitFor();
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await press(page, 'Use a passkey');
  await until('it is said', async () => (await words.textContent())?.startsWith('No passkey was used.'));
  expect(await words.getAttribute('role')).toBe('status');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Use a passkey');

  await page.context().setOffline(true);
  await page.keyboard.press('Enter');
  await until('it is said', async () => (await words.textContent())?.includes('cannot be reached'));
  await page.context().setOffline(false);

  await page.goto(`${app.address}/sign-in`);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await until('it is said', async () =>
    (await words.textContent())?.endsWith('Open the service at localhost.'),
  );
});

test('without scripts the pages say that passkeys need them, and offer nothing that does not work', async () => {
  const person = await makePerson({ coordinates: 'all' });
  const page = await browser.newPage({ scripts: false });
  const needs = page.getByText('Passkeys need JavaScript');
  const buttons = page.getByRole('button', { name: /a passkey$/ });
  await page.goto(addressOf('/sign-in'));
  expect([await needs.isVisible(), await buttons.count()]).toEqual([true, 0]);
  await openLink(page, person.email);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  for (const path of ['/account/passkeys/welcome', '/account/passkeys', '/sign-in/second-step']) {
    await page.goto(addressOf(path));
    expect([path, await needs.isVisible(), await buttons.count()]).toEqual([path, true, 0]);
  }
});
