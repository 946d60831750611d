import type { ListFilter } from '../membership/public-list.js';
import type { Scheme } from '../scheme/scheme.js';

/** What the address asks for, as far as this list knows it. Anything else is ignored: a link from elsewhere still shows a list. */
export function lookedFor(query: Readonly<Record<string, unknown>>, scheme: Scheme): ListFilter {
  const oneOf = (name: string, known: readonly string[]) => known.find((each) => each === query[name]);
  const age = typeof query['age'] === 'string' && /^\d{1,2}$/.test(query['age']) ? Number(query['age']) : undefined;
  const therapy = oneOf('therapy', therapies(scheme));
  const district = oneOf('district', districts(scheme));
  const delivery = oneOf('delivery', ['face to face', 'online']);
  return { ...(therapy && { therapy }), ...(district && { district }), ...(delivery && { delivery }), ...(age !== undefined && { age }) };
}

export const therapies = ({ lots }: Scheme): string[] => [...new Set(lots.map(({ therapy }) => therapy))].sort();
export const districts = ({ lots }: Scheme): string[] => [...new Set(lots.flatMap((lot) => lot.districts))].sort();
