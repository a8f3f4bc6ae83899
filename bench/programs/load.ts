import autocannon from 'autocannon';
import { answerParent } from '../child.ts';
import { type Rate, round, timesOf } from '../figures.ts';

export interface Load {
  url: string;
  /** Asked for in turn. */
  requests: { path: string; headers?: Record<string, string> }[];
  connections: number;
  /** For how long, or how many requests in all. */
  seconds?: number;
  amount?: number;
}

/** Asks a server for pages as fast as it sends them. Any answer but 200 makes the figures worthless, so is an error. */
answerParent(async (load: Load): Promise<Rate> => {
  const times: number[] = [];
  const began = performance.now();
  const result = await run(load, (milliseconds) => times.push(milliseconds));
  const took = (performance.now() - began) / 1000;
  if (result.non2xx + result.errors + result.timeouts > 0) {
    const answers = JSON.stringify(result.statusCodeStats);
    throw new Error(`${load.url}${load.requests[0]?.path}: ${answers}, ${result.errors} errors`);
  }
  return { perSecond: round(times.length / took), count: times.length, ...timesOf(times) };
});

function run({ seconds, ...load }: Load, took: (milliseconds: number) => void): Promise<autocannon.Result> {
  const limit = seconds ? { duration: seconds } : {};
  return new Promise((done, failed) => {
    const running = autocannon({ ...load, ...limit, sampleInt: 100 }, (error, result) =>
      error ? failed(error) : done(result),
    );
    running.on('response', (_client, _status, _bytes, milliseconds) => took(milliseconds));
  });
}
