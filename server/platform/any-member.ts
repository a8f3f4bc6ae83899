import type { Response } from 'express';
import { asPart, mark } from './frame.ts';
import type { SignedIn } from './viewer.ts';
import { render } from './views.ts';

/** What pages show otherwise to some members than to others, besides what is put in for each: frames are kept apart by it. */
export const groupOf = (viewer: SignedIn) => {
  const { isProofDue } = viewer;
  if (viewer.kind === 'guest') return { kind: viewer.kind, isProofDue };
  const { kind, isAdministrator, isCoordinator, leads, waitingPowers } = viewer;
  return {
    kind,
    isProofDue,
    isAdministrator,
    isCoordinator,
    isLead: leads.length > 0,
    waitingPowers: waitingPowers !== null,
  };
};

/** A member as a kept frame shows them. Nothing of a real one may be in it but what groupOf() says. */
export const anyMember = (viewer: SignedIn) => ({
  ...groupOf(viewer),
  id: mark('viewerId'),
  writer: mark('viewerWriter'),
  name: mark('viewerName'),
  email: mark('viewerEmail'),
  council: { name: mark('viewerCouncil') },
  organisation: mark('viewerOrganisation'),
  bell: mark('viewerBell'),
  queue: mark('viewerQueue'),
});

export const partsOfMember = ({ id, writer, name, email, unreadNotices, inQueue, ...from }: SignedIn) => ({
  viewerId: asPart(id),
  viewerWriter: asPart(writer),
  viewerName: asPart(name),
  viewerEmail: asPart(email),
  viewerCouncil: asPart(from.council?.name ?? ''),
  viewerQueue: [Buffer.from(render('layouts/_queue', { count: inQueue }))],
  viewerBell: [Buffer.from(render('layouts/_bell', { count: unreadNotices }))],
  viewerOrganisation: asPart(from.kind === 'guest' ? from.organisation : ''),
});

const usual = new Set(['requestId', 'viewer', 'signedIn', 'path']);

/** True when nothing else was given to the page of this request, which could be for one person alone. */
export const hasUsualLocals = ({ locals }: Response) => Object.keys(locals).every((name) => usual.has(name));
