import { applyDecorators, Catch, createParamDecorator, Injectable, SetMetadata, UseFilters, UseGuards, type ArgumentsHost, type CanActivate, type ExceptionFilter, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { Problem } from '../../web/problem.js';
import type { KnownActor } from '../directory.js';
import { AUTHORITY_ROLES, ROLES, rolesInWords, type Role } from '../roles.js';

const ALLOWED = 'clerkwell:roles';

/** Thrown where somebody must sign in first and may then be taken back. */
class SignInNeeded extends Error {}

/** Holds by `@SignedIn()` and `@Roles()`: whoever is not signed in goes to the sign-in; whoever has none of the roles is told who has. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const roles = this.reflector.getAllAndOverride<readonly Role[]>(ALLOWED, [context.getHandler(), context.getClass()]) ?? [];
    const request = context.switchToHttp().getRequest<Request>();
    if (!request.actor) {
      if (request.path.startsWith('/api/')) throw new Problem(401, { title: 'Sign in first', because: 'This address is for people who are signed in.', unblock: 'Sign in on the website and use that session.' });
      if (request.method === 'GET') throw new SignInNeeded();
      throw new Problem(403, { title: 'You have been signed out', because: 'Your session has ended, so nothing was saved.', unblock: 'Sign in again in another tab, then send it again from here.' });
    }
    if (roles.length > 0 && !mayActAs(request.actor, roles)) {
      if (AUTHORITY_ROLES.every((role) => roles.includes(role))) throw new Problem(403, { title: 'This page is for the authority’s own people', because: `You act as ${rolesInWords(request.actor.roles)}.`, unblock: 'What is yours is on your home page.' });
      throw new Problem(403, {
        title: 'Your role does not allow this',
        because: `It is for ${rolesInWords(roles)}. You act as ${rolesInWords(request.actor.roles)}.`,
        unblock: 'Ask one of them to do it, or ask an administrator of your authority for the role.',
        who: roles.map((role) => ROLES[role].title),
      });
    }
    return true;
  }
}

/** To the sign-in, and back to the page afterwards. */
@Catch(SignInNeeded)
class ToSignIn implements ExceptionFilter {
  catch(_: SignInNeeded, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    request.session.back = request.originalUrl;
    http.getResponse<Response>().redirect(303, '/sign-in');
  }
}

/** Whether the person has one of the roles, in their own right or for somebody they cover. */
export function mayActAs(actor: { readonly roles: readonly string[]; readonly deputyFor: readonly { readonly role: string }[] }, roles: readonly string[]): boolean {
  return actor.roles.some((role) => roles.includes(role)) || actor.deputyFor.some((cover) => roles.includes(cover.role));
}

/** A page or feed for anybody who is signed in. */
export const SignedIn = () => Roles();
/** A page or feed for these roles, own or covered. On a class it holds for every handler without its own. */
export const Roles = (...roles: readonly Role[]) => applyDecorators(SetMetadata(ALLOWED, roles), UseGuards(AccessGuard), UseFilters(ToSignIn));

/** The person of the request, where `@SignedIn()` or `@Roles()` holds. */
export const Acting = createParamDecorator((_: unknown, context: ExecutionContext): KnownActor => {
  const { actor } = context.switchToHttp().getRequest<Request>();
  if (!actor) throw new Error('@Acting() stands on a page that does not ask for a sign-in.');
  return actor;
});
