import { type Request, Router } from 'express';
import { readParameter } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { notFound } from '../../platform/errors.ts';
import { isOneClick, oneClickPath } from '../../platform/one-click.ts';
import { findSignedIn } from '../accounts/viewers.ts';
import { kindsInWords } from './draw-mail.ts';
import { findNamedTopic } from './queries.ts';
import { readBefore, readStop, type StopOf, sealBefore, stopAddress } from './stop.ts';
import { isStopped, stopMails, undoStop } from './stop-mails.ts';

/** Where the link at the end of a mail leads. It signs nobody in, and to be opened ends nothing: programs that look for viruses open it. */
export const stopRoutes = Router();

const stillTold = 'You are still told of replies to you and of mentions of you there.';
const toldNothing =
  'Nothing of it comes by email or into your notices, not even replies to you. You are still told what is done to your own posts.';
const stillWaits = 'What you would have had by email still waits in your notices.';
const doneWords = { undone: 'You get these emails again' };

stopRoutes.get('/stop-emails/:token', async (req, res) => {
  const stop = stopIn(req);
  const before = readParameter(req.query.before);
  const [ended, words] = [await isStopped(stop), await inWords(stop)];
  const saysStopped = doneIn(req, { stopped: 'yes' }) ? 'You have stopped emails' : 'You get no emails';
  res.set('Cache-Control', 'no-store').render('notice-mails/stop', {
    action: req.path,
    title: ended ? `${saysStopped} ${words}` : `Stop emails ${words}?`,
    goesOn: 'topicId' in stop ? (stop.wholly ? toldNothing : stillTold) : stillWaits,
    isStopped: ended,
    before: readBefore(before, stop.personId) && before,
    topicAlone: ended ? undefined : await findTopicAlone(stop),
    done: doneIn(req, doneWords),
  });
});

stopRoutes.post('/stop-emails/:token', async (req, res) => {
  const stop = stopIn(req);
  const before = await stopMails(stop);
  // Nobody reads the answer to a mail program, and it follows no address.
  if (isOneClick(req)) return res.type('text').send('Stopped');
  const query = new URLSearchParams({ done: 'stopped' });
  if (before) query.set('before', sealBefore(stop.personId, before));
  res.redirect(303, `${req.path}?${query}`);
});

stopRoutes.post('/stop-emails/:token/undo', async (req: Request<{ token: string }>, res) => {
  const { personId } = stopIn(req);
  const before = readBefore(readParameter(req.body?.before), personId);
  if (before) await undoStop(personId, before);
  res.redirect(303, `${oneClickPath}${req.params.token}${before ? '?done=undone' : ''}`);
});

function stopIn(req: Request): StopOf {
  const stop = readStop(readParameter(req.params.token));
  if (!stop) throw notFound();
  return stop;
}

/** Where kinds came of one topic: how to end that alone, and leave them as they are elsewhere. */
async function findTopicAlone(stop: StopOf) {
  if (!('kinds' in stop) || !stop.of) return undefined;
  const alone = { personId: stop.personId, topicId: stop.of, wholly: true } as const;
  if (await isStopped(alone)) return undefined;
  const { personId, ...ends } = alone;
  return { action: stopAddress(personId)(ends), words: await inWords(alone), toldNothing };
}

/** What it ends, behind "emails": "of mentions". A topic is named only to whoever may see it. */
async function inWords(stop: StopOf): Promise<string> {
  if ('digest' in stop) return `in your ${stop.digest} digest`;
  if ('kinds' in stop) return `of ${kindsInWords(stop.kinds)}`;
  const reader = await findSignedIn(stop.personId);
  const topic = reader && (await findNamedTopic(reader, stop.topicId));
  return topic?.title ? `about “${topic.title}”` : 'about a topic';
}
