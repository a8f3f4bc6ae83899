import type { Told } from '../notices/tell-person.ts';
import { itsTitle } from '../notices/titles.ts';

export const editSuggested = (by: string, { id, reason }: { id: number; reason: string }): Told => ({
  subject: `${by} suggests an edit to ${itsTitle}`,
  paragraphs: [
    `${by} suggests an edit to ${itsTitle}.`,
    `Why: ${reason}`,
    'See what would change, and accept or decline it.',
  ],
  href: `/suggestions/${id}`,
});

export const suggestionAccepted = (by: string): Told => ({
  subject: `Your edit to ${itsTitle} was accepted`,
  paragraphs: [
    `${by} accepted the edit that you suggested to ${itsTitle}. You are named in its history and on its page.`,
  ],
});

export const suggestionDeclined = (by: string, { id, reason }: { id: number; reason: string }): Told => ({
  subject: `Your edit to ${itsTitle} was declined`,
  paragraphs: [
    `${by} declined the edit that you suggested to ${itsTitle}.`,
    `Reason: ${reason}`,
    'Your text is kept.',
  ],
  href: `/suggestions/${id}`,
});
