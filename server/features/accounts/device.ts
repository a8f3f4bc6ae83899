import Bowser from 'bowser';

const readAtMost = 500;

/** The browser that says this of itself, in words that its owner knows it by: "Chrome on Windows". Empty when it says nothing. */
export function deviceOf(userAgent: string | undefined): string {
  if (!userAgent) return '';
  const { browser, os, platform } = Bowser.parse(userAgent.slice(0, readAtMost));
  const on = (os.name === 'iOS' && platform.model) || os.name;
  return [browser.name, on].filter(Boolean).join(' on ');
}
