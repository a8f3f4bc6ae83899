import type { Mails } from '../../platform/feature.ts';
import type { Letter } from '../../platform/letters.ts';

declare module '../../platform/letters.ts' {
  interface MailKinds {
    'edit-suggested': true;
    'suggestion-accepted': true;
    'suggestion-declined': true;
  }
}

interface Topic {
  id: number;
  title: string;
}

export const editSuggested = (
  by: string,
  { title }: Topic,
  { id, reason }: { id: number; reason: string },
): Letter<'edit-suggested'> => ({
  kind: 'edit-suggested',
  subject: `${by} suggests an edit to “${title}”`,
  paragraphs: [
    `${by} suggests an edit to “${title}”.`,
    `Why: ${reason}`,
    'See what would change, and accept or decline it.',
    { button: 'See the suggestion', href: `/suggestions/${id}` },
  ],
});

export const suggestionAccepted = (by: string, { id, title }: Topic): Letter<'suggestion-accepted'> => ({
  kind: 'suggestion-accepted',
  subject: `Your edit to “${title}” was accepted`,
  paragraphs: [
    `${by} accepted the edit that you suggested to “${title}”. You are named in its history and on its page.`,
    { button: `See “${title}”`, href: `/topics/${id}` },
  ],
});

export const suggestionDeclined = (
  by: string,
  { title }: Topic,
  { id, reason }: { id: number; reason: string },
): Letter<'suggestion-declined'> => ({
  kind: 'suggestion-declined',
  subject: `Your edit to “${title}” was declined`,
  paragraphs: [
    `${by} declined the edit that you suggested to “${title}”.`,
    `Reason: ${reason}`,
    'Your text is kept.',
    { link: 'See your text', href: `/suggestions/${id}` },
  ],
});

const under = 'What you look after';
const topic = { id: 7, title: 'Letters that people understand' };

export const suggestionMails: Mails = {
  'edit-suggested': {
    title: 'An edit is suggested',
    under,
    when: 'Somebody suggests an edit to guidance or a pattern that you look after.',
    sample: () => editSuggested('Amina Rahman', topic, { id: 4, reason: 'The form has a new address' }),
  },
  'suggestion-accepted': {
    title: 'Your edit was accepted',
    under,
    when: 'An edit that you suggested is accepted.',
    sample: () => suggestionAccepted('Grace Okafor', topic),
  },
  'suggestion-declined': {
    title: 'Your edit was declined',
    under,
    when: 'An edit that you suggested is declined.',
    sample: () =>
      suggestionDeclined('Grace Okafor', topic, { id: 4, reason: 'The old address works until June' }),
  },
};
