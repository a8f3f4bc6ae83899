import { desc, eq } from 'drizzle-orm';
import { sessions } from '../server/features/accounts/tables.ts';
import { makeFeed } from '../server/features/feeds/make-feed.ts';
import { privateFeeds } from '../server/features/feeds/tables.ts';
import { guestAccess } from '../server/features/guests/tables.ts';
import { features } from '../server/features/index.ts';
import { stopAddress } from '../server/features/notice-mails/stop.ts';
import { people as everybody } from '../server/features/people/tables.ts';
import { findRuleSet } from '../server/features/rules/queries.ts';
import { db } from '../server/platform/database.ts';
import type { Guest, Member, SignedIn } from '../server/platform/viewer.ts';
import { type Agent, send, useApp } from './support/app.ts';
import { makePasskey } from './support/authenticator.ts';
import {
  emailFields,
  guestFields,
  makeAct,
  makeAdoption,
  makeAppeal,
  makeAttachment,
  makeBatch,
  makeCase,
  makeCollection,
  makeDraft,
  makeGrant,
  makeGuest,
  makeInterest,
  makeInvitation,
  makeLink,
  makeNotice,
  makePerson,
  makeReply,
  makeReport,
  makeRules,
  makeSavedSearch,
  makeService,
  makeSuggestion,
  makeTopic,
  makeWaiting,
  suspend,
  topicFields,
  workspaceOf,
} from './support/make.ts';
import { makeProvider, providerFields } from './support/make-provider.ts';
import { listRoutes } from './support/routes.ts';

/**
 * Who may do what: every route, of every kind of thing it can be asked for, by everybody. `in` is being asked to sign
 * in. The asker, of Camden, has written the topic, the writer the reply in it; the member is of another council; `here`
 * coordinates its workspace, `elsewhere` another; the guest was invited to it and approved, the one outside to another;
 * the lead is Camden’s, the otherlead another council’s. A route that is not here fails the test, and so does a line that is no route's.
 */
const table = readTable(`
  route                                   of        visitor member  asker   writer  guest   outside here    elsewhere lead    otherlead assessor administrator
  GET /health                             -         200     200     200     200     200     200     200     200     200     200     200     200
  GET /                                   -         200     200     200     200     200     200     200     200     200     200     200     200
  GET /about                              -         200     200     200     200     200     200     200     200     200     200     200     200
  GET /accessibility                      -         200     200     200     200     200     200     200     200     200     200     200     200
  GET /cookies                            -         200     200     200     200     200     200     200     200     200     200     200     200
  GET /privacy                            -         200     200     200     200     200     200     200     200     200     200     200     200
  GET /emails - 200 200 200 200 200 200 200 200 200 200 200 200
  GET /emails/:kind - 200 200 200 200 200 200 200 200 200 200 200 200
  GET /emails/:kind/html - 200 200 200 200 200 200 200 200 200 200 200 200
  GET /offline                            -         200     200     200     200     200     200     200     200     200     200     200     200
  GET /standard                           -         200     200     200     200     200     200     200     200     200     200     200     200
  GET /library - 200 200 200 200 200 200 200 200 200 200 200 200
  GET /library.atom - 200 200 200 200 200 200 200 200 200 200 200 200
  GET /workspaces/:slug/feed.atom - 200 200 200 200 200 200 200 200 200 200 200 200
  GET /councils/:slug/feed.atom - 200 200 200 200 200 200 200 200 200 200 200 200
  GET /topics/:topicId/feed.atom public 200 200 200 200 200 200 200 200 200 200 200 200
  GET /topics/:topicId/feed.atom group 404 404 404 404 404 404 404 404 404 404 404 404
  GET /topics/:topicId/feed.atom draft 404 404 404 404 404 404 404 404 404 404 404 404
  GET /library.csv - 200 200 200 200 200 200 200 200 200 200 200 200
  GET /library/collections - 200 200 200 200 200 200 200 200 200 200 200 200
  GET /library/collections/new - 404 404 404 404 404 404 200 200 404 404 404 404
  POST /library/collections/new - in 404 404 404 404 404 303 303 404 404 404 404
  GET /collections/:collectionId listed 200 200 200 200 200 200 200 200 200 200 200 200
  GET /collections/:collectionId grouped 404 200 200 200 404 404 200 200 200 200 200 200
  GET /collections/:collectionId/edit listed 404 404 404 404 404 404 200 200 404 404 404 404
  POST /collections/:collectionId/edit listed in 404 404 404 404 404 303 303 404 404 404 404
  GET /collections/:collectionId/topics listed 404 404 404 404 404 404 200 200 404 404 404 404
  POST /collections/:collectionId/topics listed in 404 404 404 404 404 303 303 404 404 404 404
  GET /collections/:collectionId/topics/:itemId/line listed 404 404 404 404 404 404 200 200 404 404 404 404
  POST /collections/:collectionId/topics/:itemId/line listed in 404 404 404 404 404 303 303 404 404 404 404
  POST /collections/:collectionId/topics/:itemId/place listed in 404 404 404 404 404 303 303 404 404 404 404
  POST /collections/:collectionId/topics/:itemId/removal listed in 404 404 404 404 404 303 303 404 404 404 404
  POST /collections/:collectionId/topics/:itemId/removal/removal listed in 404 404 404 404 404 303 303 404 404 404 404
  POST /collections/:collectionId/removal listed in 404 404 404 404 404 303 303 404 404 404 404
  POST /collections/:collectionId/removal/removal listed in 404 404 404 404 404 303 303 404 404 404 404
  GET /councils                           -         200     200     200     200     200     200     200     200     200     200     200     200
  GET /councils/:slug                     -         200     200     200     200     200     200     200     200     200     200     200     200
  GET /councils/:slug/topics              -         200     200     200     200     200     200     200     200     200     200     200     200
  GET /councils/:slug/services            -         404     303     303     303     404     404     303     303     303     303     303     303
  GET /councils/:slug/services/new        -         404     403     200     403     404     404     200     200     200     403     200     200
  POST /councils/:slug/services           -         in      403     303     403     404     404     303     303     303     403     303     303
  GET /services/:serviceId/edit           service   404     403     200     403     404     404     200     200     200     403     200     200
  POST /services/:serviceId/edit          service   in      403     303     403     404     404     303     303     303     403     303     303
  POST /services/:serviceId/end           service   in      403     303     403     404     404     303     303     303     403     303     303
  POST /services/:serviceId/end/removal   service   in      403     303     403     404     404     303     303     303     403     303     303
  GET /sign-in                            -         200     303     303     303     303     303     303     303     303     303     303     303
  POST /sign-in                           -         200     200     200     200     200     200     200     200     200     200     200     200
  GET /sign-in/links/:token               -         410     410     410     410     410     410     410     410     410     410     410     410
  POST /sign-in/links/:token              -         410     410     410     410     410     410     410     410     410     410     410     410
  POST /sign-out                          -         303     303     303     303     303     303     303     303     303     303     303     303
  GET /dev/mail                           -         200     200     200     200     200     200     200     200     200     200     200     200
  GET /dev/mail/:mailId/html - 404 404 404 404 404 404 404 404 404 404 404 404
  GET /dev/sign-in                        -         200     200     200     200     200     200     200     200     200     200     200     200
  POST /dev/sign-in                       -         303     303     303     303     303     303     303     303     303     303     303     303

  POST /sign-in/passkey/options           -         200     200     200     200     200     200     200     200     200     200     200     200
  POST /sign-in/passkey                   -         422     422     422     422     422     422     422     422     422     422     422     422
  GET /sign-in/second-step                -         in      303     303     303     303     303     303     303     303     303     303     303
  POST /sign-in/second-step/options       -         in      200     200     200     200     200     200     200     200     200     200     200
  POST /sign-in/second-step               -         in      422     422     422     422     422     422     422     422     422     422     422
  GET /account/passkeys                   -         404     200     200     200     200     200     200     200     200     200     200     200
  GET /account/passkeys/welcome           -         404     200     200     200     200     200     200     200     200     200     200     200
  POST /account/passkeys/options          -         in      200     200     200     200     200     200     200     200     200     200     200
  POST /account/passkeys                  -         in      422     422     422     422     422     422     422     422     422     422     422
  GET /account/passkeys/:passkeyId/name   passkey   404     404     200     404     404     404     404     404     404     404     404     404
  POST /account/passkeys/:passkeyId/name  passkey   in      404     303     404     404     404     404     404     404     404     404     404
  GET /account/passkeys/:passkeyId/removal passkey   404     404     200     404     404     404     404     404     404     404     404     404
  POST /account/passkeys/:passkeyId/removal passkey   in      404     303     404     404     404     404     404     404     404     404     404
  GET /administration/people/:personId/passkeys -         404     404     404     404     404     404     404     404     404     404     404     200
  POST /administration/people/:personId/passkeys/removal -         in      404     404     404     404     404     404     404     404     404     404     303

  GET /account                            -         404     200     200     200     200     200     200     200     200     200     200     200
  GET /account/sessions                   -         404     200     200     200     200     200     200     200     200     200     200     200
  POST /account/sessions/:sessionId/removal -         in      303     303     303     303     303     303     303     303     303     303     303
  POST /account/sessions/others/removal   -         in      303     303     303     303     303     303     303     303     303     303     303
  POST /account/sessions/removal          -         in      303     303     303     303     303     303     303     303     303     303     303
  GET /account/email                      -         404     200     200     200     200     200     200     200     200     200     200     200
  POST /account/email                     -         in      200     303     200     303     303     303     303     303     200     303     303
  POST /account/email/removal             -         in      303     303     303     303     303     303     303     303     303     303     303
  GET /account/email/confirmations/:token -         410     410     410     410     410     410     410     410     410     410     410     410
  POST /account/email/confirmations/:token -         410     410     410     410     410     410     410     410     410     410     410     410
  POST /account/email/confirmations/:token/removal -         410     410     410     410     410     410     410     410     410     410     410     410
  GET /councils/:slug/people/:personId/address -         404     404     404     404     404     404     404     404     200     404     404     200
  POST /councils/:slug/people/:personId/address -         in      404     404     404     404     404     404     404     303     404     404     303
  POST /councils/:slug/people/:personId/address/removal -         in      404     404     404     404     404     404     404     303     404     404     303

  GET /people                             -         404     200     200     200     404     404     200     200     200     200     200     200
  GET /sign-in/invitations/:token         -         410     410     410     410     410     410     410     410     410     410     410     410
  POST /sign-in/invitations/:token        -         410     410     410     410     410     410     410     410     410     410     410     410
  GET /account/invitations                -         404     200     200     200     404     404     200     200     200     200     200     200
  GET /invitations/new                    -         404     200     200     200     404     404     200     200     200     200     200     200
  POST /invitations/new                   -         in      200     200     200     404     404     200     200     200     200     200     200
  GET /invitations/guests/new             -         404     404     404     404     404     404     200     200     404     404     404     404
  POST /invitations/guests/new            -         in      404     404     404     404     404     200     422     404     404     404     404
  POST /invitations/:invitationId/sending invitation in      404     303     404     404     404     404     404     404     404     404     404
  POST /invitations/:invitationId/removal invitation in      404     303     404     404     404     404     404     404     404     404     404

  GET /sign-in/providers/:providerId      provider  503     503     503     503     503     503     503     503     503     503     503     503
  GET /sign-in/providers/:providerId/callback provider  410     410     410     410     410     410     410     410     410     410     410     410
  GET /sign-in/providers/:providerId/joining provider  410     410     410     410     410     410     410     410     410     410     410     410
  POST /sign-in/providers/:providerId/joining provider  410     410     410     410     410     410     410     410     410     410     410     410
  GET /administration/providers           -         404     404     404     404     404     404     404     404     404     404     404     200
  GET /administration/providers/new       -         404     404     404     404     404     404     404     404     404     404     404     200
  POST /administration/providers/new      -         in      404     404     404     404     404     404     404     404     404     404     422
  GET /administration/providers/:providerId provider  404     404     404     404     404     404     404     404     404     404     404     200
  POST /administration/providers/:providerId provider  in      404     404     404     404     404     404     404     404     404     404     422
  POST /administration/providers/:providerId/ending provider  in      404     404     404     404     404     404     404     404     404     404     303

  GET /account/roles                      -         404     200     200     200     404     404     200     200     200     200     200     200
  GET /roles/:grantId/removal             assessing 404     404     404     404     404     404     404     404     404     404     404     200
  GET /roles/:grantId/removal             of-here   404     404     404     404     404     404     200     404     404     404     404     200
  POST /roles/:grantId/removal            assessing in      404     404     404     404     404     404     404     404     404     404     303
  POST /roles/:grantId/removal            of-here   in      404     404     404     404     404     303     404     404     404     404     303
  GET /roles/:grantId/deputies            of-here   404     404     404     404     404     404     200     404     404     404     404     404
  POST /roles/:grantId/deputies           of-here   in      404     404     404     404     404     303     404     404     404     404     404
  GET /roles/:grantId/handover            of-here   404     404     404     404     404     404     200     404     404     404     404     404
  POST /roles/:grantId/handover           of-here   in      404     404     404     404     404     303     404     404     404     404     404
  GET /workspaces/:slug/coordinators      -         404     200     200     200     404     404     200     200     200     200     200     200
  POST /workspaces/:slug/coordinators     -         in      403     403     403     404     404     403     403     403     403     403     303
  GET /administration                     -         404     404     404     404     404     404     404     404     404     404     404     200
  GET /administration/people              -         404     404     404     404     404     404     404     404     404     404     404     200
  GET /administration/people/:personId    -         404     404     404     404     404     404     404     404     404     404     404     200
  POST /administration/people/:personId/roles -         in      404     404     404     404     404     404     404     404     404     404     303
  GET /administration/people/:personId/suspension -         404     404     404     404     404     404     404     404     404     404     404     200
  POST /administration/people/:personId/suspension -         in      404     404     404     404     404     404     404     404     404     404     303
  GET /administration/people/:personId/suspension/removal suspended 404     404     404     404     404     404     404     404     404     404     404     200
  POST /administration/people/:personId/suspension/removal suspended in      404     404     404     404     404     404     404     404     404     404     303
  GET /administration/log                 -         404     404     404     404     404     404     404     404     200     200     404     200

  GET /people/:personId                   -         404     200     200     200     404     404     200     200     200     200     200     200
  GET /people/:personId/edit              -         404     403     200     403     404     404     403     403     403     403     403     403
  POST /people/:personId/edit             -         in      403     303     403     404     404     403     403     403     403     403     403

  GET /address-proofs/:token              -         410     410     410     410     410     410     410     410     410     410     410     410
  POST /address-proofs/:token             -         410     410     410     410     410     410     410     410     410     410     410     410
  GET /account/proof                      -         404     200     200     200     200     200     200     200     200     200     200     200
  POST /account/proof                     -         in      200     200     200     200     200     200     200     200     200     200     200
  GET /account/leaving                    -         404     200     200     200     200     200     200     200     200     200     200     200
  POST /account/leaving                   -         in      200     200     200     200     200     200     200     200     200     200     200
  GET /councils/:slug/handing-on          -         404     404     404     404     404     404     404     404     200     404     404     200
  POST /councils/:slug/handing-on         -         in      404     404     404     404     404     404     404     200     404     404     200
  GET /councils/:slug/people/:personId/leaving -         404     404     404     404     404     404     404     404     200     404     404     200
  POST /councils/:slug/people/:personId/leaving -         in      404     404     404     404     404     404     404     303     404     404     303
  POST /councils/:slug/people/:personId/leaving/removal left      in      404     404     404     404     404     404     404     404     404     404     303
  POST /councils/:slug/people/:personId/leaving/name left      in      404     404     404     404     404     404     404     404     404     404     303

  GET /workspaces/:slug                   -         200     200     200     200     200     200     200     200     200     200     200     200
  GET /workspaces/:slug/topics/new        -         404     200     200     200     200     404     200     200     200     200     200     200
  GET /workspaces/:slug/topics            -         404     303     303     303     303     404     303     303     303     303     303     303
  POST /workspaces/:slug/topics           -         in      303     303     303     303     404     303     303     303     303     303     303

GET /account/waiting                    -         404     200     200     200     200     200     200     200     200     200     200     200
  GET /account/waiting/:waitingId         waiting   404     404     404     404     200     404     404     404     404     404     404     404
  GET /workspaces/:slug/waiting           -         404     404     404     404     404     404     200     404     404     404     404     404
  POST /workspaces/:slug/waiting/:waitingId/approval waiting   in      404     404     404     404     404     303     404     404     404     404     404
  GET /workspaces/:slug/waiting/:waitingId/refusal waiting   404     404     404     404     404     404     200     404     404     404     404     404
  POST /workspaces/:slug/waiting/:waitingId/refusal waiting   in      404     404     404     404     404     303     404     404     404     404     404
  GET /workspaces/:slug/guests            -         404     404     404     404     404     404     200     404     404     404     404     404
  GET /workspaces/:slug/guests/:personId/end-date guest     404     404     404     404     404     404     200     404     404     404     404     404
  POST /workspaces/:slug/guests/:personId/end-date guest     in      404     404     404     404     404     303     404     404     404     404     404
  GET /workspaces/:slug/guests/:personId/ending guest     404     404     404     404     404     404     200     404     404     404     404     404
  POST /workspaces/:slug/guests/:personId/ending guest     in      404     404     404     404     404     303     404     404     404     404     404

  GET /topics/:topicId                    public    200     200     200     200     200     200     200     200     200     200     200     200
  GET /topics/:topicId                    group     404     200     200     200     200     404     200     200     200     200     200     200
  GET /topics/:topicId                    draft     404     404     200     404     404     404     404     404     404     404     404     404
  GET /topics/:topicId/changes            public    200     200     200     200     200     200     200     200     200     200     200     200
  GET /topics/:topicId/changes            group     404     200     200     200     200     404     200     200     200     200     200     200
  GET /topics/:topicId/changes            draft     404     404     200     404     404     404     404     404     404     404     404     404
  GET /topics/:topicId/history            public    200     200     200     200     200     200     200     200     200     200     200     200
  GET /topics/:topicId/history            group     404     200     200     200     200     404     200     200     200     200     200     200
  GET /topics/:topicId/history            draft     404     404     200     404     404     404     404     404     404     404     404     404
  GET /topics/:topicId/quotation          public    404     200     200     200     200     200     200     200     200     200     200     200
  GET /topics/:topicId/quotation          group     404     200     200     200     200     404     200     200     200     200     200     200
  GET /topics/:topicId/quotation          draft     404     404     200     404     404     404     404     404     404     404     404     404
  GET /topics/:topicId/standing           public    404     200     200     200     200     200     200     200     200     200     200     200
  GET /topics/:topicId/standing           group     404     200     200     200     200     404     200     200     200     200     200     200
  GET /topics/:topicId/standing           draft     404     404     200     404     404     404     404     404     404     404     404     404
  GET /topics/:topicId/unread             public    404     303     303     303     303     303     303     303     303     303     303     303
  GET /topics/:topicId/unread             draft     404     404     303     404     404     404     404     404     404     404     404     404
  POST /topics/:topicId/reading-place     public    in      204     204     204     204     204     204     204     204     204     204     204
  POST /topics/:topicId/reading-place     group     in      204     204     204     204     404     204     204     204     204     204     204
  POST /topics/:topicId/reading-place     draft     in      404     204     404     404     404     404     404     404     404     404     404
  GET /topics/:topicId/edit               public    404     403     200     403     403     403     403     403     403     403     403     403
  GET /topics/:topicId/edit               draft     404     404     200     404     404     404     404     404     404     404     404     404
  POST /topics/:topicId/edit              public    in      403     303     403     403     403     403     403     403     403     403     403
  POST /topics/:topicId/edit              group     in      403     303     403     403     404     403     403     403     403     403     403
  POST /topics/:topicId/edit              draft     in      404     303     404     404     404     404     404     404     404     404     404
  POST /topics/:topicId/versions/:number/restoration public in      403     303     403     403     403     403     403     403     403     403     403
  POST /topics/:topicId/versions/:number/restoration group in      403     303     403     403     404     403     403     403     403     403     403
  POST /topics/:topicId/versions/:number/restoration draft in      404     303     404     404     404     404     404     404     404     404     404
  POST /topics/:topicId/state             guidance  in      403     303     403     403     403     403     403     403     403     403     403
  POST /topics/:topicId/state             accepted  in      403     303     403     403     403     303     403     403     403     403     403
  POST /topics/:topicId/state             draft     in      404     303     404     404     404     404     404     404     404     404     404

  GET /workspaces/:slug/topics/similar - 404 200 200 200 200 404 200 200 200 200 200 200
  POST /topics/:topicId/found-answers accepted in 303 303 303 303 303 303 303 303 303 303 303
  POST /topics/:topicId/found-answers guidance in 303 303 303 303 303 303 303 303 303 303 303
  POST /topics/:topicId/found-answers group in 403 403 403 403 404 403 403 403 403 403 403
  POST /topics/:topicId/found-answers draft in 404 403 404 404 404 404 404 404 404 404 404
  GET /topics/:topicId/suggestions/new guidance 404 200 403 200 200 403 200 200 200 200 200 200
  GET /topics/:topicId/suggestions/new group 404 403 403 403 403 404 403 403 403 403 403 403
  GET /topics/:topicId/suggestions/new draft 404 404 403 404 404 404 404 404 404 404 404 404
  POST /topics/:topicId/suggestions/new guidance in 303 403 303 303 403 303 303 303 303 303 303
  POST /topics/:topicId/suggestions/new draft in 404 403 404 404 404 404 404 404 404 404 404
  GET /topics/:topicId/suggestions guidance 404 404 200 404 404 404 200 404 404 404 404 404
  GET /account/suggestions - 404 200 200 200 200 200 200 200 200 200 200 200
  GET /topics/:topicId/same-problem public 404 200 403 200 404 404 403 403 403 200 403 403
  GET /topics/:topicId/same-problem guidance 404 403 403 403 404 404 403 403 403 403 403 403
  GET /topics/:topicId/same-problem draft 404 404 403 404 404 404 404 404 404 404 404 404
  POST /topics/:topicId/same-problem public in 303 403 303 404 404 403 403 403 303 403 403
  POST /topics/:topicId/same-problem/removal public in 303 403 303 404 404 403 403 403 303 403 403
  GET /account/follows - 404 200 200 200 200 200 200 200 200 200 200 200
  GET /group/follow - 404 200 200 200 200 200 200 200 200 200 200 200
  POST /group/follow - in 303 303 303 303 303 303 303 303 303 303 303
  GET /workspaces/:slug/follow - 404 200 200 200 200 404 200 200 200 200 200 200
  POST /workspaces/:slug/follow - in 303 303 303 303 404 303 303 303 303 303 303
  GET /topics/:topicId/follow public 404 200 200 200 200 200 200 200 200 200 200 200
  GET /topics/:topicId/follow group 404 200 200 200 200 404 200 200 200 200 200 200
  GET /topics/:topicId/follow draft 404 404 403 404 404 404 404 404 404 404 404 404
  POST /topics/:topicId/follow public in 303 303 303 303 303 303 303 303 303 303 303
  POST /topics/:topicId/follow group in 303 303 303 303 404 303 303 303 303 303 303
  POST /topics/:topicId/follow draft in 404 403 404 404 404 404 404 404 404 404 404
  GET /search - 200 200 200 200 200 200 200 200 200 200 200 200
  GET /search/results - 200 200 200 200 200 200 200 200 200 200 200 200
  GET /search/topic - 404 200 200 200 200 200 200 200 200 200 200 200
  POST /search/misses - in 204 204 204 204 204 204 204 204 204 204 204
  GET /stop-emails/:token - 404 404 404 404 404 404 404 404 404 404 404 404
  POST /stop-emails/:token - 404 404 404 404 404 404 404 404 404 404 404 404
  POST /stop-emails/:token/undo - 404 404 404 404 404 404 404 404 404 404 404 404
  GET /stop-emails/:token fed-mail 200 200 200 200 200 200 200 200 200 200 200 200
  POST /stop-emails/:token fed-mail 303 303 303 303 303 303 303 303 303 303 303 303
  POST /stop-emails/:token/undo fed-mail 303 303 303 303 303 303 303 303 303 303 303 303
  GET /code-of-conduct - 200 200 200 200 200 200 200 200 200 200 200 200
  GET /workspaces/:slug/rules - 200 200 200 200 200 200 200 200 200 200 200 200
  GET /code-of-conduct/versions - 200 200 200 200 200 200 200 200 200 200 200 200
  GET /code-of-conduct/versions/:number - 200 200 200 200 200 200 200 200 200 200 200 200
  GET /code-of-conduct/edit - 404 404 404 404 404 404 404 404 404 404 404 200
  POST /code-of-conduct/edit - in 404 404 404 404 404 404 404 404 404 404 303
  GET /workspaces/:slug/rules/versions - 200 200 200 200 200 200 200 200 200 200 200 200
  GET /workspaces/:slug/rules/versions/:number - 200 200 200 200 200 200 200 200 200 200 200 200
  GET /workspaces/:slug/rules/edit - 404 404 404 404 404 404 200 404 404 404 404 404
  POST /workspaces/:slug/rules/edit - in 404 404 404 404 404 303 404 404 404 404 404
  GET /rules/:ruleId - 303 303 303 303 303 303 303 303 303 303 303 303
  GET /workspaces/:slug/emails - 404 404 404 404 404 404 200 404 404 404 404 404
  POST /workspaces/:slug/emails - in 404 404 404 404 404 303 404 404 404 404 404
  GET /account/emails - 404 200 200 200 200 200 200 200 200 200 200 200
  POST /account/emails - in 303 303 303 303 303 303 303 303 303 303 303
  GET /notices - 404 200 200 200 200 200 200 200 200 200 200 200
  GET /notices/count - 404 200 200 200 200 200 200 200 200 200 200 200
  GET /notices/:noticeId notice 404 404 303 404 404 404 404 404 404 404 404 404
  POST /notices/readings - in 303 303 303 303 303 303 303 303 303 303 303
  POST /notices/readings/removal - in 303 303 303 303 303 303 303 303 303 303 303
  GET /account/searches - 404 200 200 200 200 200 200 200 200 200 200 200
  GET /account/searches/new - 404 200 200 200 200 200 200 200 200 200 200 200
  POST /account/searches - in 303 303 303 303 303 303 303 303 303 303 303
  GET /account/searches/:searchId/name saved 404 404 200 404 404 404 404 404 404 404 404 404
  POST /account/searches/:searchId/name saved in 404 303 404 404 404 404 404 404 404 404 404
  GET /account/searches/:searchId/removal saved 404 404 200 404 404 404 404 404 404 404 404 404
  POST /account/searches/:searchId/removal saved in 404 303 404 404 404 404 404 404 404 404 404
  GET /account/feeds - 404 200 200 200 200 200 200 200 200 200 200 200
  POST /account/feeds - in 200 200 200 200 200 200 200 200 200 200 200
  POST /account/feeds/:feedId/removal fed in 404 303 404 404 404 404 404 404 404 404 404
  GET /feeds/:token - 404 404 404 404 404 404 404 404 404 404 404 404
  GET /feeds/:token fed 200 200 200 200 200 200 200 200 200 200 200 200
  GET /feeds/:token fed-outside 200 200 200 200 200 200 200 200 200 200 200 200
  GET /feeds/:token fed-suspended 404 404 404 404 404 404 404 404 404 404 404 404
  GET /feeds/:token fed-group-outside 404 404 404 404 404 404 404 404 404 404 404 404
  GET /search/feeds/:token - 404 404 404 404 404 404 404 404 404 404 404 404
  GET /search/feeds/:token fed 200 200 200 200 200 200 200 200 200 200 200 200
  GET /search/feeds/:token fed-outside 200 200 200 200 200 200 200 200 200 200 200 200
  GET /search/feeds/:token fed-suspended 404 404 404 404 404 404 404 404 404 404 404 404
  GET /search/misses - 404 404 404 404 404 404 200 200 404 404 404 200
  GET /topics/:topicId/report public 200 200 403 200 200 200 200 200 200 200 200 200
  GET /topics/:topicId/report group 404 200 403 200 200 404 200 200 200 200 200 200
  GET /topics/:topicId/report draft 404 404 403 404 404 404 404 404 404 404 404 404
  POST /topics/:topicId/report public in 303 403 303 303 303 303 303 303 303 303 303
  POST /topics/:topicId/report group in 303 403 303 303 404 303 303 303 303 303 303
  POST /topics/:topicId/report draft in 404 403 404 404 404 404 404 404 404 404 404
  GET /topics/:topicId/replies/:number/report public 200 200 200 403 200 200 200 200 200 200 200 200
  GET /topics/:topicId/replies/:number/report group 404 200 200 403 200 404 200 200 200 200 200 200
  POST /topics/:topicId/replies/:number/report public in 303 303 403 303 303 303 303 303 303 303 303
  POST /topics/:topicId/replies/:number/report group in 303 303 403 303 404 303 303 303 303 303 303
  POST /topics/:topicId/replies/:number/report removed in 403 403 403 403 403 403 403 403 403 403 403
  GET /topics/:topicId/report/by-mail public 303 303 303 303 303 303 303 303 303 303 303 303
  POST /topics/:topicId/report/by-mail public 200 303 403 303 303 303 303 303 303 303 303 303
  POST /topics/:topicId/report/by-mail group 404 303 403 303 303 404 303 303 303 303 303 303
  POST /topics/:topicId/report/by-mail draft 404 404 403 404 404 404 404 404 404 404 404 404
  GET /topics/:topicId/replies/:number/report/by-mail public 303 303 303 303 303 303 303 303 303 303 303 303
  POST /topics/:topicId/replies/:number/report/by-mail public 200 303 303 403 303 303 303 303 303 303 303 303
  POST /topics/:topicId/replies/:number/report/by-mail group 404 303 303 403 303 404 303 303 303 303 303 303
  GET /account/reports - 404 200 200 200 200 200 200 200 200 200 200 200
  POST /account/reports/:reportId/removal reported in 303 404 404 404 404 404 404 404 404 404 404
  GET /moderation - 404 404 404 404 404 404 200 200 404 404 404 404
  GET /workspaces/:slug/queue - 404 404 404 404 404 404 200 404 404 404 404 404
  GET /moderation/cases/:caseId reported 404 404 404 404 404 404 200 404 404 404 404 404
  GET /moderation/cases/:caseId/looking reported 404 303 303 303 404 404 303 303 303 303 303 303
  GET /moderation/cases/:caseId/notes reported 404 303 303 303 404 404 303 303 303 303 303 303
  GET /moderation/cases/:caseId/decision reported 404 303 303 303 404 404 303 303 303 303 303 303
  POST /moderation/cases/:caseId/looking reported in 404 404 404 404 404 303 404 404 404 404 404
  POST /moderation/cases/:caseId/looking/removal reported in 404 404 404 404 404 303 404 404 404 404 404
  POST /moderation/cases/:caseId/notes reported in 404 404 404 404 404 303 404 404 404 404 404
  POST /moderation/cases/:caseId/decision reported in 404 404 404 404 404 303 404 404 404 404 404
  GET /reports/:token - 410 410 410 410 410 410 410 410 410 410 410 410
  POST /reports/:token/confirmation - 410 410 410 410 410 410 410 410 410 410 410 410
  POST /reports/:token/removal - 410 410 410 410 410 410 410 410 410 410 410 410
  GET /moderation/topics/:topicId public 404 404 404 404 404 404 200 404 404 404 404 404
  GET /moderation/topics/:topicId group 404 404 404 404 404 404 200 404 404 404 404 404
  GET /moderation/topics/:topicId draft 404 404 404 404 404 404 404 404 404 404 404 404
  GET /moderation/topics/:topicId/:act public 404 404 404 404 404 404 200 404 404 404 404 404
  POST /moderation/topics/:topicId/:act public in 404 404 404 404 404 303 404 404 404 404 404
  POST /moderation/topics/:topicId/:act draft in 404 404 404 404 404 404 404 404 404 404 404
  GET /moderation/topics/:topicId/edit public 404 404 404 404 404 404 200 404 404 404 404 404
  POST /moderation/topics/:topicId/edit public in 404 404 404 404 404 303 404 404 404 404 404
  POST /moderation/topics/:topicId/edit draft in 404 404 404 404 404 404 404 404 404 404 404
  GET /moderation/topics/:topicId/merge public 404 404 404 404 404 404 200 404 404 404 404 404
  POST /moderation/topics/:topicId/merge public in 404 404 404 404 404 303 404 404 404 404 404
  GET /moderation/topics/:topicId/split group 404 404 404 404 404 404 200 404 404 404 404 404
  POST /moderation/topics/:topicId/split group in 404 404 404 404 404 303 404 404 404 404 404
  GET /moderation/topics/:topicId/replies/:number public 404 404 404 404 404 404 200 404 404 404 404 404
  GET /moderation/topics/:topicId/replies/:number/edit group 404 404 404 404 404 404 200 404 404 404 404 404
  POST /moderation/topics/:topicId/replies/:number/edit group in 404 404 404 404 404 303 404 404 404 404 404
  GET /moderation/topics/:topicId/replies/:number/:act group 404 404 404 404 404 404 200 404 404 404 404 404
  POST /moderation/topics/:topicId/replies/:number/:act group in 404 404 404 404 404 303 404 404 404 404 404
  POST /moderation/acts/:actId/undo acted in 404 404 404 404 404 303 404 404 404 404 404
  GET /moderation/acts/:actId acted 404 404 200 404 404 404 200 404 404 404 404 404
  GET /workspaces/:slug/moderation - 404 404 404 404 404 404 200 404 404 404 404 404
  GET /workspaces/:slug/moderation/acts group 404 404 404 404 404 404 200 404 404 404 404 404
  POST /workspaces/:slug/moderation/acts group in 404 404 404 404 404 303 404 404 404 404 404
  GET /workspaces/:slug/moderation/batches/:batchId batch 404 404 404 404 404 404 200 404 404 404 404 404
  POST /workspaces/:slug/moderation/batches/:batchId/undo batch in 404 404 404 404 404 303 404 404 404 404 404
  GET /moderation/batches/:batchId batch 404 404 200 404 404 404 303 404 404 404 404 404
  GET /moderation/acts/:actId/appeal public 404 303 303 303 303 303 303 303 303 303 303 303
  POST /moderation/acts/:actId/appeal acted in 404 303 404 404 404 404 404 404 404 404 404
  GET /moderation/appeals - 404 404 404 404 404 404 200 200 404 404 404 200
  GET /moderation/appeals/:appealId appealed 404 404 404 404 404 404 200 404 404 404 404 404
  POST /moderation/appeals/:appealId appealed in 404 404 404 404 404 303 404 404 404 404 404
  GET /workspaces/:slug/moderation-log - 404 200 200 200 404 404 200 200 200 200 200 200
  GET /administration/moderation-log - 404 404 404 404 404 404 404 404 404 404 404 200
  GET /topics/:topicId/links public 404 403 200 403 403 403 200 403 403 403 403 403
  GET /topics/:topicId/links group 404 403 200 403 403 404 200 403 403 403 403 403
  GET /topics/:topicId/links draft 404 404 200 404 404 404 404 404 404 404 404 404
  POST /topics/:topicId/links public in 403 303 403 403 403 303 403 403 403 403 403
  POST /topics/:topicId/links draft in 404 303 404 404 404 404 404 404 404 404 404
  POST /topics/:topicId/links/:linkId/removal linked in 403 303 403 403 403 303 403 403 403 403 403
  POST /topics/:topicId/meeting public in 403 303 403 403 403 303 403 403 403 403 403
  POST /topics/:topicId/meeting draft in 404 303 404 404 404 404 404 404 404 404 404
  POST /topics/:topicId/meeting/removal public in 403 303 403 403 403 303 403 403 403 403 403
  POST /topics/:topicId/guidance accepted in 303 303 303 303 403 303 303 303 303 303 303
  POST /topics/:topicId/guidance public in 403 403 403 403 403 403 403 403 403 403 403
  POST /topics/:topicId/guidance draft in 404 403 404 404 404 404 404 404 404 404 404
  GET /topics/:topicId/adoptions guidance 404 200 200 200 404 404 200 200 200 200 200 200
  GET /topics/:topicId/adoptions draft 404 404 200 404 404 404 404 404 404 404 404 404
  GET /topics/:topicId/adoptions/new guidance 404 200 200 200 404 404 200 200 200 200 200 200
  GET /topics/:topicId/adoptions/new draft 404 404 403 404 404 404 404 404 404 404 404 404
  POST /topics/:topicId/adoptions/new guidance in 303 303 303 404 404 303 303 303 303 303 303
  POST /topics/:topicId/adoptions/new public in 403 403 403 404 404 403 403 403 403 403 403
  POST /adoptions/:adoptionId/removal adopted in 404 303 404 404 404 303 303 303 404 303 303

  GET /account/reviews - 404 200 200 200 404 404 200 200 200 200 200 200
  GET /topics/:topicId/follow-up unanswered 404 404 404 404 404 404 200 404 404 404 404 404
  GET /topics/:topicId/follow-up public 404 404 404 404 404 404 200 404 404 404 404 404
  POST /topics/:topicId/follow-up/taking unanswered in 404 404 404 404 404 303 404 404 404 404 404
  POST /topics/:topicId/follow-up/taking public in 404 404 404 404 404 403 404 404 404 404 404
  POST /topics/:topicId/follow-up/owner unanswered in 404 404 404 404 404 303 404 404 404 404 404
  POST /topics/:topicId/follow-up/refusal unanswered in 404 404 404 404 404 403 404 404 404 404 404
  POST /topics/:topicId/follow-up/requests unanswered in 404 404 404 404 404 303 404 404 404 404 404
  GET /reply-times - 404 200 200 200 404 404 200 200 200 200 200 200
  GET /workspaces/:slug/reply-times - 404 200 200 200 404 404 200 200 200 200 200 200
  GET /topics/:topicId/how-it-went interest 404 404 200 404 404 404 200 200 200 404 200 200
  GET /topics/:topicId/how-it-went public 404 404 404 404 404 404 404 404 404 404 404 404
  POST /topics/:topicId/how-it-went interest in 404 303 404 404 404 303 303 303 404 303 303
  GET /coordinating - 404 404 404 404 404 404 200 200 404 404 404 404
  GET /coordinating/questions - 404 404 404 404 404 404 200 200 404 404 404 404
  GET /coordinating/newcomers - 404 404 404 404 404 404 200 200 404 404 404 404
  GET /workspaces/:slug/coordinating - 404 404 404 404 404 404 200 404 404 404 404 404
  POST /people/:personId/welcome newcomer in 404 404 404 404 404 303 303 404 404 404 404
  GET /reviews - 404 404 404 404 404 404 200 200 200 200 404 404
  GET /topics/:topicId/review guidance 404 403 200 403 404 404 200 403 403 403 403 403
  POST /topics/:topicId/review guidance in 403 303 403 404 404 303 403 403 403 403 403
  GET /topics/:topicId/review draft 404 404 403 404 404 404 404 404 404 404 404 404

  POST /attachments - in 422 422 422 422 422 422 422 422 422 422 422
  GET /attachments/:attachmentId alone 404 404 200 404 404 404 404 404 404 404 404 404
  GET /attachments/:attachmentId public 200 200 200 200 200 200 200 200 200 200 200 200
  GET /attachments/:attachmentId group 404 200 200 200 200 404 200 200 200 200 200 200
  GET /attachments/:attachmentId draft 404 404 200 404 404 404 404 404 404 404 404 404
  GET /attachments/:attachmentId/thumbnail public 200 200 200 200 200 200 200 200 200 200 200 200
  GET /attachments/:attachmentId/thumbnail group 404 200 200 200 200 404 200 200 200 200 200 200
  GET /attachments/:attachmentId/thumbnail draft 404 404 200 404 404 404 404 404 404 404 404 404

  GET /mentions - 404 200 200 200 200 200 200 200 200 200 200 200
  GET /account/drafts - 404 200 200 200 200 200 200 200 200 200 200 200
  POST /drafts - in 200 200 200 200 200 200 200 200 200 200 200
  GET /drafts/:draftId begun 404 404 200 404 404 404 404 404 404 404 404 404
  POST /drafts/:draftId/removal begun in 404 303 404 404 404 404 404 404 404 404 404
  POST /drafts/:draftId/removal/removal begun in 404 303 404 404 404 404 404 404 404 404 404
  POST /drafts/:draftId/topic begun in 404 403 404 404 404 404 404 404 404 404 404

  GET /suggestions/:suggestionId suggested 404 404 200 200 404 404 200 404 404 404 404 404
  GET /suggestions/:suggestionId/acceptance suggested 404 303 303 303 303 303 303 303 303 303 303 303
  GET /suggestions/:suggestionId/refusal suggested 404 303 303 303 303 303 303 303 303 303 303 303
  POST /suggestions/:suggestionId/acceptance suggested in 404 303 403 404 404 303 404 404 404 404 404
  POST /suggestions/:suggestionId/refusal suggested in 404 303 403 404 404 303 404 404 404 404 404
  POST /suggestions/:suggestionId/removal suggested in 404 403 303 404 404 403 404 404 404 404 404

  GET /topics/:topicId/replies            public    303     303     303     303     303     303     303     303     303     303     303     303
  GET /topics/:topicId/replies            draft     303     303     303     303     303     303     303     303     303     303     303     303
  GET /topics/:topicId/replies/:number    public    303     303     303     303     303     303     303     303     303     303     303     303
  GET /topics/:topicId/replies/:number    group     404     303     303     303     303     404     303     303     303     303     303     303
  POST /topics/:topicId/replies           public    in      303     303     303     303     403     303     303     303     303     303     303
  POST /topics/:topicId/replies           group     in      303     303     303     303     404     303     303     303     303     303     303
  POST /topics/:topicId/replies           draft     in      404     403     404     404     404     404     404     404     404     404     404
  GET /replies/:replyId/history           public    200     200     200     200     200     200     200     200     200     200     200     200
  GET /replies/:replyId/history           group     404     200     200     200     200     404     200     200     200     200     200     200
  GET /replies/:replyId/history           removed   404     404     404     404     404     404     404     404     404     404     404     404
  GET /replies/:replyId/edit              public    404     403     403     200     403     403     403     403     403     403     403     403
  POST /replies/:replyId/edit             public    in      403     403     303     403     403     403     403     403     403     403     403
  POST /replies/:replyId/edit             group     in      403     403     303     403     404     403     403     403     403     403     403
  POST /replies/:replyId/versions/:number/restoration public in      403     403     303     403     403     403     403     403     403     403     403
  POST /replies/:replyId/versions/:number/restoration group in      403     403     303     403     404     403     403     403     403     403     403
  POST /replies/:replyId/removal          public    in      403     403     303     403     403     403     403     403     403     403     403
  POST /replies/:replyId/removal/removal  removed   in      403     403     303     403     403     403     403     403     403     403     403
  POST /replies/:replyId/acceptance       public    in      403     303     403     403     403     303     403     403     403     403     403
  POST /replies/:replyId/acceptance       group     in      403     303     403     403     404     303     403     403     403     403     403
  POST /replies/:replyId/acceptance       guidance  in      403     403     403     403     403     403     403     403     403     403     403
  POST /replies/:replyId/acceptance/removal accepted  in      403     303     403     403     403     303     403     403     403     403     403
`);

/** The same for the rooms of the live channel, which open or do not. */
const rooms = readTable(`
  room                                    of        visitor member  asker   writer  guest   outside here    elsewhere lead    otherlead assessor administrator
  topic                                   public    yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes
  topic                                   group     no      yes     yes     yes     yes     no      yes     yes     yes     yes     yes     yes
  topic                                   draft     no      no      yes     no      no      no      no      no      no      no      no      no
  workspace                               -         yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes
  people                                  -         no      yes     yes     yes     no      no      yes     yes     yes     yes     yes     yes
  notices                                 -         no      no      yes     no      no      no      no      no      no      no      no      no
  inbox                                   -         no      no      yes     no      no      no      no      no      no      no      no      no
  queue - no no no no no no yes no no no no no
  queues - no no no no no no yes yes no no no no
  case reported no no no no no no yes no no no no no
  standard                                -         yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes
  rules - yes yes yes yes yes yes yes yes yes yes yes yes
  workspace-rules - yes yes yes yes yes yes yes yes yes yes yes yes
`);

const app = useApp();
const people: Record<string, SignedIn> = {};
const agents: Record<string, Agent> = {};
let here = 0;
const asVisitors = ['suspended', 'dormant', 'left', 'ended guest', 'expired'];

beforeAll(async () => {
  const elsewhere = (await workspaceOf(2)).id;
  here = (await workspaceOf(1)).id;
  people.member = await makePerson({ council: 'hackney' });
  people.asker = await makePerson();
  people.writer = await makePerson({ council: 'merton' });
  people.here = await makePerson({ coordinates: [here] });
  people.elsewhere = await makePerson({ coordinates: [elsewhere] });
  people.guest = await makeGuest({ workspaces: [1], approved: true });
  people.outside = await makeGuest({ workspaces: [2], approved: true });
  people.lead = await makePerson({ lead: true });
  people.otherlead = await makePerson({ lead: true, council: 'barnet' });
  people.assessor = await makePerson({ assessor: true });
  people.administrator = await makePerson({ administrator: true });
  for (const role of asVisitors) people[role] = await makePerson({ coordinates: 'all', administrator: true });
  people['ended guest'] = await makeGuest();
  for (const [role, person] of Object.entries(people)) agents[role] = await app.signInAs(person);
  agents.visitor = app.visitor();
  await suspend(person('suspended'));
  const past = new Date(Date.now() - 1000);
  await db
    .update(everybody)
    .set({ dormantAt: past })
    .where(eq(everybody.id, person('dormant').id));
  await db
    .update(everybody)
    .set({ leftAt: past })
    .where(eq(everybody.id, person('left').id));
  await db
    .update(guestAccess)
    .set({ endsAt: past })
    .where(eq(guestAccess.personId, person('ended guest').id));
  await db
    .update(sessions)
    .set({ expiresAt: past })
    .where(eq(sessions.personId, person('expired').id));
  for (const hidden of ['group', 'draft']) await make(hidden);
  await makeRules(person('here') as Member, here, { title: 'A rule of this room' });
});

test('every route is in the table, and every line of the table is a route', () => {
  expect([...new Set(table.map(({ what }) => what))].sort()).toEqual(listRoutes(app.routes).sort());
});

test('every room is in the table, and every line of its table is a room', () => {
  const all = features.flatMap((feature) => Object.keys(feature.rooms ?? {}));
  expect([...new Set(rooms.map(({ what }) => what))].sort()).toEqual(all.sort());
});

test.each(table)('$what ($of)', async ({ what, of, expected }) => {
  const seen: Record<string, string> = {};
  for (const role of [...Object.keys(expected), ...asVisitors]) {
    const answer = await ask(role, what, of);
    // A file has no text.
    const { status, text = '' } = answer;
    seen[role] = isAskedToSignIn(answer) ? 'in' : String(status);
    const mayKnow = { group: Object.hasOwn(expected, role) && isOfGroup(role), draft: role === 'asker' };
    if (text.includes('Secret of the group')) expect([role, mayKnow.group]).toEqual([role, true]);
    if (text.includes('Secret draft')) expect([role, mayKnow.draft]).toEqual([role, true]);
  }
  expect(seen).toEqual({ ...expected, ...asTheVisitor(expected) });
});

test.each(rooms)('the room $what ($of)', async ({ what, of, expected }) => {
  const { topicId } = await make(of);
  const { id, standardId } = await workspaceOf(1);
  const { id: personId } = person('asker');
  const own = { notices: personId, inbox: personId };
  const moderation = { queue: id, queues: 1, case: 0 };
  if (what === 'case') moderation.case = await makeCase(await makePerson(), topicId);
  const number = {
    topic: topicId,
    workspace: id,
    standard: standardId,
    people: 1,
    rules: 1,
    'workspace-rules': id,
    ...own,
    ...moderation,
  }[what];
  const seen: Record<string, string> = {};
  for (const role of [...Object.keys(expected), ...asVisitors]) {
    const page = await app.connect(agents[role]);
    seen[role] = (await page.watch(`${what}:${number}`)).ok ? 'yes' : 'no';
  }
  expect(seen).toEqual({ ...expected, ...asTheVisitor(expected) });
});

const asTheVisitor = ({ visitor }: Record<string, string>) =>
  Object.fromEntries(asVisitors.map((role) => [role, visitor]));

/** Who may know of what the group keeps to itself. */
const isOfGroup = (role: string) => role !== 'visitor' && role !== 'outside';

function person(role: string): SignedIn {
  const found = people[role];
  if (!found) throw new Error(`There is nobody called ${role}`);
  return found;
}

/** A topic by the asker with a reply by the writer, in the state that a line of the table is about. */
async function make(of: string): Promise<{ topicId: number; replyId: number; suggestionId?: number }> {
  const asker = person('asker');
  if (of === 'draft') {
    const parts = { kind: 'guidance', state: 'draft', title: 'Secret draft' } as const;
    return { topicId: (await makeTopic(asker, parts)).id, replyId: 0 };
  }
  const { id: topicId } = await makeTopic(asker, {
    kind: of === 'guidance' || of === 'suggested' ? 'guidance' : 'question',
    visibility: of === 'group' ? 'group' : 'public',
    ...(of === 'group' && { title: 'Secret of the group' }),
  });
  if (of === 'suggested')
    return { topicId, replyId: 0, suggestionId: (await makeSuggestion(person('writer'), topicId)).id };
  if (of === 'unanswered') return { topicId, replyId: 0 };
  const { id: replyId } = await makeReply(person('writer'), topicId);
  if (of === 'removed') await send(agents.writer as Agent, `/replies/${replyId}/removal`).expect(303);
  if (of === 'accepted') await send(agents.asker as Agent, `/replies/${replyId}/acceptance`).expect(303);
  return { topicId, replyId };
}

const looked = new Map<string, Awaited<ReturnType<typeof make>>>();

/** Looking changes nothing, so that everybody can look at the same. */
async function thingOf(
  of: string,
  onlyLooked: boolean,
): Promise<{
  topicId: number;
  replyId: number;
  passkeyId?: string;
  suggestionId?: number;
  interestId?: number;
}> {
  if (
    ['-', 'listed', 'grouped', 'service', 'provider', 'assessing', 'of-here', 'suspended', 'saved'].includes(
      of,
    ) ||
    of.startsWith('fed')
  )
    return { topicId: 0, replyId: 0 };
  if (of === 'interest') return { ...(await makeInterest(person('asker') as Member)), replyId: 0 };
  if (of === 'passkey') return { topicId: 0, replyId: 0, passkeyId: await makePasskey(person('asker')) };
  const thing = (onlyLooked && looked.get(of)) || (await make(of));
  if (onlyLooked) looked.set(of, thing);
  return thing;
}

let asked = 0;

interface Asked {
  line: string;
  path: string;
  fields: Record<string, string>;
}

/** Whoever is refused leaves it as it was, so that the next can ask for the same. */
let untouched: Asked | undefined;

/** Asks for the route as this role, with a form that is filled in rightly; what is changed is something that nobody has touched. */
async function ask(role: string, what: string, of: string) {
  const [method, route = ''] = what.split(' ');
  const line = `${what} ${of}`;
  if (untouched?.line !== line) untouched = { line, ...(await prepare(what, of)) };
  const { path, fields } = untouched;
  const agent = agents[role] as Agent;
  if (method === 'GET') return agent.get(path);
  // These end the session that is used.
  const own = route === '/sign-out' || route === '/dev/sign-in' ? await copyOf(role) : agent;
  const answer = await send(own, path, fields);
  if (answer.status < 400 && !isAskedToSignIn(answer)) untouched = undefined;
  const endsAll = route === '/account/sessions/removal' && !asVisitors.includes(role);
  if (endsAll) agents[role] = await copyOf(role);
  return answer;
}

const isAskedToSignIn = ({ headers }: { headers: Record<string, string> }) =>
  headers.location?.startsWith('/sign-in?') ?? false;

/** The asker's, against what another coordinator did than the one here. */
async function appealAbout(topicId: number): Promise<number> {
  const { id } = await workspaceOf(1);
  const actor = await makePerson({ council: 'hackney', coordinates: [id] });
  return makeAppeal(person('asker'), await makeAct(actor, topicId));
}

/** Where to ask for what a line of the table is about, and what to send there. */
async function prepare(what: string, of: string): Promise<Omit<Asked, 'line'>> {
  const [method, route = ''] = what.split(' ');
  const {
    topicId,
    replyId,
    passkeyId = '',
    suggestionId = 0,
    interestId,
  } = await thingOf(of, method === 'GET');
  const ids: Record<string, string | number> = {
    ...(await collectionOf(of)),
    topicId,
    replyId,
    passkeyId,
    suggestionId,
    caseId: route.includes(':caseId') ? await makeCase(await makePerson(), topicId) : 0,
    reportId: route.includes(':reportId') ? await makeReport(person('member'), topicId) : 0,
    adoptionId: of === 'adopted' ? await makeAdoption(person('asker') as Member) : 0,
    actId: of === 'acted' ? await makeAct(person('here') as Member, topicId) : 1,
    appealId: of === 'appealed' ? await appealAbout(topicId) : 0,
    act: 'hide',
    batchId: of === 'batch' ? await makeBatch(person('here') as Member, topicId) : 0,
    linkId: of === 'linked' ? await makeLink(person('asker'), topicId) : 0,
    attachmentId: route.includes(':attachmentId') ? await attachmentOf(of) : '',
    draftId: of === 'begun' ? await makeDraft(person('asker'), topicId) : 0,
    number: 1,
    providerId: of === 'provider' ? (await makeProvider()).id : 0,
    waitingId: of === 'waiting' ? await makeWaitingFor(route) : 0,
    invitationId: of === 'invitation' ? (await makeInvitation(person('asker') as Member)).id : 0,
    serviceId: of === 'service' ? (await makeService(person('asker') as Member)).id : 0,
    personId: of === 'guest' ? (await makeGuest()).id : await subjectOf(what, of),
    grantId: await grantOf(of),
    slug: route.startsWith('/councils') ? 'camden' : 'understand-user-needs',
    token: await feedTokenOf(of),
    noticeId: of === 'notice' ? await makeNotice(person('asker')) : 0,
    feedId: of === 'fed' ? await newestFeedOf(person('asker').id) : 0,
    searchId: of === 'saved' ? (await makeSavedSearch(person('asker'))).id : 0,
    sessionId: 'no-such-session',
    ruleId: 1,
    kind: 'sign-in-link',
    mailId: 'no-such-mail',
  };
  const isSaving = /^\/account\/searches(\/new)?$/.test(route);
  const query =
    route.includes('/topics') && route.includes(':slug')
      ? '?kind=question'
      : isSaving
        ? '?q=bins'
        : route.endsWith('/moderation/acts')
          ? `?act=hide&topic-${topicId}=0`
          : '';
  return {
    path: route.replace(/:(\w+)/g, (_, name) => String(ids[name])) + query,
    fields:
      method === 'GET'
        ? {}
        : {
            ...(await formOf(route, of)),
            ...(interestId && { interestId: `${interestId}` }),
            ...(route.endsWith('/moderation/acts') && { [`topic-${topicId}`]: '0' }),
          },
  };
}

/** A collection for everybody, or for the group; in it is a topic of the group. */
async function collectionOf(of: string): Promise<Record<string, number>> {
  if (of !== 'listed' && of !== 'grouped') return {};
  const { topicId } = await make('group');
  const { id, itemIds } = await makeCollection(person('here') as Member, {
    topicIds: [topicId],
    ...(of === 'grouped' && { title: 'Secret of the group', visibility: 'group' }),
  });
  return { collectionId: id, itemId: itemIds[0] ?? 0 };
}

/** Whom it is about: where it would shut them out, somebody who is needed for nothing else. */
async function subjectOf(what: string, of: string): Promise<number> {
  if (
    !['suspended', 'newcomer'].includes(of) &&
    !/^POST .*\/(leaving|roles|suspension|passkeys\/removal|:personId\/address)/.test(what)
  )
    return person('asker').id;
  const newcomer = await makePerson();
  const { id } = newcomer;
  if (of === 'suspended') await suspend(newcomer);
  if (of === 'left') await db.update(everybody).set({ leftAt: new Date() }).where(eq(everybody.id, id));
  return id;
}

/** A role of somebody who does not ask, or one that `here` has besides. */
async function grantOf(of: string): Promise<number> {
  if (of === 'assessing') return (await makeGrant(await makePerson(), { role: 'assessor' })).id;
  if (of !== 'of-here') return 0;
  return (await makeGrant(person('here'), { role: 'coordinator', workspaceId: (await workspaceOf(3)).id }))
    .id;
}

/** A feed is for whoever has its address, and shows what its owner may see; whoever has a mail can stop others. */
async function feedTokenOf(of: string): Promise<string> {
  if (!of.startsWith('fed')) return 'no-such-token';
  if (of === 'fed-mail')
    return (
      stopAddress(person('asker').id)({ kinds: ['solved'] })
        .split('/')
        .at(-1) ?? ''
    );
  const owner = person({ 'fed-outside': 'outside', 'fed-suspended': 'suspended' }[of] ?? 'asker');
  if (of !== 'fed-group-outside') return (await makeSavedSearch(owner, { q: 'topic', feed: true })).token;
  const { topicId } = await make('group');
  const token = await makeFeed(owner, { kind: 'topic', id: topicId });
  // Somebody who could see it when they made it.
  const outside = eq(privateFeeds.topicId, topicId);
  if (of === 'fed-group-outside')
    await db
      .update(privateFeeds)
      .set({ personId: person('outside').id })
      .where(outside);
  return token;
}

async function newestFeedOf(personId: number): Promise<number> {
  const own = db.select().from(privateFeeds).where(eq(privateFeeds.personId, personId));
  return (await own.orderBy(desc(privateFeeds.id)))[0]?.id ?? 0;
}

/** A picture of the asker's: in their topic, or nowhere yet. */
async function attachmentOf(of: string): Promise<string> {
  const { id, markdown } = await makeAttachment(person('asker'), 'map.png');
  if (of === 'alone') return id;
  await makeTopic(person('asker'), {
    kind: 'guidance',
    state: of === 'draft' ? 'draft' : 'published',
    visibility: of === 'group' ? 'group' : 'public',
    fields: { body: markdown.replace('![]', '![A map]') },
  });
  return id;
}

/** One more rule, on top of those that hold. */
const rulesForm = async (workspaceId: number | null) => ({
  from: String((await findRuleSet(workspaceId))?.versionCount),
  'title-new1': `Rule ${++asked}`,
  'text-new1': 'As it says',
  reason: 'It was agreed',
});

/** One of the guest's own where they look at their own; anybody's for coordinators. */
async function makeWaitingFor(route: string): Promise<number> {
  const author = route.startsWith('/account') ? (person('guest') as Guest) : await makeGuest();
  return (await makeWaiting(author)).id;
}

async function copyOf(role: string): Promise<Agent> {
  return Object.hasOwn(people, role) && !asVisitors.includes(role)
    ? app.signInAs(person(role))
    : app.visitor();
}

async function formOf(route: string, of: string): Promise<Record<string, string>> {
  switch (route) {
    case '/sign-in':
      return { email: `access.${++asked}@camden.gov.uk` };
    case '/workspaces/:slug/emails':
      return { content: 'quoted', reason: 'It was agreed' };
    case '/code-of-conduct/edit':
      return rulesForm(null);
    case '/workspaces/:slug/rules/edit':
      return rulesForm(here);
    case '/account/emails':
      return emailFields();
    case '/account/email':
      return { email: `access.${++asked}@camden.gov.uk` };
    case '/workspaces/:slug/guests/:personId/end-date':
      return guestFields({ reason: 'It was agreed' });
    case '/workspaces/:slug/waiting/:waitingId/refusal':
    case '/workspaces/:slug/guests/:personId/ending':
      return { reason: 'It was agreed' };
    case '/invitations/new':
      return { addresses: `access.${++asked}@hackney.gov.uk` };
    case '/invitations/guests/new':
      return guestFields({ addresses: `access.${++asked}@example.org` }, here);
    case '/administration/providers/new':
    case '/administration/providers/:providerId':
      return providerFields();
    case '/administration/providers/:providerId/ending':
      return { reason: 'They have another' };
    case '/dev/sign-in':
      return { personId: String(person('asker').id) };
    case '/account/passkeys/options':
    case '/account/passkeys/:passkeyId/name':
    case '/account/searches':
    case '/account/searches/:searchId/name':
      return { name: 'A device' };
    case '/administration/people/:personId/passkeys/removal':
      return { reason: 'They lost their laptop' };
    case '/roles/:grantId/deputies':
    case '/roles/:grantId/handover':
    case '/workspaces/:slug/coordinators':
      return { email: (await makePerson()).email, reason: 'Takes part', ...lastDay };
    case '/administration/people/:personId/roles':
      return { role: 'assessor', reason: 'Takes part' };
    case '/roles/:grantId/removal':
    case '/administration/people/:personId/suspension':
    case '/administration/people/:personId/suspension/removal':
      return { reason: 'Takes part no more' };
    case '/people/:personId/edit':
      return { name: 'Renamed' };
    case '/councils/:slug/people/:personId/address':
      return { email: `access.${++asked}@camden.gov.uk`, reason: 'Words for a reason' };
    case '/account/leaving':
      return { choice: 'keep' };
    case '/councils/:slug/handing-on':
      return handingOnFields();
    case '/councils/:slug/people/:personId/leaving':
    case '/councils/:slug/people/:personId/leaving/removal':
    case '/councils/:slug/people/:personId/leaving/name':
      return { reason: 'Moved to another job' };
    case '/councils/:slug/services':
    case '/services/:serviceId/edit':
      return { name: `Service of the test ${++asked}`, origin: 'built' };
    case '/notices/readings':
      return { everything: 'yes' };
    case '/notices/readings/removal':
      return { readAt: new Date().toISOString() };
    case '/topics/:topicId/state':
      return { state: { guidance: 'withdrawn', accepted: 'reopened', draft: 'published' }[of] ?? '' };
    case '/topics/:topicId/reading-place':
      return { number: '1' };
    case '/topics/:topicId/adoptions/new':
      return { stage: 'using', serviceId: '', contactId: '' };
    case '/account/feeds':
      return { of: `workspace-${here}` };
    case '/group/follow':
    case '/workspaces/:slug/follow':
    case '/topics/:topicId/follow':
      return { level: 'everything' };
    case '/topics/:topicId/how-it-went':
      return { answer: 'using' };
    case '/topics/:topicId/follow-up/owner':
      return { email: person('member').email };
    case '/topics/:topicId/follow-up/requests':
      return { [`person-${person('member').id}`]: 'yes' };
    case '/workspaces/:slug/moderation/acts':
      return { act: 'hide', reason: 'It names somebody', note: '', formId: `form-of-test-${++asked}` };
    case '/moderation/topics/:topicId/merge':
      return { reason: 'The same', latest: '0', other: `/topics/${(await make('public')).topicId}` };
    case '/moderation/topics/:topicId/split':
      return { reason: 'Another question', latest: '0', title: 'Words', numbers: '1' };
    case '/moderation/acts/:actId/appeal':
      return { text: `It is mended ${++asked}` };
    case '/moderation/appeals/:appealId':
      return { decision: 'declined', reason: 'It stands' };
    case '/moderation/topics/:topicId/:act':
    case '/moderation/topics/:topicId/replies/:number/:act':
      return { reason: 'It names somebody', note: '', latest: '0' };
    case '/moderation/topics/:topicId/edit':
      return {
        ...topicFields(of === 'draft' ? 'guidance' : 'question'),
        reason: 'It names somebody',
        from: '1',
      };
    case '/moderation/topics/:topicId/replies/:number/edit':
      return { body: `By the test ${++asked}`, reason: 'It names somebody', from: '1' };
    case '/topics/:topicId/same-problem':
      return { line: 'About 40 a week' };
    case '/topics/:topicId/links':
      return { relation: 'builds-on', other: `/topics/${(await make('public')).topicId}` };
    case '/moderation/cases/:caseId/looking':
      return { from: '1' };
    case '/moderation/cases/:caseId/notes':
      return { note: `By the test ${++asked}` };
    case '/moderation/cases/:caseId/decision':
      return { decision: 'done', told: 'It is mended', from: '1' };
    case '/topics/:topicId/report':
    case '/topics/:topicId/report/by-mail':
    case '/topics/:topicId/replies/:number/report/by-mail':
    case '/topics/:topicId/replies/:number/report':
      return { category: 'wrong', line: 'It is not so', email: `access.${++asked}@example.org` };
    case '/topics/:topicId/meeting':
      return { meeting: 'The peer group', 'held-day': '3', 'held-month': '11', 'held-year': '2025' };
    case '/library/collections/new':
    case '/collections/:collectionId/edit':
      return { title: `By the test ${++asked}`, introduction: 'Start here', visibility: 'public', from: '1' };
    case '/collections/:collectionId/topics':
      return { other: `/topics/${(await make('public')).topicId}` };
    case '/collections/:collectionId/topics/:itemId/line':
      return { line: `By the test ${++asked}`, lineFrom: '' };
    case '/drafts':
      return { place: '/topics/1/replies', formId: `form-of-test-${++asked}`, body: 'Begun' };
    case '/topics/:topicId/suggestions/new':
      return topicFields('guidance', { reason: 'Clearer', from: '1', body: `By the test ${++asked}` });
    case '/suggestions/:suggestionId/acceptance':
      return topicFields('guidance', { from: '1', body: `By the test ${++asked}` });
    case '/suggestions/:suggestionId/refusal':
      return { reason: 'It is right as it is' };
    case '/topics/:topicId/edit':
    case '/workspaces/:slug/topics':
      return topicFields(of === 'draft' ? 'guidance' : 'question', { title: 'Written by the test' });
    default:
      return { body: `Written by the test ${++asked}` };
  }
}

const lastDay = {
  'until-day': '1',
  'until-month': '1',
  'until-year': String(new Date().getUTCFullYear() + 1),
};

function handingOnFields(): Record<string, string> {
  const { id } = person('dormant');
  return { from: String(id), 'topic-1': 'yes', [`to-${id}`]: String(person('asker').id) };
}

interface Line {
  what: string;
  of: string;
  expected: Record<string, string>;
}

function readTable(text: string): Line[] {
  const [heads = [], ...lines] = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.trim().split(/\s+/));
  const roles = heads.slice(2);
  return lines.map((cells) => ({
    what: cells.slice(0, -roles.length - 1).join(' '),
    of: cells.at(-roles.length - 1) ?? '',
    expected: Object.fromEntries(roles.map((role, at) => [role, cells.slice(-roles.length)[at] ?? ''])),
  }));
}
