import { changePage } from '../live/patch.js';
import { fetchThisPage } from '../live/this-page.js';

const own = '.own-actions.topic-part';

/** Puts into new HTML what this viewer can do there. The server decides anew when it is used. */
export function fillControls(piece, region, old) {
  for (const slot of piece.querySelectorAll('[data-slot="reply"]')) {
    if (isViewer(slot.dataset.author)) piece.dataset.own = '';
    slot.replaceWith(...replyControls(slot.dataset, region.dataset));
  }
  for (const slot of piece.querySelectorAll('[data-slot="topic"]')) {
    const present = old?.querySelector(own);
    slot.replaceWith(...(present ? [present.cloneNode(true)] : []));
  }
}

function replyControls({ id, number, name, author, ...state }, { canReply, canAccept }) {
  const template = document.querySelector('#reply-controls');
  if (!template) return [];
  const filled = document.createElement('template');
  filled.innerHTML = template.innerHTML.replaceAll('__ID__', id).replaceAll('__NUMBER__', number);
  for (const words of filled.content.querySelectorAll('span')) {
    words.textContent = words.textContent.replace('__NAME__', () => name);
  }
  const removed = state.removed === 'true';
  const accepted = state.accepted === 'true';
  const isOwn = isViewer(author);
  const can = {
    reply: canReply !== undefined && !removed,
    edit: isOwn && !removed,
    remove: isOwn && !removed,
    restore: isOwn && removed,
    accept: canAccept !== undefined && !accepted && !removed,
    unaccept: canAccept !== undefined && accepted,
  };
  for (const control of filled.content.querySelectorAll('[data-can]')) {
    if (!can[control.dataset.can]) control.remove();
  }
  return filled.content.children;
}

/**
 * What can be done with the topic depends on its state in ways that only the server knows, so those who can do
 * something with it fetch it.
 */
export async function refreshTopicControls(region) {
  const topic = document.querySelector('[data-part="topic"]');
  const mayDoSomething = isViewer(topic?.dataset.owner) || region.dataset.canAccept !== undefined;
  if (!topic?.querySelector(own) && !mayDoSomething) return;
  const page = await fetchThisPage();
  const fresh = page?.querySelector('[data-part="topic"]');
  if (!fresh || !topic.isConnected) return;
  changePage(() => {
    const present = topic.querySelector(own);
    const wanted = fresh.querySelector(own);
    if (present && wanted) present.replaceWith(wanted);
    else if (present) present.remove();
    else if (wanted) topic.querySelector('.reading').append(wanted);
  });
}

const isViewer = (id) => id === document.querySelector('[data-viewer-id]')?.dataset.viewerId;
