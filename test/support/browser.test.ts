import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expectAccessible } from './accessible.ts';
import { useBrowser } from './browser.ts';

const html = `<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1>
<p id="said">Without scripts</p><script>document.querySelector('#said').textContent = 'With scripts'</script></main></html>`;

let server: Server;
const browser = useBrowser();
let address: string;

beforeAll(async () => {
  server = createServer((_req, res) => res.setHeader('content-type', 'text/html').end(html)).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.close();
});

test.each([
  [true, 'With scripts'],
  [false, 'Without scripts'],
])('scripts: %s', async (scripts, said) => {
  const page = await browser.newPage({ scripts, width: 320 });
  await page.goto(address);
  expect(await page.textContent('#said')).toBe(said);
  expect(await page.evaluate(() => innerWidth)).toBe(320);
  await expectAccessible(page);
  await page.reload();
  expect(await page.textContent('#said')).toBe(said);
});

test('a fault is named with its place', async () => {
  const page = await browser.newPage();
  await page.goto(address);
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('img')));
  await expect(expectAccessible(page)).rejects.toThrow(/alternative text \(image-alt\) at img: <img>/);
});

test('colours are looked at in what was asked for, with all that is in it, and nowhere else', async () => {
  const page = await browser.newPage();
  await page.goto(address);
  await page.evaluate(() => {
    const pale = '<p><b style="color: #eee">Pale</b></p>';
    document.querySelector('main')?.insertAdjacentHTML('beforeend', `${pale}<section>${pale}</section>`);
  });
  const found = (selector: string) =>
    page.evaluateHandle((asked) => [...document.querySelectorAll(asked)], selector);
  await expectAccessible(page, { coloursOf: await found('h1') });
  const colours = /\(color-contrast\) at section/;
  await expect(expectAccessible(page, { coloursOf: await found('section') })).rejects.toThrow(colours);
  await expect(expectAccessible(page)).rejects.toThrow(/\(color-contrast\) at p\S+ > b/);
});
