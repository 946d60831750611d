import type { Actor } from '../../engine/actor.js';

/** Anybody, in the scope of one authority. */
export const publicOf = (authorityId: string): Actor => ({ personId: null, name: 'The public', authorityId, organisationId: null, roles: ['public'], deputyFor: [], kind: 'public' });
