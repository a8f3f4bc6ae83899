import type { Mails } from '../../platform/feature.ts';
import type { Letter } from '../../platform/letters.ts';
import { type Outcome, reportDecided } from './told.ts';

declare module '../../platform/letters.ts' {
  interface MailKinds {
    'report-to-confirm': true;
    'report-confirmed': true;
    'report-decided': true;
  }
}

interface Asked {
  token: string;
  /** Where the post is. It is named by nothing else: some workspaces keep their titles out of mail. */
  postHref: string;
  daysValid: number;
}

export const reportToConfirm = ({ token, postHref, daysValid }: Asked): Letter<'report-to-confirm'> => ({
  kind: 'report-to-confirm',
  subject: 'Confirm what you want to report',
  paragraphs: [
    'Somebody who gave your address wants to report a post in Standard Practice:',
    { link: 'The post', href: postHref },
    'If this was you, confirm it. Only then do the coordinators see it.',
    { button: 'Confirm the report', href: `/reports/${token}` },
    `The link works for ${daysValid} days. If it was not you, you do not need to do anything: we then delete your address.`,
  ],
});

export const reportConfirmed = ({
  token,
  postHref,
}: Omit<Asked, 'daysValid'>): Letter<'report-confirmed'> => ({
  kind: 'report-confirmed',
  subject: 'The coordinators have your report',
  paragraphs: [
    'You reported a post in Standard Practice:',
    { link: 'The post', href: postHref },
    'A coordinator looks at it, and we write to you what came of it.',
    { link: 'See your report, or take it back', href: `/reports/${token}` },
  ],
});

export function reportDecidedMail(
  report: Parameters<typeof reportDecided>[0],
  outcome: Outcome,
): Letter<'report-decided'> {
  const { subject, paragraphs } = reportDecided(report, outcome);
  const forgotten = 'We forget your address in 30 days.';
  return { kind: 'report-decided', subject, paragraphs: [...paragraphs, forgotten] };
}

const under = 'Topics and replies';

export const reportMails: Mails = {
  'report-to-confirm': {
    title: 'Confirm what you want to report',
    under,
    when: 'You report a public post without signing in.',
    sample: () => reportToConfirm({ token: 'EXAMPLE', postHref: '/topics/7', daysValid: 7 }),
  },
  'report-confirmed': {
    title: 'The coordinators have your report',
    under,
    when: 'You have confirmed what you reported without signing in.',
    sample: () => reportConfirmed({ token: 'EXAMPLE', postHref: '/topics/7' }),
  },
  'report-decided': {
    title: 'What came of your report',
    under,
    when: 'A coordinator has dealt with what you reported without signing in.',
    sample: () =>
      reportDecidedMail(
        { category: 'personal-data', createdAt: new Date('2027-03-03T09:00:00Z') },
        { decision: 'done', words: 'The name of the resident has been taken out.' },
      ),
  },
};
