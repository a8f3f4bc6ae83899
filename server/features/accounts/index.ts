import { Router } from 'express';
import { config } from '../../config.ts';
import type { Feature } from '../../platform/feature.ts';
import { devRoutes } from './dev-routes.ts';

import { signInRoutes } from './sign-in-routes.ts';

const publicRoutes = Router().use(signInRoutes);
if (!config.production) publicRoutes.use(devRoutes);

export const accounts: Feature = { name: 'accounts', publicRoutes };
