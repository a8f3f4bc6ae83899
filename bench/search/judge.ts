import { type Times, timesOf } from '../figures.ts';

/** A query with the sources of the topics that somebody judged to answer it; of a kind, such as "question" or "typo". */
export interface JudgedQuery {
  query: string;
  kind: string;
  relevant: string[];
}

export interface Judgement extends Times {
  queries: number;
  /** The share of queries with something relevant among the first three, and among the first ten. */
  successAt3: number;
  successAt10: number;
  /** One divided by the place of the first that is relevant, on average. */
  meanReciprocalRank: number;
}

interface Answer {
  query: JudgedQuery;
  /** The place of the first that is relevant, or 0. */
  place: number;
  milliseconds: number;
}

/** Asks every query once to warm up and then once for the figures; `search` gives the sources found, the best first. */
export async function judge(queries: JudgedQuery[], search: (query: string) => Promise<string[]>) {
  for (const { query } of queries) await search(query);
  const answers: Answer[] = [];
  for (const query of queries) {
    const began = performance.now();
    const found = await search(query.query);
    const milliseconds = performance.now() - began;
    answers.push({
      query,
      place: found.findIndex((source) => query.relevant.includes(source)) + 1,
      milliseconds,
    });
  }
  const kinds = Map.groupBy(answers, ({ query }) => query.kind);
  return {
    all: judgementOf(answers),
    byKind: Object.fromEntries([...kinds].map(([kind, some]) => [kind, judgementOf(some)])),
    missed: answers
      .filter(({ place }) => place === 0 || place > 3)
      .map(({ query, place }) => ({ ...query, place })),
  };
}

function judgementOf(answers: Answer[]): Judgement {
  const share = (fits: (place: number) => boolean) =>
    answers.filter(({ place }) => fits(place)).length / answers.length;
  return {
    queries: answers.length,
    successAt3: share((place) => place >= 1 && place <= 3),
    successAt10: share((place) => place >= 1 && place <= 10),
    meanReciprocalRank:
      answers.reduce((sum, { place }) => sum + (place > 0 ? 1 / place : 0), 0) / answers.length,
    ...timesOf(answers.map(({ milliseconds }) => milliseconds)),
  };
}
