import { Router } from 'express';
import { readParameter } from '../../platform/addresses.ts';
import { drawHtml, drawText } from '../../platform/draw-letter.ts';
import { notFound } from '../../platform/errors.ts';
import { mailGroups } from '../../platform/letters.ts';
import { findMailKind, listMailKinds } from '../../platform/mail-kinds.ts';
import { asMail, maySurroundMail } from '../../platform/security-headers.ts';

export const publicRoutes = Router();

publicRoutes.get('/emails', (_req, res) => {
  const kinds = listMailKinds();
  const groups = mailGroups.map((title) => ({ title, kinds: kinds.filter(({ under }) => under === title) }));
  res.render('emails/index', { groups });
});

publicRoutes.get('/emails/:kind', maySurroundMail, (req, res) => {
  const kind = readParameter(req.params.kind);
  const about = kindNamed(kind);
  const sample = about.sample();
  res.render('emails/show', { kind, about, subject: sample.subject, text: drawText(sample) });
});

publicRoutes.get('/emails/:kind/html', asMail, (req, res) => {
  const html = drawHtml(kindNamed(readParameter(req.params.kind)).sample());
  // Nobody got it: its links lead nowhere.
  res.type('html').send(html.replaceAll(/ href="[^"]*"/g, ''));
});

function kindNamed(kind: string) {
  const about = findMailKind(kind);
  if (!about) throw notFound();
  return about;
}
