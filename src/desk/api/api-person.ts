import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Problem } from '../../web/problem.js';
import { AccessTokens } from '../access/access-tokens.js';
import { personAsking } from '../asking.js';
import type { Person } from '../asking.js';

/** Who asks through the API: whoever is signed in, or whose token the program sends. */
@Injectable()
export class ApiPerson {
  constructor(private readonly tokens: AccessTokens) {}

  async asking(req: Request): Promise<Person> {
    const [, secret] = /^Bearer (\S+)$/.exec(req.headers.authorization ?? '') ?? [];
    if (secret === undefined) return personAsking(req);
    const person = await this.tokens.personOf('api', secret);
    if (!person) throw new Problem(401, { title: 'The token is not good', because: 'It is unknown, was taken back, or its owner holds no role any more.', unblock: 'Make a new token under Calendar and API access.' });
    return person;
  }
}
