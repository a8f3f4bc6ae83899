import type { Told } from '../notices/tell-person.ts';

interface Topic {
  title: string;
}

export const editSuggested = (
  by: string,
  { title }: Topic,
  { id, reason }: { id: number; reason: string },
): Told => ({
  subject: `${by} suggests an edit to “${title}”`,
  paragraphs: [
    `${by} suggests an edit to “${title}”.`,
    `Why: ${reason}`,
    'See what would change, and accept or decline it.',
  ],
  href: `/suggestions/${id}`,
});

export const suggestionAccepted = (by: string, { title }: Topic): Told => ({
  subject: `Your edit to “${title}” was accepted`,
  paragraphs: [
    `${by} accepted the edit that you suggested to “${title}”. You are named in its history and on its page.`,
  ],
});

export const suggestionDeclined = (
  by: string,
  { title }: Topic,
  { id, reason }: { id: number; reason: string },
): Told => ({
  subject: `Your edit to “${title}” was declined`,
  paragraphs: [
    `${by} declined the edit that you suggested to “${title}”.`,
    `Reason: ${reason}`,
    'Your text is kept.',
  ],
  href: `/suggestions/${id}`,
});
