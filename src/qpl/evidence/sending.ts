import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { SendInput } from '../../../workflows/qpl/evidence.events.js';
import type { Person } from '../../desk/asking.js';
import { scopeOf } from '../../engine/access.js';
import type { Answer } from '../../engine/answers.js';
import { inScope } from '../../engine/scope.js';
import { Sender } from '../../engine/send.js';
import { linkFiles } from '../../files/links.js';
import { evidenceCase } from './evidence-id.js';

/** Hands a file over to the case of the evidence, and sends the event that says so: together, or the event is refused. */
@Injectable()
export class EvidenceSending {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly sender: Sender,
  ) {}

  /** The case of this provider's evidence, there or to be opened. */
  caseOf(person: Person, organisationId: string, requirement: string): Promise<string> {
    return inScope(this.source, scopeOf(person), (tx) => evidenceCase(tx, organisationId, requirement));
  }

  async send(person: Person, caseId: string, organisationId: string, input: SendInput, key: string): Promise<Answer> {
    if (input.sha256 !== null) {
      // A provider hands over its own file; what an officer received another way is the authority's.
      const owner = person.kind === 'provider' ? { ownerKind: 'organisation' as const, owner: organisationId } : { ownerKind: 'authority' as const, owner: person.authorityId };
      const missing = await inScope(this.source, scopeOf(person), (tx) =>
        linkFiles(tx, { caseId, organisation: organisationId, person: person.personId }, [{ ...owner, sha256: input.sha256!, name: input.fileName ?? '', audience: ['provider', 'officers'] }]));
      if (missing.length > 0) return { kind: 'invalid', errors: [{ field: 'file', message: `The file “${input.fileName}” is no longer there. Choose it again.` }] };
    }
    return this.sender.send({ actor: person, caseId, procedure: 'qpl.evidence', type: 'evidence.send', input, key });
  }
}
