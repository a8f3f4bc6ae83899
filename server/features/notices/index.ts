import type { Feature } from '../../platform/feature.ts';
import { reactions } from './reactions.ts';

export const notices: Feature = { name: 'notices', reactions };
