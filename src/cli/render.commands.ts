import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { CliOut } from './out.js';

const FORMATS = ['html', 'pdf', 'docx'] as const;
type Format = (typeof FORMATS)[number];

interface RenderArguments {
  to: string;
  out?: string;
  date?: string;
  reference?: string;
  exempt?: boolean;
  sample?: boolean;
}

/** `render`: a template and data as a document, without a database. */
export function registerRenderCommand(program: Command, out: CliOut): void {
  program
    .command('render')
    .description('a document from a template and data, as an HTML page, PDF/UA-1 or Word')
    .argument('[template]', 'its name, such as qpl/outcome-letter; without one the templates are listed')
    .argument('[data]', 'a JSON file with the data')
    .option('--to <format>', 'html, pdf or docx', 'html')
    .option('--out <file>', 'where the document goes')
    .option('--date <instant>', "the document's own date, such as 2026-04-21T09:00:00Z (from the data when it has one)")
    .option('--reference <text>', 'printed at the foot of each page (from the data when it has one)')
    .option('--exempt', 'the variant with what is exempt from publication; the public one when left out')
    .option('--sample', 'prints sample data for the template instead')
    .action((template: string | undefined, data: string | undefined, options: RenderArguments) =>
      render(out, template, data, options),
    );
}

async function render(
  out: CliOut,
  template: string | undefined,
  file: string | undefined,
  options: RenderArguments,
): Promise<void> {
  const { templates } = await import('../documents/templates.js');
  const names = templates().documents();
  if (template === undefined) return out.answer({ templates: names }, () => names.join('\n'));
  if (!names.includes(template))
    return out.badInput({
      code: 'unknown-template',
      where: template,
      message: `There is no template "${template}".`,
      expected: `The templates are: ${names.join(', ')}.`,
    });
  if (options.sample) return sample(out, template);
  if (!FORMATS.includes(options.to as Format))
    return out.badInput({
      code: 'unknown-format',
      where: '--to',
      message: `"${options.to}" is not a format.`,
      expected: 'The formats are html, pdf and docx.',
    });
  if (file === undefined)
    return out.badInput({
      code: 'no-data',
      where: 'data',
      message: 'There is no data to fill the template with.',
      expected: `clerkwell render ${template} --sample prints what it may look like.`,
    });
  const data = await readData(out, file);
  if (data) await write(out, template, data, options.to as Format, options);
}

async function sample(out: CliOut, template: string): Promise<void> {
  const module = (await import(`../../templates/${template}.data.js`)) as { sample(): object };
  const data = module.sample();
  out.answer(data, () => JSON.stringify(data, null, 2));
}

async function readData(out: CliOut, file: string): Promise<Record<string, unknown> | null> {
  let problem: string;
  try {
    const data: unknown = JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''));
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data as Record<string, unknown>;
    problem = 'it is not an object';
  } catch (fault) {
    problem = (fault as Error).message;
  }
  out.badInput({
    code: 'unreadable-data',
    where: file,
    message: `${file} cannot be used: ${problem}.`,
    expected: 'A file with one JSON object.',
  });
  return null;
}

async function write(
  out: CliOut,
  template: string,
  data: Record<string, unknown>,
  to: Format,
  options: RenderArguments,
): Promise<void> {
  const text = (...names: string[]) =>
    names.map((name) => data[name]).find((value): value is string => typeof value === 'string' && value !== '');
  // The date is never the clock's: the same data gives the same bytes.
  const date = options.date ?? text('date', 'madeOn');
  if (date === undefined || Number.isNaN(Date.parse(date)))
    return out.badInput({
      code: 'no-date',
      where: '--date',
      message: date === undefined ? 'The data has no date of its own.' : `"${date}" is not a date.`,
      expected: '--date 2026-04-21T09:00:00Z',
    });
  const { renderDocument, toDocx, toPdf, sha256 } = await import('../documents/render.js');
  const { TemplateFailed } = await import('../documents/templates.js');
  const { VocabularyError } = await import('../documents/reading.js');
  try {
    const made = await renderDocument(template, data, {
      date,
      reference: options.reference ?? text('ourReference', 'decisionNumber') ?? template,
      variant: options.exempt ? 'exempt' : 'public',
    });
    const bytes = to === 'html' ? made.html : to === 'pdf' ? await toPdf(made.html) : await toDocx(made.html);
    const result = {
      template,
      title: made.title,
      format: to,
      sha256: sha256(bytes),
      htmlSha256: made.sha256,
      templateHash: made.templateHash,
      bytes: bytes.length,
      file: options.out ?? null,
    };
    if (options.out === undefined) {
      if (to !== 'html')
        return out.badInput({
          code: 'no-file',
          where: '--out',
          message: `A ${to} is not text: it goes to a file.`,
          expected: `--out document.${to}`,
        });
      return out.answer({ ...result, html: made.html.toString('utf8') }, () => made.html.toString('utf8'));
    }
    await writeFile(options.out, bytes);
    out.answer(result, () => `${made.title}\n${options.out}, ${bytes.length} bytes, SHA-256 ${result.sha256}`);
  } catch (fault) {
    if (fault instanceof TemplateFailed)
      return out.badInput({
        code: 'data-does-not-fit',
        where: template,
        message: fault.message,
        expected: `clerkwell render ${template} --sample shows every field.`,
      });
    if (fault instanceof VocabularyError)
      return out.answer(
        { template },
        () => `${template} says something that the three formats cannot all say.`,
        fault.violations.map(({ where, what }) => ({
          code: 'outside-vocabulary',
          severity: 'error' as const,
          where,
          message: what,
          expected: null,
          source: null,
        })),
      );
    throw fault;
  }
}
