import express from 'express';
import request from 'supertest';
import { type Assets, loadAssets } from '../../server/platform/assets.ts';

let assets: Assets;
let app: express.Express;

beforeAll(async () => {
  assets = await loadAssets();
  app = express();
  app.use(assets.router);
  app.use((_req, res) => {
    res.status(404).send('not an asset');
  });
});

const get = (address: string) => request(app).get(address);

test('an asset may be kept for ever, because its address changes with its content', async () => {
  const script = await get(assets.address('js/main.js'));
  expect(script.status).toBe(200);
  expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
});

test('a page of another release gets what there is, but may not keep it', async () => {
  const script = await get('/static/0123456789abcdef/js/main.js');
  expect(script.status).toBe(200);
  expect(script.headers['cache-control']).toBe('no-cache');
});

test('everything that a page loads first is there, and light', async () => {
  const names = ['css/app.css', 'fonts/atkinson-hyperlegible-next.woff2', 'vendor/govuk-frontend.min.js'];
  const sizes = await Promise.all(
    [...names, 'vendor/socket.io.esm.min.js'].map(async (name) => {
      const { status, headers } = await get(assets.address(name))
        .set('Accept-Encoding', 'gzip, br')
        .buffer(false);
      expect(status).toBe(200);
      return Number(headers['content-length']);
    }),
  );
  expect(sizes[0]).toBeLessThan(20_000);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(90_000);
});

test('text is sent compressed to those who can read it so, and plain to others', async () => {
  const address = assets.address('css/app.css');
  const plain = await get(address).set('Accept-Encoding', 'identity');
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.headers.vary).toBe('Accept-Encoding');

  const zipped = await get(address).set('Accept-Encoding', 'gzip');
  expect(zipped.headers['content-encoding']).toBe('gzip');
  expect(Number(zipped.headers['content-length'])).toBeLessThan(plain.text.length / 4);
  expect(zipped.text).toBe(plain.text);
});

test('the style sheet takes the typeface from this server and nothing from others', async () => {
  const { text } = await get(assets.address('css/app.css'));
  const addresses = [...text.matchAll(/url\(["']?([^"')]+)/g)].map(([, address]) => address);
  expect(addresses).toEqual(['../fonts/atkinson-hyperlegible-next.woff2']);
});

test.each([
  'js/missing.js',
  'css/app.scss',
  'vendor/package.json',
  '../package.json',
  '..%2f..%2fpackage.json',
  'js/../../package.json',
  'js/main.js/',
  '__proto__',
  'constructor',
])('%s is not served', async (name) => {
  expect((await get(`/static/${assets.version}/${name}`)).status).toBe(404);
});

test('an asset cannot be posted to', async () => {
  expect((await request(app).post(assets.address('js/main.js'))).status).toBe(404);
});

test('a template that names a missing file fails where it is drawn', () => {
  expect(() => assets.address('js/mian.js')).toThrow('There is no static file called js/mian.js');
});
