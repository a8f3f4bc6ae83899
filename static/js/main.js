import { initAll } from '../vendor/govuk-frontend.min.js';

// GOV.UK Frontend's components start only on a body that says scripts run here.
document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();

/** What a page gets, by what is on it. Each of these files starts one behaviour. */
const behaviours = {
  'form:has([data-answering])': './replies/composer.js',
  'body[data-viewer-id], [action="/sign-in"]': './forms/drafts.js',
  textarea: './forms/ctrl-enter.js',
  '[data-similar]': './similar-topics/look.js',
  '[data-search-live]': './search/as-you-type.js',
  '[data-writing]': './writing/mentions.js',
  '[data-writing] textarea': './writing/paste.js',
  '[data-attaching]': './attachments/attach.js',
  'template[data-toolbar]': './writing/toolbar.js',
  'form[data-passkey]': './passkeys/ask.js',
  '[data-choosing]': './moderation/tick-all.js',
  '[data-move]': './collections/move.js',
  '[data-presets]': './notice-mails/presets.js',
  '[data-room] form[data-reply-form]': './replies/post.js',
  '[data-can="quote"]': './replies/quote.js',
};
/** What can wait until the page has loaded and can be used. */
const afterwards = {
  'img[src^="/attachments/"], [data-attaching], main [data-room]': './attachments/try-pictures-again.js',
  '[data-room]': './live.js',
  '[data-part^="seen-"]': './people/seen.js',
  body: './service-worker-registration.js',
};

startThose(behaviours);
if (document.readyState === 'complete') startThose(afterwards);
else addEventListener('load', () => startThose(afterwards), { once: true });

function startThose(files) {
  for (const [selector, file] of Object.entries(files)) {
    if (document.querySelector(selector)) import(file).then(({ start }) => start());
  }
}
