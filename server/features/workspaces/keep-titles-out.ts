import { and, eq, inArray } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import type { Paragraph } from '../../platform/letters.ts';
import type { Mail } from '../../platform/mail-server.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from './tables.ts';

type Change = (text: string) => string;

const quoted = /“([^“”]+)”/g;

/**
 * A mail of whatever kind, without the titles of topics in workspaces that keep what is written there out of mail: asked
 * when it is sent, so that also what was written before obeys. A title stands in quotation marks, or on a link to its topic.
 */
export async function keepTitlesOut(mail: Mail): Promise<Mail> {
  const found: string[] = [];
  changeTitles(mail, (title) => {
    found.push(title);
    return title;
  });
  if (found.length === 0) return mail;
  const kept = await db
    .select({ title: topics.title, workspace: workspaces.name })
    .from(workspaces)
    .innerJoin(topics, eq(topics.workspaceId, workspaces.id))
    .where(and(eq(workspaces.mailsContent, false), inArray(topics.title, found)));
  if (kept.length === 0) return mail;
  const instead = new Map(kept.map(({ title, workspace }) => [title, `a topic in ${workspace}`]));
  return changeTitles(mail, (title) => instead.get(title) ?? title);
}

function changeTitles(mail: Mail, change: Change): Mail {
  const inText: Change = (text) => text.replace(quoted, (_, title: string) => `“${change(title)}”`);
  return {
    ...mail,
    subject: inText(mail.subject),
    paragraphs: mail.paragraphs.map((paragraph) => changeIn(paragraph, inText, change)),
  };
}

function changeIn(paragraph: Paragraph, inText: Change, change: Change): Paragraph {
  const inLink = <T extends { link: string; href: string }>(link: T): T => ({
    ...link,
    link: link.href.startsWith('/topics/') ? change(link.link) : inText(link.link),
  });
  if (typeof paragraph === 'string') return inText(paragraph);
  if ('link' in paragraph) return inLink(paragraph);
  if ('list' in paragraph)
    return { list: paragraph.list.map((item) => (typeof item === 'string' ? inText(item) : inLink(item))) };
  return paragraph;
}
