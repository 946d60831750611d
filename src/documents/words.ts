/**
 * Makes typed text safe to print in HTML, PDF and Word alike. Characters that XML and HTML cannot hold become the replacement mark
 * (so a NUL is seen, not lost), and an override of writing direction is closed where the text ends, so that it cannot turn the words after it.
 */
export function printable(text: string): string {
  const held = text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '\ufffd');
  const opened = [...held.matchAll(/[\u202a-\u202e\u2066-\u2069]/g)];
  const open: string[] = [];
  for (const [mark] of opened) {
    if (mark === '\u202c' || mark === '\u2069') open.pop();
    else open.push(mark >= '\u2066' ? '\u2069' : '\u202c');
  }
  return held + open.reverse().join('');
}

/** Text as HTML: markup characters become entities. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** The paragraphs of text typed in a box: a blank line parts them, a single line end stays a line end. */
export function paragraphsOf(text: string): string[][] {
  return printable(text.replace(/\r\n?/g, '\n'))
    .split(/\n[ \t]*\n+/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    )
    .filter((lines) => lines.length > 0);
}
