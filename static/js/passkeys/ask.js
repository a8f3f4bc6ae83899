// A classic script: it leaves what it has in one global name.
import '../../vendor/simplewebauthn.umd.min.js';

const { browserSupportsWebAuthn, startAuthentication, startRegistration } = globalThis.SimpleWebAuthnBrowser;

/** Lets forms ask the device for a passkey: its answer goes into a hidden field, and the form to the server. */
export function start() {
  for (const form of document.querySelectorAll('form[data-passkey]')) prepare(form);
  if (browserSupportsWebAuthn() && hasUsedOne()) offerFirst();
}

const usedHere = 'passkey-used';

/** Where a passkey has been used before it is offered before the link, but not between an error and its field. */
function offerFirst() {
  const way = document.querySelector('[data-passkey-way]');
  if (!way || document.querySelector('.govuk-error-summary')) return;
  way.querySelector('button').classList.remove('govuk-button--secondary');
  way.parentElement.querySelector('h1').after(way);
}

function hasUsedOne() {
  try {
    return localStorage.getItem(usedHere) !== null;
  } catch {
    return false;
  }
}

function rememberUse() {
  try {
    localStorage.setItem(usedHere, 'yes');
  } catch {
    // A browser that keeps nothing offers the link first.
  }
}

function prepare(form) {
  const words = form.parentElement.querySelector('[data-passkey-words]');
  if (!browserSupportsWebAuthn()) {
    words.textContent = 'This browser cannot use passkeys. Try another, or bring it up to date.';
    return;
  }
  words.textContent = '';
  form.hidden = false;
  let isAsking = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    words.textContent = 'Now follow what your browser or device asks.';
    words.textContent = (await ask(form)) ?? 'Checking.';
    isAsking = false;
  });
}

/** Asks, and sends the form. Says in words why it did not. */
async function ask(form) {
  const sent = await fetchOptions(form);
  // The page that answers the form says what is wrong with it.
  if (sent?.status === 422) return form.submit();
  if (!sent?.ok) return wordsFor(sent);
  const optionsJSON = await sent.json();
  const startCeremony = form.dataset.passkey === 'add' ? startRegistration : startAuthentication;
  try {
    form.elements.credential.value = JSON.stringify(await startCeremony({ optionsJSON }));
  } catch (error) {
    return wordsForDevice(error, optionsJSON.rpId ?? optionsJSON.rp.id);
  }
  rememberUse();
  form.submit();
}

function fetchOptions(form) {
  const body = new URLSearchParams(new FormData(form));
  return fetch(`${form.action}/options`, { method: 'POST', body }).catch(() => null);
}

function wordsFor(sent) {
  if (!sent) return 'The service cannot be reached. Check your connection and try again.';
  if (sent.status === 429)
    return `You have tried too many times. Try again in ${Math.ceil(sent.headers.get('Retry-After') / 60)} minutes.`;
  // Something else has to come first by now, such as signing in: the page says what.
  if (sent.status < 500) location.reload();
  return 'Sorry, there is a problem with the service. Try again in a few minutes.';
}

function wordsForDevice({ code, name }, host) {
  if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED')
    return 'This device has a passkey of yours already.';
  if (code === 'ERROR_INVALID_DOMAIN' || code === 'ERROR_INVALID_RP_ID')
    return `Passkeys do not work at ${location.hostname}. Open the service at ${host}.`;
  if (code?.startsWith('ERROR_AUTHENTICATOR_MISSING'))
    return 'This device cannot keep passkeys that ask for your fingerprint, face or PIN. Try another device.';
  if (name === 'NotAllowedError') return 'No passkey was used. Try again when you are ready.';
  return 'Your browser could not use a passkey. Try again, or try another browser.';
}
