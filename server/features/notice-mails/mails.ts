import type { Mails } from '../../platform/feature.ts';
import { drawDigest, drawNotices } from './draw-mail.ts';
import type { MailedNotice } from './list-for-mail.ts';

const howToStop =
  'By the link at its end, which needs no sign-in, or for each kind of notice at “Emails you get” in your account.';

export const noticeMailKinds: Mails = {
  notices: {
    title: 'Something in a topic concerns you',
    under: 'Topics and replies',
    when: 'Ten minutes after somebody replies to you, mentions you or does something else that you want to hear of at once, unless you have read it by then. In your working hours, and once for all that happened in a topic; never more than 20 an hour: what is more comes in a digest.',
    howToStop,
    sample: () => ({ ...drawNotices(sampleNotices.slice(0, 2), () => '/account/emails'), kind: 'notices' }),
  },
  digest: {
    title: 'Your daily or weekly digest',
    under: 'Topics and replies',
    when: 'At the hour that you chose, if something happened that you have not read.',
    howToStop,
    sample: () => drawDigest(sampleNotices, 'daily', () => '/account/emails'),
  },
};

const byline = (id: number, name: string, slug: string, council: string) => ({
  id,
  name,
  job: 'Service designer',
  role: '',
  council: { slug, name: council },
});

const amina = byline(1, 'Amina Rahman', 'camden', 'Camden');
const tom = byline(2, 'Tom Whitaker', 'southwark', 'Southwark');
const html = { trying: '<p>We want to test letters before we send them.</p>' };
const bins = {
  id: 7,
  title: 'How do you test letters?',
  kind: 'question' as const,
  html,
  author: tom,
  authorId: 2,
};
const forms = { ...bins, id: 8, title: 'Shorter forms for parking permits' };

function sample(id: number, given: Partial<MailedNotice>, text = ''): MailedNotice {
  const author = given.topic === forms ? amina : tom;
  return {
    id,
    kind: 'reply',
    post: id,
    words: null,
    href: null,
    actor: { id: author.id, name: author.name, from: author.council.name },
    topic: bins,
    workspace: { name: 'Understand user needs', mailsContent: true },
    replyHtml: text,
    author,
    authorId: author.id,
    acceptedBy: null,
    level: 'everything',
    isReaders: true,
    ...given,
  };
}

const sampleNotices = [
  sample(
    3,
    {},
    '<p>We read them out to five people at the contact centre.</p><ul><li>It took a morning</li><li>It cost nothing</li></ul>',
  ),
  sample(4, { kind: 'mention' }, '<p>@Linh Tran did the same in Hackney: can you say how it went?</p>'),
  sample(0, { kind: 'topic', topic: forms }),
];
