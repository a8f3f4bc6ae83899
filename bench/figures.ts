/** How long things took, in milliseconds. */
export interface Times {
  p50: number;
  p99: number;
  max: number;
}

export interface Rate extends Times {
  perSecond: number;
  count: number;
}

/** The time that this share of them took at most. */
export function timesOf(all: number[]): Times {
  const sorted = Float64Array.from(all).sort();
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { p50: round(at(0.5)), p99: round(at(0.99)), max: round(at(1)) };
}

/** Of several rounds, each figure's median: one round that another program disturbed does not count. */
export function medianOf<T extends object>(rounds: T[]): T {
  const names = Object.keys(rounds[0] ?? {}) as (keyof T)[];
  const median = (name: keyof T) =>
    rounds.map((round) => round[name] as number).sort((a, b) => a - b)[Math.floor(rounds.length / 2)];
  return Object.fromEntries(names.map((name) => [name, median(name)])) as T;
}

export const round = (value: number) => Number(value.toFixed(value < 10 ? 2 : 1));
