import { quoted } from '../writing/markdown/quoted.js';
import { answerReply, readReply, writeIn } from './composer.js';
import { placeQuotation } from './place-quotation.js';
import { forgetProblem, showProblem } from './problem.js';
import { offerBeside } from './quote-button.js';
import { copyOf, selectedIn } from './selected.js';

/** "Quote" puts what is selected in a post, or all of it, into the reply that is being written. */
export function start() {
  const form = document.querySelector('[data-room] form[data-reply-form]');
  if (!form) return;
  const quote = quoteInto(form);
  document.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest('a[data-can="quote"]');
    if (!link) return;
    event.preventDefault();
    const post = new URL(link.href).searchParams.get('quote');
    quote({ post, ranges: selectedIn(post) });
  });
  offerBeside(quote);
}

const quoteInto = (form) => {
  const field = form.querySelector('textarea');
  let wasIn = field === document.activeElement;
  field.addEventListener('focus', () => {
    wasIn = true;
  });

  return async ({ post, ranges }) => {
    // Before anything is waited for: what is selected may change.
    const pieces = ranges.map(copyOf);
    forgetProblem(form);
    let quotation;
    try {
      const response = await fetch(form.action.replace(/replies$/, `quotation?quote=${post}`));
      // Its own page says best what is wrong, such as that the session has run out.
      if (!response.ok || response.redirected) return location.assign(`?quote=${post}#write`);
      quotation = withPart(await response.json(), await markdownOf(pieces));
    } catch {
      return showProblem(
        form,
        'This could not be quoted because the service did not answer. Try again in a moment.',
      );
    }
    const reply = document.querySelector(`.replies #reply-${post}`);
    const hasBegun = field.value.trim() !== '' || form.querySelector('[name="parentId"]');
    if (!hasBegun && reply) answerReply(form, readReply(reply));
    placeQuotation(field, quotation, wasIn);
    writeIn(form);
  };
};

const withPart = ({ text, source }, part) => (part ? `${quoted(part)}\n>\n> — ${source}` : text);

async function markdownOf(pieces) {
  if (pieces.length === 0) return '';
  const { markdownIn } = await import('../writing/markdown/from-html.js');
  return pieces.map(markdownIn).filter(Boolean).join('\n\n');
}
