import { Router } from 'express';
import { readParameter } from '../../platform/addresses.ts';
import { oneLine } from '../../platform/one-line.ts';
import { signedInOf } from '../../platform/viewer.ts';
import { listAddressees, listLinkable } from './options.ts';

export const signedInRoutes = Router();

const longest = 60;

const lists = new Map([
  ['@', listAddressees],
  ['#', listLinkable],
]);

/** What can stand after the sign that somebody has typed, asked again at each pause. */
signedInRoutes.get('/mentions', async (req, res) => {
  const viewer = signedInOf(req.viewer);
  const text = oneLine(readParameter(req.query.text)).slice(0, longest);
  const list = lists.get(readParameter(req.query.sign));
  res.json(list && text ? await list(viewer, text) : []);
});
