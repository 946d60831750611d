/** One line of a digest. Titles name no child: a digest is e-mail. */
export interface DigestLine {
  readonly title: string;
  /** "2 days overdue", "due Friday 5 June 2026"; null without a date. */
  readonly when: string | null;
  readonly link: string;
}
/** What a person is told in the morning, in the order in which it presses. */
export interface DigestLists {
  readonly overdue: readonly DigestLine[];
  readonly dueSoon: readonly DigestLine[];
  /** Bounced and doubtful mail, documents that could not be made, clocks that failed. */
  readonly tasks: readonly DigestLine[];
}

/**
 * The daily digest of one person, pure.
 * @param today in words, "Monday 1 June 2026" @param myWork the address of My work
 * @returns null when there is nothing to say: a message that says nothing teaches people not to read it
 */
export function dailyDigest(
  authority: string,
  person: string,
  lists: DigestLists,
  today: string,
  myWork: string,
): { subject: string; text: string } | null {
  const parts = [
    part('Overdue', lists.overdue),
    part('Due soon', lists.dueSoon),
    part('Needs somebody', lists.tasks),
  ].filter((one) => one !== '');
  if (parts.length === 0) return null;
  const counts = [
    count(lists.overdue, 'overdue'),
    count(lists.dueSoon, 'due soon'),
    count(lists.tasks, 'to put right'),
  ].filter((one) => one !== '');
  return {
    subject: `Your work: ${counts.join(', ')}`,
    text:
      [
        `Hello ${person},`,
        `This is what waits for you at ${authority} on ${today}.`,
        ...parts,
        `All of it: ${myWork}`,
      ].join('\n\n') + '\n',
  };
}

function part(title: string, lines: readonly DigestLine[]): string {
  return lines.length === 0
    ? ''
    : [
        title.toUpperCase(),
        ...lines.map((line) => `- ${line.title}${line.when ? ` (${line.when})` : ''}\n  ${line.link}`),
      ].join('\n');
}

function count(lines: readonly DigestLine[], words: string): string {
  return lines.length === 0 ? '' : `${lines.length} ${words}`;
}
