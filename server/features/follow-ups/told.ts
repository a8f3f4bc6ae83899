import { formatDateTime } from '../../platform/dates.ts';
import type { Told } from '../notices/tell-person.ts';
import { itsTitle } from '../notices/titles.ts';

interface Question {
  id: number;
}

const pageOf = ({ id }: Question) => `/topics/${id}/follow-up`;

export const isOfferedToYou = (question: Question, until: Date): Told => ({
  subject: `Can you see to ${itsTitle}?`,
  paragraphs: [
    `${itsTitle} has waited for a reply for three working days or more.`,
    'You can answer it, take it on, ask somebody else to, or ask people who can help with it.',
    `If we hear nothing until ${formatDateTime(until)}, we ask the next coordinator.`,
  ],
  href: pageOf(question),
});

export const isAssignedToYou = (question: Question, by: string, until: Date): Told => ({
  subject: `${by} asks you to see to ${itsTitle}`,
  paragraphs: [
    `${itsTitle} waits for a reply, and ${by} thinks that you are the right person for it.`,
    'You can answer it yourself, or find somebody who can.',
    `If you cannot, say so with one button. If it has no reply by ${formatDateTime(until)}, we ask others.`,
  ],
  href: pageOf(question),
});

export const cannotSeeToIt = (question: Question, who: string): Told => ({
  subject: `${who} cannot see to ${itsTitle}`,
  paragraphs: ['You asked them to. The next coordinator is asked now.'],
  href: pageOf(question),
});

export const isOverForYou = (question: Question): Told => ({
  subject: `${itsTitle} still has no reply`,
  paragraphs: [
    'You were seeing to it, and five working days have passed. Others are asked now; you can take it on again.',
  ],
  href: pageOf(question),
});

export const canYouAnswer = (question: Question, by: string): Told => ({
  subject: `Can you help with ${itsTitle}?`,
  paragraphs: [
    `${itsTitle} has no reply yet. ${by} asks you because of what you say on your profile that you can help with.`,
    'A line or two is enough, or the name of somebody who knows. You are asked once about a question.',
  ],
  href: `/topics/${question.id}`,
});

export const howDidItGo = (topic: Question, stage: string): Told => ({
  subject: `How did it go with ${itsTitle}?`,
  paragraphs: [
    `Your council said that it is ${stage} it. Others who consider it want to know what came of that.`,
    'One press is enough.',
  ],
  href: `/topics/${topic.id}/how-it-went`,
});

export const didItHelp = (question: Question): Told => ({
  subject: `Did the answers to ${itsTitle} help you?`,
  paragraphs: [
    'Your council said that it has this too, and the question has an accepted answer since.',
    'One press is enough. If they did not help, say what is missing, so that somebody can answer that.',
  ],
  href: `/topics/${question.id}/how-it-went`,
});
