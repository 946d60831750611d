import { Injectable, type PipeTransform } from '@nestjs/common';
import { validate } from 'uuid';
import { Problem, wordsFor } from '../web/problem.js';

/** An id in an address. What is no id names nothing: not found, like an id of somebody else's. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!validate(value)) throw new Problem(404, wordsFor(404));
    return value;
  }
}
