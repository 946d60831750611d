import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Answer, FieldError } from '../../engine/answers.js';
import type { Field } from '../../engine/procedure.js';
import { inScope } from '../../engine/scope.js';
import type { FileGiven } from '../../files/file-given.js';
import { ownKey } from '../../files/file-key.js';
import { Files } from '../../files/files.js';
import { keepHandedIn } from '../../files/keep-handed-in.js';
import type { HandedInFile } from '../../files/keep-handed-in.js';
import { keepForDraft, linkedAlready, linkFiles, takeBackLinks } from '../../files/links.js';
import type { FileLink } from '../../files/links.js';
import { scopeOf } from '../asking.js';
import type { Person } from '../asking.js';
import { boxOfFile, filesIn, kindsInWords, kindsOf, mostFiles } from './file-questions.js';
import type { AnyEventOf } from './any-event.js';

/** A file of a form that was not sent is kept this long, as an unfinished form is somebody's work of weeks. */
const DRAFT_DAYS = 30;

/** What was uploaded with a form: the boxes that carry it, and what was not taken. */
export interface Uploaded {
  readonly boxes: Readonly<Record<string, string[]>>;
  readonly errors: readonly FieldError[];
  /** 422 where nothing else is to be said. */
  readonly status: 413 | 422 | 503;
}

export const NOTHING_UPLOADED: Uploaded = { boxes: {}, errors: [], status: 422 };

/** The files of a step: kept as soon as they come in, handed over to the case with the event. */
@Injectable()
export class FilesOfSteps {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly files: Files,
  ) {}

  /**
   * Keeps what a form handed in for its file questions, beside what it carries already, so that nobody uploads twice: a wrong date elsewhere on
   * the page loses no file.
   */
  async keep(person: Person, fields: readonly Field[], typed: Readonly<Record<string, string | string[]>>, handedIn: readonly HandedInFile[] = []): Promise<Uploaded> {
    const asked = fields.filter(({ type }) => type === 'file');
    const mine = handedIn.filter((file) => asked.some(({ name }) => name === file.field));
    if (mine.length === 0) return NOTHING_UPLOADED;
    const scope = scopeOf(person);
    const upload = await keepHandedIn(this.files, scope, mine);
    const errors: FieldError[] = [...upload.errors];
    const boxes: Record<string, string[]> = {};
    for (const field of asked) {
      const taken = upload.files.filter((file) => file.field === field.name).filter((file) => {
        if (kindsOf(field).some(({ mediaType }) => mediaType === file.mediaType)) return true;
        errors.push({ field: field.name, message: `The file “${file.name}” is of a kind that is not taken here. ${kindsInWords(field)}` });
        return false;
      });
      if (taken.length === 0) continue;
      const before = field.several ? filesIn(typed[field.name]) : [];
      const all = [...before, ...taken.filter(({ sha256 }) => !before.some((file) => file.sha256 === sha256))];
      if (all.length > mostFiles(field)) errors.push({ field: field.name, message: `At most ${mostFiles(field)} files can be given here` });
      boxes[field.name] = all.slice(0, mostFiles(field)).map(boxOfFile);
    }
    const until = new Date(Date.now() + DRAFT_DAYS * 86_400_000).toISOString();
    await inScope(this.source, scope, (tx) => keepForDraft(tx, upload.files, until));
    return { boxes, errors, status: upload.status === 200 ? 422 : upload.status };
  }

  /**
   * Sends an event with its files: they are handed over to the case first, since an event must not name a file that is swept, and taken back
   * if the event is not taken.
   * @param caseOf the case, and the organisation whose case it is
   */
  async send(person: Person, caseOf: { readonly caseId: string; readonly organisationId: string | null }, event: AnyEventOf | undefined, input: unknown, send: () => Promise<Answer>): Promise<Answer> {
    const links = linksOf(person, event, input);
    if (links.length === 0) return send();
    const scope = scopeOf(person);
    const about = { caseId: caseOf.caseId, organisation: person.organisationId ?? caseOf.organisationId, person: person.personId };
    const linked = await inScope(this.source, scope, async (tx) => {
      const before = await linkedAlready(tx, caseOf.caseId, links);
      return { missing: await linkFiles(tx, about, links), made: links.filter(({ sha256 }) => !before.includes(sha256)) };
    });
    const gone = links.filter(({ sha256 }) => linked.missing.some((file) => file.sha256 === sha256));
    const answer: Answer = gone.length > 0 ? { kind: 'invalid', errors: gone.map(({ field, name }) => ({ field, message: `The file “${name}” is no longer there. Upload it again.` })) } : await send();
    if (answer.kind !== 'done') await inScope(this.source, scope, (tx) => takeBackLinks(tx, caseOf.caseId, linked.made));
    return answer;
  }
}

/** The files that an input names, with who may read them: whoever the question says, or else whoever may see the event. */
function linksOf(person: Person, event: AnyEventOf | undefined, input: unknown): (FileLink & { field: string })[] {
  return ((event?.fields ?? []) as readonly Field[]).filter(({ type }) => type === 'file').flatMap((field) =>
    [(input as Record<string, unknown> | null)?.[field.name]].flat().filter(isFileGiven).map(({ sha256, name }) => ({ ...ownKey(scopeOf(person), sha256), name, audience: field.audience ?? event!.audience, field: field.name })));
}

function isFileGiven(value: unknown): value is FileGiven {
  const { sha256, name } = (value ?? {}) as Partial<FileGiven>;
  return typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) && typeof name === 'string';
}
