/** Something that was meant for whoever writes the notice, left in what the public would read. */
export interface Placeholder {
  /** What stands there, cut to 60 characters. */
  found: string;
  /** Its place in the text, in characters from 0. */
  index: number;
  /** What kind of leftover it is: "a placeholder in brackets". */
  what: string;
  /** `sure` stops a publication; `perhaps` can be right in a sentence, and only warns. */
  sure: boolean;
}

const ASKS = 'add|insert|enter|input|type|state|specify|describe|complete|delete|amend|select|choose|provide|confirm|include|to be|tb[acd]|date|dd|name of|name|title|value|amount|number|address|reference|provider|authority|supplier|email|postcode|cpv|x{2,}|\\.{2,}|…|\\?+|_+';

const LEFTOVERS: readonly { pattern: RegExp; what: string; sure: boolean }[] = [
  { pattern: new RegExp(`\\[\\s*(?:${ASKS})(?:[^\\]\\n]{0,160})\\]`, 'gi'), what: 'a placeholder in square brackets', sure: true },
  { pattern: new RegExp(`<\\s*(?:${ASKS})\\b[^>\\n]{0,160}>`, 'gi'), what: 'a placeholder in angle brackets', sure: true },
  { pattern: /«[^»\n]{1,80}»/g, what: 'a mail merge field', sure: true },
  { pattern: /\{\{[^}\n]{1,80}\}\}|\$\{[^}\n]{1,80}\}/g, what: 'a template field that was not filled', sure: true },
  { pattern: /\b(?:XX|DD)\s?[/.-]\s?(?:XX|MM)\s?[/.-]\s?(?:X{2,4}|Y{2,4}|\d{4})\b/gi, what: 'a date that was not filled in', sure: true },
  { pattern: /\bX{3,}\b/g, what: 'crosses in place of words', sure: true },
  { pattern: /_{4,}/g, what: 'a line to write on', sure: true },
  { pattern: /\?{3,}/g, what: 'question marks in place of words', sure: true },
  { pattern: /£\s?(?:X+\b|_+|\?+|TB[ACD]\b)/gi, what: 'an amount that was not filled in', sure: true },
  { pattern: /\b(?:T\.?B\.?[CD]\.?|TBA)\b/g, what: '“to be confirmed”', sure: true },
  { pattern: /\bto be (?:confirmed|advised|determined|completed|inserted|added)\b/gi, what: '“to be confirmed”', sure: false },
  { pattern: /\b(?:delete|strike out|amend|select) (?:as|where) (?:appropriate|applicable|necessary)\b/gi, what: 'a template instruction', sure: true },
  { pattern: /\bplease (?:insert|enter|add|complete|describe|delete|select|state|specify|use this|provide (?:the|a|details))\b/gi, what: 'a template instruction', sure: true },
  { pattern: /\b(?:relevant authorit(?:y|ies)|authors?|users?|buyers?) (?:should|must|will need to|are asked to) (?:insert|enter|add|complete|describe|delete|select|use|state|include|set out|fill)\b/gi, what: 'a template instruction', sure: true },
  { pattern: /\b(?:this|the) (?:field|box|section|text|paragraph) (?:should|must|is to) (?:be (?:used|completed|deleted|filled|removed|amended)|contain|include|describe|set out|state)\b/gi, what: 'a template instruction', sure: true },
  { pattern: /\b(?:drafting|template|guidance|internal|author'?s?) notes?\s*:/gi, what: 'a drafting note', sure: true },
  { pattern: /\bnote to (?:author|editor|drafter|self|team|legal|procurement|publisher|reviewer|[A-Z][a-z]+\b)\s*:?/gi, what: 'a drafting note', sure: true },
  { pattern: /\bComment \[\w{1,6}\]\s*:/g, what: 'a comment of the word processor', sure: true },
  { pattern: /\bclick (?:or tap )?(?:here )?to (?:enter|add|choose)\b/gi, what: 'an empty field of the word processor', sure: true },
  { pattern: /\bchoose an item\b/gi, what: 'an empty field of the word processor', sure: true },
  { pattern: /\bError! (?:Reference source|Bookmark) not/g, what: 'a broken cross-reference', sure: true },
  { pattern: /#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!)/g, what: 'an error of a spreadsheet', sure: true },
  { pattern: /\blorem ipsum\b/gi, what: 'filler text', sure: true },
  { pattern: /\b(?:DRAFT(?! (?:contract|agreement|order))|NOT FOR PUBLICATION|OFFICIAL[- ]SENSITIVE)\b/g, what: 'a mark that says it is not for publication', sure: true },
  { pattern: /\bTODO\b/g, what: 'a note of work still to do', sure: true },
];

/** Every placeholder, drafting note and template instruction in a text, in order; one place is named once. Linear in the text's length. */
export function placeholdersIn(text: string): Placeholder[] {
  const found: Placeholder[] = [];
  for (const { pattern, what, sure } of LEFTOVERS)
    for (const match of text.matchAll(pattern)) found.push({ found: match[0].replace(/\s+/g, ' ').slice(0, 60), index: match.index, what, sure });
  found.sort((a, b) => a.index - b.index || b.found.length - a.found.length);
  let end = -1;
  return found.filter(({ index, found: words }) => {
    if (index < end) return false;
    end = index + words.length;
    return true;
  });
}
