import { config } from '../config.ts';
import { addressOf, type Letter, type Paragraph } from './letters.ts';
import { render } from './views.ts';

/** A letter as plain text. `quoteMark` begins each line that somebody else wrote. */
export function drawText(letter: Letter, { quoteMark = '> ', headingMark = '' } = {}): string {
  const paragraphs = letter.paragraphs.map((paragraph) => {
    if (typeof paragraph === 'string') return paragraph;
    if ('link' in paragraph) return linkAsText(paragraph.link, paragraph.href);
    if ('button' in paragraph) return linkAsText(paragraph.button, paragraph.href);
    if ('list' in paragraph) return paragraph.list.map(itemAsText).join('\n');
    if ('quote' in paragraph) return paragraph.quote.replace(/^/gm, quoteMark).replace(/ +$/gm, '');
    return `${headingMark}${paragraph.heading}`;
  });
  return [...paragraphs, footerAsText(letter)].filter(Boolean).join('\n\n');
}

const linkAsText = (says: string, href: string) => `${says}:\n${addressOf(href)}`;

const itemAsText = (item: string | { link: string; href: string }) =>
  typeof item === 'string' ? `- ${item}` : `- ${item.link}:\n  ${addressOf(item.href)}`;

const footerAsText = ({ kind, stop }: Letter) =>
  [
    '--',
    `${why}:\n${config.baseUrl}/emails/${kind}`,
    ...(stop ? [linkAsText(stop.says, stop.href)] : []),
  ].join('\n');

const why = 'Standard Practice: why you get this email';

/** The same letter for mail programs that show HTML: a page of its own, which loads nothing. */
export function drawHtml(letter: Letter): string {
  const { subject, kind, stop } = letter;
  return render('mail/letter', {
    subject,
    paragraphs: letter.paragraphs.filter(Boolean).map(forView),
    why,
    whyHref: addressOf(`/emails/${kind}`),
    stop: stop && { ...stop, href: addressOf(stop.href) },
  });
}

function forView(paragraph: Paragraph) {
  if (typeof paragraph === 'string') return { lines: paragraph.split('\n') };
  if ('quote' in paragraph)
    return { quote: paragraph.quote.split(/\n{2,}/).map((part) => ({ lines: part.split('\n') })) };
  if ('list' in paragraph)
    return {
      list: paragraph.list.map((item) =>
        typeof item === 'string' ? { text: item } : { ...item, href: addressOf(item.href) },
      ),
    };
  return 'href' in paragraph ? { ...paragraph, href: addressOf(paragraph.href) } : paragraph;
}
