import { sample as letter, type Finding } from './outcome-letter.data.js';

/** A table of findings, under the name of what was checked. */
export interface Findings {
  caption: string;
  findings: Finding[];
}

export function sample(): Findings {
  return { caption: 'Checks on your organisation', findings: letter().organisationFindings };
}
