import { AlignmentType, LevelFormat, LineRuleType, type INumberingOptions, type IStylesOptions } from 'docx';

export const INK = '1D2733';
export const BRAND = '1F4E5F';
export const RULE = 'B3BCC6';
export const SHADE = 'F1F4F7';
export const QUIET = '4A5663';

/** Arial, since a Word file is opened on machines whose fonts we do not choose, and edited there. Sizes are half-points. */
const FONT = 'Arial';

const heading = (size: number, before: number, after: number) => ({
  run: { size, bold: true, color: INK, font: FONT },
  paragraph: { spacing: { before, after, line: 264, lineRule: LineRuleType.AUTO }, keepNext: true, keepLines: true },
});

export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: {
        font: FONT,
        size: 24,
        color: INK,
        language: { value: 'en-GB', eastAsia: 'en-GB', bidirectional: 'ar-SA' },
      },
      paragraph: { spacing: { after: 160, line: 288, lineRule: LineRuleType.AUTO } },
    },
    title: heading(40, 240, 200),
    heading1: heading(40, 280, 200),
    heading2: heading(30, 360, 140),
    heading3: heading(25, 260, 100),
    heading4: heading(24, 220, 80),
    hyperlink: { run: { color: '0B5A7D', underline: {} } },
    listParagraph: { paragraph: { spacing: { after: 80 } } },
  },
  paragraphStyles: [
    {
      id: 'Caption',
      name: 'caption',
      basedOn: 'Normal',
      next: 'Normal',
      run: { bold: true, size: 22 },
      paragraph: { spacing: { before: 240, after: 100 }, keepNext: true },
    },
    {
      id: 'Authority',
      name: 'Authority',
      basedOn: 'Normal',
      run: { bold: true, size: 34, color: BRAND },
      paragraph: { spacing: { after: 40 } },
    },
    {
      id: 'Letterhead',
      name: 'Letterhead',
      basedOn: 'Normal',
      run: { size: 20, color: QUIET },
      paragraph: { spacing: { after: 20 } },
    },
    { id: 'Lead', name: 'Lead', basedOn: 'Normal', run: { size: 26 } },
    { id: 'Note', name: 'Note', basedOn: 'Normal', run: { color: QUIET } },
    {
      id: 'TableText',
      name: 'Table text',
      basedOn: 'Normal',
      run: { size: 21 },
      paragraph: { spacing: { before: 50, after: 50, line: 252 } },
    },
  ],
};

const indent = (left: number, hanging: number) => ({ style: { paragraph: { indent: { left, hanging } } } });
const level = (
  at: number,
  format: (typeof LevelFormat)[keyof typeof LevelFormat],
  text: string,
  left: number,
  hanging: number,
) => ({
  level: at,
  format,
  text,
  alignment: AlignmentType.START,
  ...indent(left, hanging),
});

/** Word's own numbering, so that whoever edits the file keeps it. It counts as the frozen page does: sections, then paragraphs in them. */
export const NUMBERING: INumberingOptions = {
  config: [
    {
      reference: 'sections',
      levels: [level(0, LevelFormat.DECIMAL, '%1', 624, 624), level(1, LevelFormat.DECIMAL, '%1.%2', 624, 624)],
    },
    { reference: 'paragraphs', levels: [level(0, LevelFormat.DECIMAL, '%1', 624, 624)] },
    { reference: 'bullet', levels: [0, 1, 2].map((at) => level(at, LevelFormat.BULLET, '•', 400 * (at + 1), 300)) },
    {
      reference: 'decimal',
      levels: [0, 1, 2].map((at) => level(at, LevelFormat.DECIMAL, `%${at + 1}.`, 480 * (at + 1), 400)),
    },
    {
      reference: 'letter',
      levels: [0, 1, 2].map((at) => level(at, LevelFormat.LOWER_LETTER, `%${at + 1})`, 480 * (at + 1), 400)),
    },
  ],
};
