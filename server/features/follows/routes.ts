import { type Request, type Response, Router } from 'express';
import { readId, readLocalPath, readNumber, readParameter } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { newForm, readForm, type ShownForm } from '../../platform/forms.ts';
import { pageLinks } from '../../platform/page-links.ts';
import { signedInOf } from '../../platform/viewer.ts';
import { follow } from './follow.ts';
import { type Followable, findFollowableTopic, findFollowableWorkspace, group } from './followable.ts';
import { asWider, followForm } from './forms.ts';
import { usualLevel } from './levels.ts';
import { levelsOf } from './policy.ts';
import { findFollowing, followsOnPage, listFollowedTopics, listFollowedWorkspaces } from './queries.ts';
import { choicesOf, followedWords, sayFollowing } from './words.ts';

export const signedInRoutes = Router();

const own = '/account/follows';

signedInRoutes.get('/group/follow', (req, res) => ask(req, res, group));
signedInRoutes.post('/group/follow', (req, res) => save(req, res, group));

signedInRoutes.get('/workspaces/:slug/follow', async (req, res) => {
  await ask(req, res, await findFollowableWorkspace(req.viewer, readParameter(req.params.slug)));
});

signedInRoutes.post('/workspaces/:slug/follow', async (req, res) => {
  await save(req, res, await findFollowableWorkspace(req.viewer, readParameter(req.params.slug)));
});

signedInRoutes.get('/topics/:topicId/follow', async (req, res) => {
  await ask(req, res, await findFollowableTopic(req.viewer, readId(req.params.topicId)));
});

signedInRoutes.post('/topics/:topicId/follow', async (req, res) => {
  await save(req, res, await findFollowableTopic(req.viewer, readId(req.params.topicId)));
});

async function ask(req: Request, res: Response, followed: Followable) {
  res.render('follows/edit', await page(req, followed));
}

async function save(req: Request, res: Response, followed: Followable) {
  const { place, id, kind, href } = followed;
  const form = readForm(followForm(place, levelsOf(place, kind)), req.body);
  if (!form.ok) return res.status(422).render('follows/edit', await page(req, followed, form.shown));
  const { level } = form.values;
  await follow(signedInOf(req.viewer), { place, id }, level === asWider ? null : level);
  res.redirect(303, `${comesFromOwn(req) ? own : href}?done=followed`);
}

const comesFromOwn = (req: Request) => readLocalPath(req.query.back) === own;

async function page(req: Request, followed: Followable, sent?: ShownForm) {
  const { place, id, kind, href, workspace } = followed;
  const topicId = place === 'topic' ? id : undefined;
  const { own: said, wider } = await findFollowing(signedInOf(req.viewer), {
    workspaceId: workspace?.id,
    topicId,
  });
  const back = comesFromOwn(req) ? own : '';
  return {
    followed,
    breadcrumbs: trailTo(followed),
    action: `${href === '/' ? '/group' : href}/follow${back && `?back=${back}`}`,
    cancelHref: back || href,
    choices: choicesOf(place, levelsOf(place, kind), wider),
    form: sent ?? newForm({ level: said?.level ?? (place === 'group' ? usualLevel : asWider) }),
  };
}

function trailTo({ place, name, href, workspace }: Followable) {
  if (!workspace) return [];
  const room = { text: workspace.name, href: `/workspaces/${workspace.slug}` };
  const standard = { text: 'The Standard', href: '/standard' };
  return place === 'topic' ? [standard, room, { text: name, href }] : [standard, room];
}

signedInRoutes.get('/account/follows', async (req, res) => {
  const person = signedInOf(req.viewer);
  const asked = readNumber(req.query.page) ?? 1;
  const [{ own: said }, workspaces, topics] = await Promise.all([
    findFollowing(person, {}),
    listFollowedWorkspaces(person),
    listFollowedTopics(person, asked),
  ]);
  res.render('follows/own', {
    group: sayFollowing('group', said),
    workspaces: workspaces.map(({ workspace, ...following }) => ({
      name: workspace.name,
      href: `/workspaces/${workspace.slug}`,
      says: sayFollowing('workspace', following),
    })),
    topics: topics.rows.map(({ topic, ...following }) => ({
      name: topic.title,
      href: `/topics/${topic.id}`,
      says: sayFollowing('topic', following, topic.kind),
    })),
    total: topics.total,
    page: pageLinks(asked, Math.ceil(topics.total / followsOnPage), (number) => `${own}?page=${number}`),
    done: doneIn(req, followedWords),
  });
});
