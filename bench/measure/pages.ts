import type { Child } from '../child.ts';
import { medianOf, type Rate, round } from '../figures.ts';
import type { OurServer } from '../our-server.ts';
import { readProcessorTime } from '../process-use.ts';
import type { Load } from '../programs/load.ts';
import type { Sizes } from '../sizes.ts';

/** A page, as asked for by a visitor or by members, and as often as it takes turns. */
export interface MeasuredPage {
  name: string;
  paths: string[];
  cookies: string[];
  acceptEncoding?: string;
}

/** With what the server itself used of a processor; a figure that other programs disturb less than time. */
type PageRate = Rate & { processorMicroseconds: number };

export interface PageFigures {
  ours: PageRate;
  bare: PageRate;
  bareWithoutEtag: PageRate;
  ratio: number;
  ratioWithoutEtag: number;
  processorRatio: number;
  /** What is sent: the constant page has just as many. */
  bytes: number;
}

const connections = 10;

interface Servers {
  load: Child;
  ours: OurServer;
  bare: Child;
  bareUrls: BareUrls;
}

export interface BareUrls {
  url: string;
  urlWithoutEtag: string;
  urlCompressed: string;
}

/** Asks our server and the bare one in turn for a page of the same size. */
export async function measurePage(page: MeasuredPage, servers: Servers, sizes: Sizes) {
  const {
    ours: { url: ourUrl, pid },
    bare,
    bareUrls,
  } = servers;
  const requests = requestsFor(page);
  const [first] = requests;
  const answer = await fetch(ourUrl + first?.path, {
    headers: { ...first?.headers, 'accept-encoding': 'identity' },
  });
  const html = await answer.text();
  const key = page.name.replace(/\W+/g, '-');
  await bare.ask({ pages: { [key]: html } });

  const asBare = requestsFor({ ...page, paths: [`/${key}`], cookies: [] });
  const bareUrl = page.acceptEncoding ? bareUrls.urlCompressed : bareUrls.url;
  const runs = {
    ours: { url: ourUrl, pid, requests },
    bare: { url: bareUrl, pid: bare.pid, requests: asBare },
    bareWithoutEtag: { url: bareUrls.urlWithoutEtag, pid: bare.pid, requests: asBare },
  };
  const run = async (
    { pid, ...asked }: (typeof runs)['ours'],
    seconds = sizes.secondsPerRound,
  ): Promise<PageRate> => {
    const before = await readProcessorTime(pid);
    const rate = await servers.load.ask<Rate>({ ...asked, connections, seconds } satisfies Load);
    return { ...rate, processorMicroseconds: round(((await readProcessorTime(pid)) - before) / rate.count) };
  };
  for (const each of Object.values(runs)) await run(each, sizes.secondsPerRound / 2);

  const rounds: Record<keyof typeof runs, PageRate>[] = [];
  for (let at = 0; at < sizes.rounds; at++) {
    rounds.push({
      ours: await run(runs.ours),
      bare: await run(runs.bare),
      bareWithoutEtag: await run(runs.bareWithoutEtag),
    });
  }
  const [ours, plain, bareWithoutEtag] = (['ours', 'bare', 'bareWithoutEtag'] as const).map((name) =>
    medianOf(rounds.map((each) => each[name])),
  ) as [PageRate, PageRate, PageRate];
  return {
    ours,
    bare: plain,
    bareWithoutEtag,
    ratio: round(ours.perSecond / plain.perSecond),
    ratioWithoutEtag: round(ours.perSecond / bareWithoutEtag.perSecond),
    processorRatio: round(plain.processorMicroseconds / ours.processorMicroseconds),
    bytes: Buffer.byteLength(html),
  } satisfies PageFigures;
}

/** Each page asked for once, so that nothing drawn before can be used. */
export function measureFirstTime({ paths, cookies }: MeasuredPage, load: Child, url: string): Promise<Rate> {
  const requests = requestsFor({ paths, cookies });
  return load.ask<Rate>({ url, requests, connections: 1, amount: requests.length } satisfies Load);
}

function requestsFor({ paths, cookies, acceptEncoding }: Omit<MeasuredPage, 'name'>): Load['requests'] {
  return paths.map((path, at) => {
    const cookie = cookies[at % cookies.length];
    const headers: Record<string, string> = { ...(cookie && { cookie }) };
    if (acceptEncoding) headers['accept-encoding'] = acceptEncoding;
    return { path, headers };
  });
}
