import { addressOf, type Letter, type Paragraph } from './letters.ts';
import { render } from './views.ts';

/** How plain text is drawn for whoever reads more into it than is there. */
export interface DrawText {
  /** Begins each line that somebody wrote. */
  quoteMark: string;
  headingMark: string;
  quieten(text: string): string;
}

const asItIs: DrawText = { quoteMark: '> ', headingMark: '', quieten: (text) => text };

/** A letter as plain text. Links are on lines of their own. */
export function drawText(letter: Letter, { quoteMark, headingMark, quieten } = asItIs): string {
  const link = (says: string, href: string) => `${quieten(withColon(says))}\n${addressOf(href)}`;
  const paragraphs = letter.paragraphs.map((paragraph) => {
    if (typeof paragraph === 'string') return quieten(paragraph);
    if ('link' in paragraph) return link(paragraph.link, paragraph.href);
    if ('button' in paragraph) return link(paragraph.button, paragraph.href);
    if ('quote' in paragraph) return quieten(paragraph.quote).replace(/^/gm, quoteMark).replace(/ +$/gm, '');
    if ('heading' in paragraph) return `${headingMark}${quieten(paragraph.heading)}`;
    return paragraph.list
      .map((item) => `- ${typeof item === 'string' ? quieten(item) : indented(link(item.link, item.href))}`)
      .join('\n');
  });
  const { kind, stop } = letter;
  const footer = ['--', link(why, `/emails/${kind}`), stop ? link(stop.says, stop.href) : ''];
  return [...paragraphs, footer.filter(Boolean).join('\n')].filter(Boolean).join('\n\n');
}

/** What is a question needs none. */
const withColon = (says: string) => (/[?!.:]$/.test(says) ? says : `${says}:`);

const indented = (text: string) => text.replaceAll('\n', '\n  ');

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
