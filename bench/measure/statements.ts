import { setTimeout as pause } from 'node:timers/promises';
import { startOurServer } from '../our-server.ts';
import { countStatements } from '../statements.ts';

export interface StatementFigures {
  /** The first time that a page is asked for: it has to be drawn. */
  first: number;
  /** Each time after that, until something in it changes. */
  again: number;
}

interface Asked {
  path: string;
  cookie?: string;
}

/** What is written a moment after the page was sent, such as how far somebody has read, is counted too. */
const settled = 200;

/** SQL statements for each of these pages, on a server of its own. */
export async function measureStatements(
  pages: Record<string, Asked>,
  { databaseUrl, secret, logFile }: { databaseUrl: string; secret: string; logFile: string },
): Promise<Record<string, StatementFigures>> {
  const counted = await countStatements(databaseUrl);
  const server = await startOurServer(counted.url, secret, logFile);
  const figures: Record<string, StatementFigures> = {};
  try {
    for (const [name, { path, cookie = '' }] of Object.entries(pages)) {
      const ask = async () => {
        const response = await fetch(server.url + path, { headers: { cookie } });
        if (response.status !== 200) throw new Error(`${path} was answered with ${response.status}`);
        await response.text();
        await pause(settled);
      };
      // Not counted: that somebody is here is noted every few minutes, whatever they look at.
      if (cookie) await fetch(`${server.url}/about`, { headers: { cookie } });
      figures[name] = { first: await counted.during(ask), again: await counted.during(ask) };
    }
  } finally {
    await server.stop();
    await counted.stop();
  }
  return figures;
}
