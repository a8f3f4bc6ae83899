/** Sends one file. `progress` is called with how much of it has gone, from 0 to 100. Only this way can that be known. */
export function sendFile(file, progress) {
  const request = new XMLHttpRequest();
  const answer = new Promise((resolve) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => progress((100 * loaded) / total));
    request.addEventListener('load', () => resolve(read(request, file)));
    request.addEventListener('error', () => resolve({ problem: notReached(file), canRetry: true }));
    request.addEventListener('abort', () => resolve({ isCancelled: true }));
  });
  const body = new FormData();
  body.append('files', file, file.name);
  request.open('POST', '/attachments');
  request.setRequestHeader('Accept', 'application/json');
  request.send(body);
  return { answer, cancel: () => request.abort() };
}

function read({ status, responseText }, { name }) {
  if (status === 401)
    return {
      problem: `“${name}” was not added, because you are signed out. Sign in in another window, then try again here.`,
      canRetry: true,
    };
  const { added = [], problems = [] } = parse(responseText);
  if (added[0]) return { added: added[0] };
  const isOurs = status >= 500 || status === 429;
  const problem = problems[0] ?? `“${name}” was not added, because there is a problem with the service.`;
  return { problem, canRetry: isOurs || problems.length === 0 };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

const notReached = ({ name }) =>
  navigator.onLine
    ? `“${name}” was not added, because the line broke off.`
    : `“${name}” was not added, because you are offline.`;
