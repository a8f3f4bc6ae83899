/** Something that was asked for and is not done, with words that say why and what to do next. */
export class Refusal extends Error {
  readonly status: number;
  readonly title: string;

  constructor(status: number, title: string, message: string) {
    super(message);
    this.status = status;
    this.title = title;
  }
}

/** It does not exist, or not for this viewer: nobody can tell which. */
export const notFound = () =>
  new Refusal(404, 'Page not found', 'If you typed the web address, check it is correct.');

/** They can see it, and may not do this; `why` is a sentence for them. */
export const notAllowed = (why: string) => new Refusal(403, 'You cannot do this', why);

/** Too many tries; `wait` says in words how long. */
export const tooMany = (wait: string) =>
  new Refusal(429, 'You have tried too many times', `Try again in ${wait}.`);
