import Bowser from 'bowser';

const readAtMost = 500;
/** Of a browser that it does not know Bowser takes the name from what was sent, which could be any words. */
const known = new Set(Object.values(Bowser.BROWSER_MAP));

/** The browser that says this of itself, in words that its owner knows it by: "Chrome on Windows". Empty when it says nothing. */
export function deviceOf(userAgent: string | undefined): string {
  if (!userAgent) return '';
  const { browser, os, platform } = Bowser.parse(userAgent.slice(0, readAtMost));
  const on = (os.name === 'iOS' && platform.model) || os.name;
  const name = known.has(browser.name ?? '') ? browser.name : '';
  return [name, on].filter(Boolean).join(' on ');
}
