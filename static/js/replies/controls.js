import { changePage } from '../live/patch.js';
import { fetchThisPage } from '../live/this-page.js';
import { mayReply } from './standing.js';

/** Puts into new HTML what this viewer can do there. The server decides anew when it is used. */
export function fillControls(piece, region, old) {
  for (const slot of piece.querySelectorAll('[data-slot="reply"]')) {
    if (isViewer(slot.dataset.author)) piece.dataset.own = '';
    // While there is a form it may be open again: what leads to it is there, and shown when the viewer may reply.
    const canReply = mayReply(region) || region.querySelector('[data-reply-form]') !== null;
    slot.replaceWith(...replyControls(slot.dataset, { ...region.dataset, canReply }));
  }
  for (const own of piece.querySelectorAll('[data-viewers]')) {
    const present = old?.querySelector(`[data-viewers="${own.dataset.viewers}"]`);
    own.replaceChildren(...(present?.cloneNode(true).childNodes ?? []));
  }
}

function replyControls({ id, number, name, author, ...state }, { canReply, canAccept, canModerate }) {
  const template = document.querySelector('#reply-controls');
  if (!template) return [];
  const filled = document.createElement('template');
  filled.innerHTML = template.innerHTML.replaceAll('__ID__', id).replaceAll('__NUMBER__', number);
  for (const words of filled.content.querySelectorAll('span')) {
    words.textContent = words.textContent.replace('__NAME__', () => name);
  }
  const removed = state.removed !== 'false';
  const accepted = state.accepted === 'true';
  const isOwn = isViewer(author);
  const can = {
    reply: canReply && !removed,
    quote: canReply && !removed,
    edit: isOwn && (!removed || state.removed === 'hidden'),
    remove: isOwn && !removed,
    restore: isOwn && state.removed === 'by author',
    accept: canAccept !== undefined && !accepted && !removed,
    unaccept: canAccept !== undefined && accepted,
    report: !isOwn && !removed,
    moderate: canModerate !== undefined && state.removed !== 'by author',
  };
  for (const control of filled.content.querySelectorAll('[data-can]')) {
    if (!can[control.dataset.can]) control.remove();
  }
  return filled.content.children;
}

/**
 * What can be done with the topic, and which others it leads to, depends on who looks in ways that only the server
 * knows, so those whom it concerns fetch it.
 */
export async function refreshTopicControls(region) {
  const topic = document.querySelector('[data-part="topic"]');
  const mayDoSomething = isViewer(topic?.dataset.owner) || region.dataset.canAccept !== undefined;
  // What everybody has there does not change by it.
  const hasOwn = [
    ...(topic?.querySelectorAll('[data-viewers]:not([data-viewers="follow"], [data-viewers="report"])') ??
      []),
  ].some((own) => own.children.length > 0);
  if (hasOwn || mayDoSomething || topic?.dataset.linkCount !== '0') await fetchTopicControls(topic);
}

/** Whoever has just posted follows the topic from then on, here and on their other pages. */
export async function refreshFollowing(posted) {
  const open = document.querySelector('[data-followed-by-posting]');
  if (open && posted.dataset.own !== undefined) await fetchTopicControls(open.closest('[data-part]'));
}

async function fetchTopicControls(topic) {
  const page = await fetchThisPage();
  const fresh = page?.querySelector('[data-part="topic"]');
  if (!fresh || !topic.isConnected) return;
  changePage(() => {
    for (const own of topic.querySelectorAll('[data-viewers]')) {
      const wanted = fresh.querySelector(`[data-viewers="${own.dataset.viewers}"]`);
      if (wanted) own.replaceChildren(...wanted.childNodes);
    }
  });
}

const isViewer = (id) => id === document.querySelector('[data-viewer-id]')?.dataset.viewerId;
