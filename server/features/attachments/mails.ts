import type { Mails } from '../../platform/feature.ts';
import type { Letter } from '../../platform/letters.ts';

declare module '../../platform/letters.ts' {
  interface MailKinds {
    'virus-found': true;
  }
}

export const virusFound = (name: string, virus: string): Letter<'virus-found'> => ({
  kind: 'virus-found',
  subject: `“${name}” had a virus in it and was deleted`,
  paragraphs: [
    `The file “${name}”, which you added to what you wrote in Standard Practice, has a virus in it: ${virus}.`,
    'We have deleted it. Nobody else has seen it.',
    'Tell your council’s IT team about it, since the file is probably on your computer too. Then take it out of what you wrote.',
  ],
});

export const attachmentMails: Mails = {
  'virus-found': {
    title: 'A file had a virus',
    under: 'Topics and replies',
    when: 'A file that you attached has a virus in it.',
    sample: () => virusFound('survey results.xlsx', 'Eicar-Test-Signature'),
  },
};
