import { Injectable } from '@nestjs/common';
import { Organisations } from '../../directory/organisations.js';
import type { CaseView } from '../../engine/case-view.js';
import { scopeOf } from '../asking.js';
import type { Person } from '../asking.js';

/** Whose case it is, beside the authority's own owner. */
@Injectable()
export class CaseParties {
  constructor(private readonly organisations: Organisations) {}

  /** The organisation by its legal name, with the name it trades under. */
  async of(person: Person, view: CaseView): Promise<{ name: string; as: string }[]> {
    const id = view.row.organisationId;
    const organisation = id === null ? null : await this.organisations.organisation(scopeOf(person), id);
    if (!organisation) return [];
    const trading = organisation.tradingName && organisation.tradingName !== organisation.legalName ? `, trading as ${organisation.tradingName}` : '';
    return [{ name: `${organisation.legalName}${trading}`, as: organisation.kind }];
  }
}
