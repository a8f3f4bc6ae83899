import { type Request, Router } from 'express';
import { readId, readNumber, readParameter } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { notFound, Refusal } from '../../platform/errors.ts';
import { readForm } from '../../platform/forms.ts';
import { signedInOf } from '../../platform/viewer.ts';
import { settleReadings } from '../topics/readings.ts';
import { readingForm, undoForm } from './forms.ts';
import { addressOf, inboxPage } from './inbox-page.ts';
import { isNoticeKind } from './kinds.ts';
import { findNoticeFor, type InboxFilter } from './list-inbox.ts';
import { type Marked, markRead, undoMarkRead } from './mark-read.ts';
import { countUnreadOf } from './room.ts';

export const signedInRoutes = Router();

const doneWords = { new: 'Marked as new again' };

signedInRoutes.get('/notices', async (req, res) => {
  // What they have just read waits no longer.
  await settleReadings(req.viewer);
  const page = await inboxPage(signedInOf(req.viewer), { ...readAsked(req), readAt: readUndo(req) });
  res.render('notices/index', { ...page, done: doneIn(req, doneWords) });
});

signedInRoutes.get('/notices/count', async (req, res) => {
  await settleReadings(req.viewer);
  res.json({ count: await countUnreadOf(signedInOf(req.viewer).id) });
});

/** Leads on to what somebody was told of where no page of a topic is seen, by which it would be read. */
signedInRoutes.get('/notices/:noticeId', async (req, res) => {
  const viewer = signedInOf(req.viewer);
  const found = await findNoticeFor(viewer, readId(req.params.noticeId));
  if (!found) throw notFound();
  if (found.isUnread) await markRead(viewer, { noticeId: found.id });
  res.redirect(303, found.href ?? (found.topic ? `/topics/${found.topic.id}` : '/notices?show=all'));
});

signedInRoutes.post('/notices/readings', async (req, res) => {
  const marked = readMarked(req);
  if (!marked) throw nothingMarked();
  const readAt = await markRead(signedInOf(req.viewer), marked);
  res.redirect(303, addressOf({ ...readAsked(req), readAt: readAt.toISOString() }));
});

signedInRoutes.post('/notices/readings/removal', async (req, res) => {
  const form = readForm(undoForm, req.body);
  if (!form.ok || !form.values.readAt) throw nothingMarked();
  await undoMarkRead(signedInOf(req.viewer), new Date(form.values.readAt));
  res.redirect(303, addressOf({ ...readAsked(req), done: 'new' }));
});

function readMarked(req: Request): Marked | undefined {
  const form = readForm(readingForm, req.body);
  if (!form.ok) return undefined;
  const { topicId, noticeId, everything } = form.values;
  if (topicId) return { topicId };
  if (noticeId) return { noticeId };
  return everything && 'everything';
}

const nothingMarked = () =>
  new Refusal(422, 'We do not know what to mark as read', 'Go back to your notices and try again.').leadingTo(
    {
      href: '/notices',
      text: 'Your notices',
    },
  );

const readAsked = (req: Request) => ({ ...readFilter(req), page: readNumber(req.query.page) });

function readFilter(req: Request): InboxFilter {
  const kind = readParameter(req.query.kind);
  const onlyUnread = readParameter(req.query.show) !== 'all';
  return isNoticeKind(kind) ? { onlyUnread, kind } : { onlyUnread };
}

/** When something was marked as read just now; anything else counts as not given. */
function readUndo(req: Request): string | undefined {
  const text = readParameter(req.query.readAt);
  return undoForm.parse({ readAt: text }).readAt;
}
