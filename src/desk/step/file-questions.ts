import type { Field } from '../../engine/procedure.js';
import type { FileGiven } from '../../files/file-given.js';
import { KINDS, kindNamed } from '../../files/kinds.js';
import type { Kind } from '../../files/kinds.js';
import { LIMITS, sizeInWords } from '../../files/limits.js';

/** A file that was uploaded already, as a form carries it: its hash and its name. */
export const boxOfFile = ({ sha256, name }: FileGiven): string => `${sha256} ${name}`;

/** The files that a form carries. What is no file of ours is not read. */
export function filesIn(posted: unknown): FileGiven[] {
  return [posted].flat().flatMap((each) => {
    const [, sha256, name] = typeof each === 'string' ? (/^([0-9a-f]{64}) (.{1,200})$/su.exec(each) ?? []) : [];
    return sha256 && name ? [{ sha256, name }] : [];
  });
}

/** How many files a question takes. */
export const mostFiles = (field: Field): number => (field.several ? (field.most ?? LIMITS.maxFiles) : 1);

/** The kinds that a question takes. @throws {Error} naming an ending that is no kind of file of this product */
export function kindsOf(field: Field): readonly Kind[] {
  return field.accept?.map((ending) => kindNamed(ending) ?? missing(field, ending)) ?? KINDS;
}

/** What a browser is told to offer: endings for computers, media types for phones, which choose by them between camera, photographs and files. */
export function acceptOf(field: Field): string {
  const kinds = kindsOf(field);
  return [...new Set([...kinds.flatMap(({ endings }) => endings.map((ending) => `.${ending}`)), ...kinds.map(({ mediaType }) => mediaType)])].join(',');
}

/** "A PDF, a Word document or a JPEG picture, up to 20 MB." */
export function kindsInWords(field: Field): string {
  const words = [...new Set(kindsOf(field).map(({ words }) => words))];
  const list = words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)!}` : words[0]!;
  return `${list.charAt(0).toUpperCase()}${list.slice(1)}, up to ${sizeInWords(LIMITS.maxBytes)}${field.several ? ` each; at most ${mostFiles(field)} files` : ''}.`;
}

function missing(field: Field, ending: string): never {
  throw new Error(`The question "${field.name}" takes files ending in "${ending}", which is no kind that this product takes.`);
}
