/** Something that was asked for and is not done, with words that say why and what to do next. */
export class Refusal extends Error {
  readonly status: number;
  readonly title: string;
  /** After how many seconds it is worth trying again, where that is known. */
  readonly retryAfter?: number;

  constructor(status: number, title: string, message: string, retryAfter?: number) {
    super(message);
    this.status = status;
    this.title = title;
    this.retryAfter = retryAfter;
  }
}

/** It does not exist, or not for this viewer: nobody can tell which. */
export const notFound = () =>
  new Refusal(404, 'Page not found', 'If you typed the web address, check it is correct.');

/** They can see it, and may not do this; `why` is a sentence for them. */
export const notAllowed = (why: string) => new Refusal(403, 'You cannot do this', why);

/** Too many tries; `wait` says in words how long to wait, `seconds` says it to programs. */
export const tooMany = (wait: string, seconds: number) =>
  new Refusal(429, 'You have tried too many times', `Try again in ${wait}.`, seconds);
