import type { Request } from 'express';

/** Where the addresses begin by which one press in a mail program ends mail. The rest of each says whose, and is a secret. */
export const oneClickPath = '/stop-emails/';

/**
 * True of what a mail program sends when somebody presses its "Unsubscribe" (RFC 8058): it comes from no page, and with
 * nothing that says who they are. The address is enough.
 */
export const isOneClick = ({
  method,
  path,
  headers,
}: Pick<Request, 'method' | 'path' | 'headers'>): boolean =>
  method === 'POST' &&
  path.startsWith(oneClickPath) &&
  !path.slice(oneClickPath.length).includes('/') &&
  headers.cookie === undefined &&
  headers.origin === undefined &&
  headers['sec-fetch-site'] === undefined;
