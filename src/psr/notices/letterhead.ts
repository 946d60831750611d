import type { Contact } from '../../../templates/shared/kinds.js';
import type { Letterhead } from '../../../templates/shared/letterhead.data.js';
import { sentenceCase } from '../../../workflows/psr/in-words.js';
import type { AboutDocument, AuthorityFacts } from '../../engine/procedure.js';

/** The head of a document that is made of a case: the authority as it is known here, without what only a notice knows. */
export const letterheadOf = ({ name, address, email }: AuthorityFacts): Letterhead => ({ authority: name, department: null, address, email, phone: null, website: null });

/** Whom the reader writes to: whoever made the document, at the authority's own address. */
export const contactOf = ({ email }: AuthorityFacts, { name, role }: Pick<AboutDocument['by'], 'name' | 'role'>): Contact => ({ name, role: sentenceCase(role), email, phone: null });
