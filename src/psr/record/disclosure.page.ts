import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { caseTop } from '../../desk/case/case-model.js';
import { rolesOf } from '../../desk/asking.js';
import { CaseOpener } from '../../desk/opened-case.js';
import { textOf, type Typed } from '../../web/typed.js';
import { Documents } from '../../documents/store.js';
import { Reader } from '../../engine/read.js';
import { Problem } from '../../web/problem.js';
import { psr } from '../psr.paths.js';
import { CaseEvaluations } from './case-evaluations.js';
import { disclosed, type Exception, EXCEPTIONS, type Held, type Part, partsOf, wrongHolds } from './disclosure.js';
import { DisclosurePack } from './disclosure-pack.js';
import { openAward } from './record.page.js';

/** Who may give the record of an award to somebody outside. */
const MAY_MAKE = ['procurement officer', 'commissioning manager', 'legal reviewer', 'monitoring officer'];

/** All that a provider may ask for in a standstill, in one action; what is held back is said, with the exception and the reason. */
@Controller('cases')
export class DisclosurePage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly evaluations: CaseEvaluations,
    private readonly documents: Documents,
    private readonly pack: DisclosurePack,
    private readonly reader: Reader,
  ) {}

  @Get(':caseId/disclosure')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    render(res, await this.open(req, caseId), {}, []);
  }

  @Post(':caseId/disclosure')
  async make(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const opened = await this.open(req, caseId);
    const { person, view, parts } = opened;
    const holds = holdsIn(typed, parts);
    const errors = wrongHolds(parts, holds);
    if (errors.length > 0) return render(res.status(422), opened, typed, errors);
    const packId = await this.pack.log(person, caseId);
    const { name: authority } = await this.documents.authority(person.authorityId);
    res.status(200).attachment(`${view.reference.replace(/[^A-Za-z0-9]+/g, '-')}-disclosure.zip`).type('application/zip').set('Cache-Control', 'private, no-store');
    await this.pack.write(person, { packId, title: view.row.title, reference: view.reference, authority, madeBy: person.name, madeAt: await this.reader.now() }, disclosed(parts, holds), res).catch((fault: unknown) => {
      // The head is on its way: an archive that breaks off says so by not opening.
      res.destroy(fault as Error);
      throw fault;
    });
  }

  private async open(req: Request, caseId: string) {
    const opened = await openAward(this.cases, req, caseId);
    if (!rolesOf(opened.person).some((role) => MAY_MAKE.includes(role))) {
      throw new Problem(403, { title: 'You cannot make this pack', because: 'It gives the record of an award to somebody outside.', unblock: 'Ask one of those who may.', who: MAY_MAKE });
    }
    const evaluations = await this.evaluations.of(opened.person, caseId, opened.context);
    return { ...opened, parts: partsOf(opened.context, evaluations, opened.view.documents) };
  }
}

const isException = (text: string): text is Exception => Object.hasOwn(EXCEPTIONS, text);
function holdsIn(typed: Typed, parts: readonly Part[]): Held[] {
  return parts.flatMap(({ key }, n) => {
    const exception = textOf(typed, `exception-${n}`);
    if (!isException(exception)) return [];
    return [{ key, exception, why: textOf(typed, `why-${n}`).trim(), words: textOf(typed, `words-${n}`).split('\n').map((line) => line.trim()).filter(Boolean) }];
  });
}

function render(res: Response, { view, person, parts }: Awaited<ReturnType<DisclosurePage['open']>>, typed: Typed, errors: ReturnType<typeof wrongHolds>): void {
  const errorOf = (key: string) => errors.find((each) => each.key === key)?.message;
  res.render('psr/record/disclosure.njk', {
    top: caseTop(view, psr.below.regulation24, person), action: psr.underCase(view.caseId, psr.below.disclosure), back: psr.underCase(view.caseId, psr.below.regulation24),
    errors: errors.map(({ key, message }) => ({ text: message, href: `#why-${parts.findIndex((part) => part.key === key)}` })),
    parts: parts.map(({ key, title, documentId, sections }, n) => ({
      n, title, isDocument: documentId !== null, error: errorOf(key), exception: textOf(typed, `exception-${n}`), why: textOf(typed, `why-${n}`), words: textOf(typed, `words-${n}`),
      preview: documentId === null ? sections.map(({ heading, lines }) => ({ heading, lines })) : [], href: documentId === null ? null : `/documents/${documentId}`,
    })),
    exceptions: [{ value: '', text: 'Given' }, ...Object.entries(EXCEPTIONS).map(([value, text]) => ({ value, text: `Held back: ${text.charAt(0).toLowerCase()}${text.slice(1)}` }))],
  });
}
