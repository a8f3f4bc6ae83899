import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Request, RequestHandler, Response } from 'express';
import { type Compressible, compressed, encodingFor } from './compressed.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const staticFolder = path.join(root, 'static');
const packages = path.join(root, 'node_modules');

/** Files of npm packages that pages use, by the address they get. Nothing else of node_modules can be reached. */
const vendored: Record<string, string> = {
  'fonts/atkinson-hyperlegible-next.woff2':
    '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
  'vendor/combobox-nav.js': '@github/combobox-nav/dist/index.js',
  'vendor/dom-input-range/input-range.js': 'dom-input-range/dist/input-range.js',
  'vendor/dom-input-range/input-style-clone.js': 'dom-input-range/dist/input-style-clone.js',
  'vendor/govuk-frontend.min.js': 'govuk-frontend/dist/govuk/govuk-frontend.min.js',
  'vendor/markdown-toolbar.js': '@github/markdown-toolbar-element/dist/index.js',
  'vendor/simplewebauthn.umd.min.js': '@simplewebauthn/browser/dist/bundle/index.umd.min.js',
  'vendor/socket.io.esm.min.js': 'socket.io/client-dist/socket.io.esm.min.js',
  'vendor/turndown.js': 'turndown/lib/turndown.browser.es.js',
};

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

interface Asset extends Compressible {
  type: string;
}

export interface Assets {
  /** Answers below /static, and for the service worker; anything not on the list is left to the next handler. */
  router: RequestHandler;
  /** Where pages find a file: address('js/main.js') is '/static/3f2a…/js/main.js'. */
  address(name: string): string;
  version: string;
}

/** Reads every static file into memory and compiles the style sheet, so that answering needs no disk. */
export async function loadAssets(): Promise<Assets> {
  const assets = new Map<string, Asset>();
  const add = (name: string, content: Buffer) => {
    const type = types[path.extname(name)];
    if (type) assets.set(name, { type, content, compressed: new Map() });
  };

  for (const [name, file] of Object.entries(vendored)) {
    // By path, because the packages' `exports` do not list these files.
    add(name, withoutSourceMap(name, await readFile(path.join(packages, file))));
  }
  for (const folder of ['js', 'images']) {
    for (const file of await filesBelow(path.join(staticFolder, folder))) {
      add(toAddress(path.relative(staticFolder, file)), asSent(file, await readFile(file)));
    }
  }
  add('css/app.css', Buffer.from(await compiledStyles()));

  const version = fingerprint([...assets].sort().flatMap(([name, asset]) => [name, asset.content]));
  const address = (name: string) => {
    if (!assets.has(name)) throw new Error(`There is no static file called ${name}`);
    return `/static/${version}/${name}`;
  };
  return { router: (req, res, next) => answer(assets, version, req, res, next), address, version };
}

async function answer(
  assets: Map<string, Asset>,
  version: string,
  req: Request,
  res: Response,
  next: () => void,
) {
  const found = req.path === serviceWorker ? ['', '', 'js/service-worker.js'] : addressed.exec(req.path);
  const asset = found && assets.get(found[2] ?? '');
  if (!asset || (req.method !== 'GET' && req.method !== 'HEAD')) return next();

  // While nodes are being replaced, a page made by the other release asks here with its own version.
  // It gets what there is, but must not keep it under an address that promises something else.
  const lasting = found[1] === version;
  res.set('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
  res.set('Content-Type', asset.type);
  res.set('X-Content-Type-Options', 'nosniff');
  res.set('Cross-Origin-Resource-Policy', 'same-origin');
  const encoding = isCompressible(asset) ? encodingFor(req) : undefined;
  if (isCompressible(asset)) res.set('Vary', 'Accept-Encoding');
  if (encoding) res.set('Content-Encoding', encoding);
  const body = encoding ? await compressed(asset, encoding, 'smallest') : asset.content;
  res.set('Content-Length', String(body.length));
  res.end(req.method === 'HEAD' ? undefined : body);
}

const addressed = /^\/static\/([0-9a-f]+)\/(.+)$/;
/** A service worker looks after the pages below its own address, and that is all of them. */
const serviceWorker = '/service-worker.js';

const isCompressible = (asset: Asset) => /^text|svg/.test(asset.type);

/** The style sheet, from .cache when its sources have not changed: compiling takes a second, reading nothing. */
async function compiledStyles(): Promise<string> {
  const folder = path.join(staticFolder, 'css');
  const sources = await filesBelow(folder);
  const versions = await Promise.all(
    ['govuk-frontend', 'sass'].map((name) => readFile(path.join(packages, name, 'package.json'))),
  );
  const key = fingerprint([
    ...sources,
    ...(await Promise.all(sources.map((file) => readFile(file)))),
    ...versions,
  ]);
  const kept = path.join(root, '.cache', `app-${key}.css`);

  const known = await readFile(kept, 'utf8').catch(() => undefined);
  if (known) return known;
  const css = await compile(path.join(folder, 'app.scss'));
  await keep(kept, css).catch(() => {
    // A read-only checkout is fine: the next start compiles again.
  });
  return css;
}

async function compile(file: string): Promise<string> {
  const sass = await import('sass');
  const { css } = sass.compile(file, {
    loadPaths: [packages],
    style: 'compressed',
    quietDeps: true,
  });
  return css;
}

/** Writes beside and renames, so that a node that starts at the same moment never reads half a file. */
async function keep(file: string, content: string) {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, content);
  await rename(draft, file);
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

const toAddress = (file: string) => file.split(path.sep).join('/');

/** Packages name a source map that is not served; browsers' tools would ask for it in vain. */
const withoutSourceMap = (name: string, content: Buffer) =>
  name.endsWith('.js')
    ? Buffer.from(content.toString().replace(/\/\/# sourceMappingURL=.*\s*$/, ''))
    : content;

/** Comments and indentation are for whoever reads a script here; browsers are sent it without. */
const asSent = (file: string, content: Buffer) =>
  file.endsWith('.js')
    ? Buffer.from(
        content
          .toString()
          .replace(/^[ \t]*\/\*\*.*?\*\/\n/gms, '')
          .replace(/^[ \t]*\/\/.*\n/gm, '')
          .replace(/^[ \t]+/gm, ''),
      )
    : content;

function fingerprint(parts: (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(String(part.length)).update(':').update(part);
  return hash.digest('hex').slice(0, 16);
}
