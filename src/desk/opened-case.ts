import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { CaseView } from '../engine/case-view.js';
import type { AnyProcedure } from '../engine/procedure.js';
import { Reader } from '../engine/read.js';
import { isId, personAsking } from './asking.js';
import type { Person } from './asking.js';
import { Problem } from '../web/problem.js';
import type { AsAt } from './case/as-at.js';

/** A case as the person who asks may see it, with its procedure. */
export interface OpenedCase {
  readonly person: Person;
  readonly view: CaseView;
  readonly procedure: AnyProcedure;
}

/** Opens a case for a page. What is not there and what may not be seen get the same answer. */
@Injectable()
export class CaseOpener {
  constructor(private readonly reader: Reader) {}

  /** For parts that whoever works on the case has: the authority's own people and, in a joint case, a partner's. */
  async openInside(req: Request, caseId: string): Promise<OpenedCase> {
    const opened = await this.open(req, caseId);
    if (opened.person.kind !== 'staff' && opened.person.kind !== 'partner') throw new Problem(404, { title: 'Page not found', because: 'There is nothing at this address, or you may not see it.', unblock: 'Go back to the case.' });
    return opened;
  }

  /** For parts that only the authority's own people have. A provider gets the answer of an address that is not there. */
  async openForStaff(req: Request, caseId: string): Promise<OpenedCase> {
    const opened = await this.open(req, caseId);
    if (opened.person.kind !== 'staff') throw new Problem(404, { title: 'Page not found', because: 'There is nothing at this address, or you may not see it.', unblock: 'Go back to the case.' });
    return opened;
  }

  /** The case as it stands now, after somebody else moved it. */
  async again({ person, view, procedure }: OpenedCase): Promise<OpenedCase> {
    return { person, procedure, view: (await this.reader.caseView(person, view.caseId)) ?? view };
  }

  async open(req: Request, caseId: string, asAt: AsAt | null = null): Promise<OpenedCase> {
    const person = personAsking(req);
    const view = isId(caseId) ? await this.reader.caseView(person, caseId, asAt ?? undefined) : null;
    const procedure = view && this.reader.procedures(person).find((each) => each.name === view.procedure);
    if (!view || !procedure) throw new Problem(404, { title: 'Case not found', because: 'There is no case at this address, or you may not see it.', unblock: 'Search for the case, or start from My work.' });
    return { person, view, procedure };
  }
}
