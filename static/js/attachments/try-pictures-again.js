const waits = [5, 15, 45, 120, 300, 600];

/** A picture that is still being checked for viruses is not there yet: it is asked for again, less and less often. */
export function start() {
  const tries = new WeakMap();
  const again = ({ target }) => {
    if (!(target instanceof HTMLImageElement) || !target.getAttribute('src')?.startsWith('/attachments/'))
      return;
    const tried = tries.get(target) ?? 0;
    if (tried >= waits.length) return;
    tries.set(target, tried + 1);
    setTimeout(
      () => target.isConnected && target.setAttribute('src', target.getAttribute('src')),
      waits[tried] * 1000,
    );
  };
  // It does not rise to the document, but passes through it on its way down.
  document.addEventListener('error', again, { capture: true });
  for (const image of document.images)
    if (image.complete && image.naturalWidth === 0) again({ target: image });
}
