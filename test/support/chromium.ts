import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const CACHE = path.resolve('.cache');

/** The browser that npm installed, with the libraries and fonts that a machine without any browser lacks. */
export async function findChromium(): Promise<{ executablePath: string; env: Record<string, string> }> {
  const given = process.env.CHROME_PATH;
  if (given) return { executablePath: given, env: {} };
  if (`${process.platform}-${process.arch}` !== 'linux-x64') {
    throw new Error('npm has no browser for this machine: set CHROME_PATH to the program file of Chrome.');
  }
  const folder = await unpacked();
  return {
    executablePath: path.join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
    },
  };
}

/** Unpacks it once. A complete folder appears at once, so that test files that run side by side can all try. */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(await readFile('node_modules/@sparticuz/chromium/package.json', 'utf8'));
  const folder = path.join(CACHE, `chromium-${version}`);
  if (await stat(folder).catch(() => undefined)) return folder;

  await mkdir(CACHE, { recursive: true });
  const fresh = await mkdtemp(path.join(CACHE, 'new-'));
  await promisify(execFile)(process.execPath, [path.join(import.meta.dirname, 'unpack-chromium.ts')], {
    env: { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
  });
  await writeFile(path.join(fresh, 'fonts.conf'), fontSettings(folder));
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true }));
  return folder;
}

const fontSettings = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
