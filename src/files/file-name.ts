import path from 'node:path';

/** Characters. Beyond it some file systems refuse a name once a browser has encoded it. */
const LONGEST = 120;

/**
 * The name of an uploaded file as it may be shown and saved: without folders, control characters, or the marks that turn the direction of
 * writing (with which "annexfdp.exe" is made to read "annexexe.pdf"). Letters of every script, and emoji, stay.
 */
export function cleanName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(/[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060\u2066-\u2069\uFEFF\uFFFD]/gu, '')
    // A lone half of a surrogate pair cannot be stored as UTF-8.
    .replace(/\p{Surrogate}/gu, '')
    .replace(/[<>:"|?*]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const ending = path.extname(plain).slice(0, 12);
  const stem = [...plain.slice(0, plain.length - path.extname(plain).length)]
    .slice(0, LONGEST - ending.length)
    .join('');
  if (stem === '' && ending === '') return 'file';
  // Names that Windows keeps for devices, whatever their ending.
  return /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem) ? `_${stem}${ending}` : `${stem}${ending}`;
}

/** The ending of a cleaned name, lower case, without the dot; empty when there is none. */
export function endingOf(name: string): string {
  return path.extname(name).slice(1).toLowerCase();
}
