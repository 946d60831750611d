import type { Actor } from '../../engine/actor.js';
import type { CaseListItem } from '../../engine/case-view.js';
import type { Reader } from '../../engine/read.js';

/** The engine gives out lists in pages of this size; a list has some dozens of applications, a round some hundreds. */
const PAGE = 200;

/** Every application to a list that the person may read, the one that is due first at the top. */
export async function everyApplication(reader: Reader, actor: Actor, narrowed: { schemeId: string; round?: number; open?: boolean }): Promise<CaseListItem[]> {
  const { schemeId, round, open } = narrowed;
  const found: CaseListItem[] = [];
  let after: string | undefined;
  do {
    const page = await reader.list(actor, {
      procedure: 'qpl.application', columns: { schemeId, ...(round === undefined ? {} : { round: String(round) }) }, sort: 'due', limit: PAGE, ...(open === undefined ? {} : { open }), ...(after ? { after } : {}),
    });
    found.push(...page.items);
    after = page.next ?? undefined;
  } while (after);
  return found;
}
