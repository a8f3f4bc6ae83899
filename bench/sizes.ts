/** How much is measured, and for how long. */
export interface Sizes {
  topics: number;
  replies: number;
  people: number;
  /** Ours and bare in turn, this many times; what counts is the median. */
  rounds: number;
  secondsPerRound: number;
  /** Topics with a full page of replies: as many are asked for again and again as are asked for only once. */
  measuredTopics: number;
  openPages: number;
  messages: number;
  /** How many follow the topic in which posting is measured against one that nobody follows. */
  followers: number;
}

export const full: Sizes = {
  topics: 2000,
  replies: 20_000,
  people: 200,
  rounds: 3,
  secondsPerRound: 3,
  measuredTopics: 100,
  openPages: 1000,
  messages: 30,
  followers: 2000,
};

/** Only to see that everything still runs: its figures say little. */
export const quick: Sizes = {
  topics: 40,
  replies: 400,
  people: 10,
  rounds: 1,
  secondsPerRound: 0.2,
  measuredTopics: 2,
  openPages: 20,
  messages: 2,
  followers: 20,
};
