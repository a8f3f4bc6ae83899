import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { readReferer } from './addresses.ts';
import { Elsewhere, notFound, Refusal } from './errors.ts';
import { log } from './log.ts';
import { secondStepAddress } from './powers.ts';
import { pathToLog } from './request-log.ts';

export const showNotFound: RequestHandler = () => {
  throw notFound();
};

/** Shows a refusal as it is put; anything else is logged, and shown as a problem of ours with a reference to the log. */
export const showError: ErrorRequestHandler = (error, req, res, next) => {
  const { requestId } = res.locals;
  const refusal = asRefusal(error);
  if (!refusal)
    log.error({ error, id: requestId, method: req.method, path: pathToLog(req) }, 'Request failed');
  if (res.headersSent) return next(error);
  const lead = error instanceof Elsewhere && error.leads.get(req.path);
  // What a form sends is sent on as it is, so that nothing that was typed is lost.
  if (lead) return res.redirect(['GET', 'HEAD'].includes(req.method) ? 303 : 307, lead);
  const { status, title, message } = refusal ?? problem;
  res.status(status);
  if (refusal?.retryAfter) res.set('Retry-After', String(refusal.retryAfter));
  res.render('errors/error', {
    title,
    paragraphs: message.split('\n\n'),
    typed: typedIn(req),
    isKept: refusal?.isKept,
    actions: refusal?.actions.length ? leadingBack(refusal.actions, req) : actionsAfter(status, req, res),
    requestId: refusal ? undefined : requestId,
  });
};

const problem = new Refusal(
  500,
  'Sorry, there is a problem with the service',
  'Try again in a few minutes. Nothing that we told you was saved is lost.',
);

/** A fault that is the sender's, in words: what express and its parsers say by a status. */
function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const { status } = (error ?? {}) as { status?: unknown };
  if (error instanceof URIError || status === 404) return notFound();
  if (status === 413) {
    const message =
      'We did not keep any of it. Go back, where your text should still be, and shorten it or send it in parts.';
    return new Refusal(413, 'What you sent is too large', message);
  }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new Refusal(
      status,
      'We could not read what was sent',
      'Go back to the page, check what you entered and send it again.',
    );
  }
  return undefined;
}

/** From the second step people come back to what they asked for, or to the page that their form was on. */
function leadingBack(actions: Refusal['actions'], req: Request) {
  const back = req.method === 'GET' ? req.originalUrl : readReferer(req.headers.referer);
  const query = new URLSearchParams({ back });
  return actions.map(({ href, text }) => ({
    href: href === secondStepAddress ? `${href}?${query}` : href,
    text,
  }));
}

function actionsAfter(status: number, req: Request, res: Response) {
  if (status === 410) return [{ href: '/sign-in', text: 'Ask for another link' }];
  if (status !== 404 || res.locals.signedIn) return [];
  const back = encodeURIComponent(req.originalUrl);
  return [
    {
      href: `/sign-in?back=${back}`,
      text: 'Sign in, if you are a member or came from one of our emails: some pages are only for the group',
    },
    { href: '/standard', text: 'Find a requirement' },
    { href: '/', text: 'Go to the home page' },
  ];
}

const notTyped = new Set([
  'formId',
  'files',
  'place',
  'writer',
  'draft',
  'draftVersion',
  'seenSimilar',
  'act',
  'from',
  'parentId',
  'topicId',
  'noticeId',
  'everything',
  'readAt',
  'back',
  'visibility',
  'visibilityFrom',
  'personId',
  'state',
  'credential',
  'clientSecret',
  'keptSecret',
  'moving',
  'workspaceId',
  'choice',
  'confirmed',
  'role',
  'council',
  'origin',
  'stage',
  'worked',
  'serviceId',
  'contactId',
  'showsVisits',
  'relation',
  'level',
  'searched',
  'otherId',
  'aboveId',
  'belowId',
  'lineFrom',
  'drawnFrom',
  'hoursFrom',
  'hoursTo',
  'digestHour',
  'digestWeekday',
  'restsOnHolidays',
  'preset',
  'of',
  'before',
  'interestId',
  'answer',
  'content',
  'inOrder',
  'category',
  'decision',
  'latest',
  'rule',
  'turn',
]);
/** A box or a list that there is one of for each thing: "topic-7", "mail-reply". */
const chosen = /^((in|workspace|topic|service|person|to|works|out|rule|reply)-\d+|mail-[a-z]+)$/;

/** What somebody had typed into a form that was refused, so that they can copy it. */
function typedIn(req: Request): string[] {
  const body = (req.body ?? {}) as Record<string, unknown>;
  return Object.entries(body)
    .filter(([field]) => !notTyped.has(field) && !chosen.test(field))
    .flatMap(([, text]) => text)
    .filter((text): text is string => typeof text === 'string' && text.trim() !== '');
}
