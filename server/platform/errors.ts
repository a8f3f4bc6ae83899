/** Something to do next, as a link. */
interface NextStep {
  href: string;
  text: string;
}

/** Something that was asked for and is not done, with words that say why and what to do next. */
export class Refusal extends Error {
  readonly status: number;
  readonly title: string;
  /** After how many seconds it is worth trying again, where that is known. */
  readonly retryAfter?: number;
  readonly actions: NextStep[] = [];
  /** Set where what was typed is kept, so that nobody need copy it. */
  isKept = false;

  constructor(status: number, title: string, message: string, retryAfter?: number) {
    super(message);
    this.status = status;
    this.title = title;
    this.retryAfter = retryAfter;
  }

  /** The same, with links to what can be done next. */
  leadingTo(...actions: NextStep[]): this {
    this.actions.push(...actions);
    return this;
  }
}

/** It does not exist, or not for this viewer: nobody can tell which. */
export const notFound = () =>
  new Refusal(404, 'Page not found', 'If you typed the web address, check it is correct.');

/** What was asked for is somewhere else now: whoever asks for one of these pages beneath its old address is led there. */
export class Elsewhere extends Refusal {
  readonly leads: Map<string, string>;

  constructor(from: string, to: string, paths: string[]) {
    super(404, 'Page not found', 'It is somewhere else now.');
    this.leads = new Map(paths.map((path) => [from + path, to + path]));
  }
}

/** What was asked for was given up because it took too long. */
export class TooSlow extends Refusal {
  constructor() {
    super(503, 'This takes too long', 'Ask for less of it.');
  }
}

/** They can see it, and may not do this; `why` is a sentence for them. */
export const notAllowed = (why: string) => new Refusal(403, 'You cannot do this', why);

/** Too many tries; `wait` says in words how long to wait, `seconds` says it to programs. */
export const tooMany = (wait: string, seconds: number) =>
  new Refusal(429, 'You have tried too many times', `Try again in ${wait}.`, seconds);
