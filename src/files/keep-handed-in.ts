import type { FieldError } from '../engine/answers.js';
import type { Scope } from '../engine/scope.js';
import { tooLarge } from './examine.js';
import type { StoredFile } from './file-key.js';
import { cleanName } from './file-name.js';
import type { Files } from './files.js';
import { sizeInWords } from './limits.js';

/** A file as a form handed it in, read but not looked at: what the shell leaves on a request. */
export interface HandedInFile {
  readonly field: string;
  readonly name: string;
  readonly declaredType: string;
  /** Empty when `tooLarge`. */
  readonly bytes: Uint8Array;
  readonly size: number;
  /** Over the limit for one file, or one too many for one request: read and thrown away. */
  readonly tooLarge: boolean;
}

/** What became of a form's files. The form's other fields are untouched by it, so nothing typed is lost. */
export interface KeptUpload {
  /** The files that were kept, with the field that each came in: also when others were refused, so that a form shown again can carry them. */
  readonly files: readonly (StoredFile & { readonly field: string })[];
  /** In an officer's words, beside the field. */
  readonly errors: readonly FieldError[];
  /** 200 all well; 413 too large or too many; 422 of a kind that is not taken; 503 the store takes nothing just now. */
  readonly status: 200 | 413 | 422 | 503;
  /** For the log, where something of ours failed. */
  readonly fault?: unknown;
}

/** Examines, scans and keeps what a form handed in. Nothing refers to the files yet: `linkFiles` in the event's commit, `keepForDraft` with a draft. */
export async function keepHandedIn(
  files: Files,
  scope: Scope,
  handedIn: readonly HandedInFile[] | undefined,
): Promise<KeptUpload> {
  const kept: (StoredFile & { field: string })[] = [];
  const errors: FieldError[] = [];
  const statuses = new Set<KeptUpload['status']>();
  let fault: unknown;
  const { maxBytes, maxFiles } = files.limits;
  for (const file of handedIn ?? []) {
    const name = cleanName(file.name);
    const refuse = (status: KeptUpload['status'], message: string) => {
      statuses.add(status);
      errors.push({ field: file.field, message });
    };
    if (file.size > maxBytes) refuse(413, `The file “${name}” ${tooLarge(files.limits)}`);
    else if (file.tooLarge) {
      refuse(
        413,
        `The file “${name}” was not taken: at most ${maxFiles} files and ${sizeInWords(3 * maxBytes)} can be sent at once. Send the others in a second step.`,
      );
    } else {
      const answer = await files.keepBytes(scope, file.name, file.bytes, file.declaredType);
      if (answer.kept) kept.push({ ...answer.file, field: file.field });
      else {
        refuse(answer.why === 'store' ? 503 : 422, answer.because);
        fault ??= answer.fault;
      }
    }
  }
  // A store that takes nothing outweighs a file that is too large, which outweighs one of the wrong kind.
  const status = ([503, 413, 422] as const).find((one) => statuses.has(one)) ?? 200;
  return { files: kept, errors, status, ...(fault !== undefined && { fault }) };
}
