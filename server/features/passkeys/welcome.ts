import type { Request, Response } from 'express';
import { config } from '../../config.ts';
import { readLocalPath } from '../../platform/addresses.ts';
import type { SignedInBy } from '../../platform/viewer.ts';
import { hasPasskey } from './queries.ts';

const offeredCookie = 'sp_passkey_offered';
const notAgainFor = 30 * 24 * 60 * 60 * 1000;

interface Arrived {
  id: number;
  returnTo: string;
  signedInBy: SignedInBy;
  isNew?: boolean;
}

/**
 * Where somebody goes who has signed in. Whoever used a link or is new here, and has no passkey, is offered one on the
 * way, once in thirty days in each browser.
 */
export async function leadOn(req: Request, res: Response, arrived: Arrived): Promise<string> {
  const back = readLocalPath(arrived.returnTo);
  const isAboutPasskeys = /^\/(account\/passkeys|sign-in\/second-step)/.test(back);
  const isWorthOffering = arrived.signedInBy === 'link' || arrived.isNew;
  if (!isWorthOffering || isAboutPasskeys || wasOffered(req)) return back;
  if (await hasPasskey(arrived.id)) return back;
  res.cookie(offeredCookie, 'yes', {
    httpOnly: true,
    sameSite: 'lax',
    secure: config.production,
    maxAge: notAgainFor,
    path: '/',
  });
  return `/account/passkeys/welcome?${new URLSearchParams({ back })}`;
}

const wasOffered = (req: Request) => (req.headers.cookie ?? '').includes(`${offeredCookie}=`);
