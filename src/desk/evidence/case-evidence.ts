import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Audience } from '../../engine/procedure.js';
import { inScope } from '../../engine/scope.js';
import { Files } from '../../files/files.js';
import type { Opening } from '../../files/files.js';
import { filesOfCase } from '../../files/links.js';
import type { CaseFile } from '../../files/links.js';
import { scopeOf } from '../asking.js';
import type { Person } from '../asking.js';

/** The files of a case, for those for whom they are. The page has opened the case before. */
@Injectable()
export class CaseEvidence {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly files: Files,
  ) {}

  async of(person: Person, caseId: string): Promise<CaseFile[]> {
    return inScope(this.source, scopeOf(person), (tx) => filesOfCase(tx, caseId, audiencesOf(person)));
  }

  /** @param sha256 of one of the case's files; the case's list decides whose file it is, so that nothing but this case's can be named */
  async open(person: Person, caseId: string, sha256: string): Promise<Opening | null> {
    const file = (await this.of(person, caseId)).find((each) => each.sha256 === sha256);
    return file ? this.files.open(scopeOf(person), audiencesOf(person), { caseId, ownerKind: file.ownerKind, owner: file.owner, sha256 }) : null;
  }
}

/** What a person is, for the audiences of files. */
export function audiencesOf(person: Person): Audience[] {
  const children: Audience[] = person.childData === 'shown' ? ['child-data'] : [];
  if (person.kind === 'invited') return ['public'];
  return person.kind === 'staff' || person.kind === 'partner' ? ['public', 'party', 'provider', 'officers', 'panel', ...children] : ['public', 'party', 'provider', ...children];
}
