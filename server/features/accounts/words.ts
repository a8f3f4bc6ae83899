import { config } from '../../config.ts';
import type { SignedInBy } from '../../platform/viewer.ts';

export const deviceInWords = (device: string) => device || 'A browser that we do not know';

export const placeInWords = (place: string) => place || 'place not known';

const ways: Record<SignedInBy, string> = {
  link: 'a link sent by email',
  provider: 'your council’s own sign-in',
  passkey: 'a passkey',
  demonstration: 'the list of demonstration people',
};

export const wayInWords = (way: SignedInBy | null) => (way ? ways[way] : 'a way that we did not note');

/** Whom to ask who cannot sign in, as the end of a sentence that begins with "To …,". */
export const whomToAsk = config.CONTACT_EMAIL ? `write to ${config.CONTACT_EMAIL}` : 'ask a coordinator';
