import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * How long at most nobody else had a turn while something was going on, as a part of how long that took: near to 1
 * where it held everybody up to its end. Both grow alike on a machine that has much to do.
 */
export async function longestHold<T>(act: () => PromiseLike<T>) {
  const delays = monitorEventLoopDelay({ resolution: 5 });
  const begun = performance.now();
  delays.enable();
  const given = await act();
  delays.disable();
  const took = performance.now() - begun;
  return { given, took, part: delays.max / 1_000_000 / took };
}
