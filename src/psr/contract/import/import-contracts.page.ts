import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { KnownActor } from '../../../directory/directory.js';
import { Acting, Roles } from '../../../directory/sign-in/access.js';
import { LIMITS, sizeInWords } from '../../../files/limits.js';
import { psr } from '../../psr.paths.js';
import { COLUMNS, titleOf, type ColumnKey } from './contract-columns.js';
import { ContractImports, type Imported } from './contract-imports.js';

/** Contracts that were there before the register, from a spreadsheet: looked at first, then entered. */
@Controller('psr/contracts/import')
@Roles('contract manager', 'commissioning manager', 'procurement officer')
export class ImportContractsPage {
  constructor(private readonly imports: ContractImports) {}

  @Get()
  show(@Res() res: Response): void {
    render(res, {});
  }

  @Post()
  async upload(@Acting() actor: KnownActor, @Body('look') look: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const file = req.handedIn?.find(({ field }) => field === 'file');
    if (!file || (file.bytes.length === 0 && !file.tooLarge)) return render(res.status(422), { error: 'Choose a file with the list of contracts' });
    if (file.tooLarge) return render(res.status(413), { error: `The file has ${sizeInWords(file.size)}, and a list may have ${sizeInWords(LIMITS.maxBytes)}. Save only the sheet with the list.` });
    const answer = await this.imports.run(actor, file, look === 'yes');
    if (!answer.ok) return render(res.status(422), { error: `${answer.because} ${answer.cure}` });
    render(res, { imported: answer.imported, looked: look === 'yes', file: file.name });
  }
}

function render(res: Response, { imported, ...more }: { error?: string; imported?: Imported; looked?: boolean; file?: string }): void {
  const count = (outcome: string) => imported?.rows.filter((each) => each.outcome === outcome).length ?? 0;
  res.render('psr/contract/import/import-contracts.njk', {
    ...more, errors: more.error ? [{ text: more.error, href: '#file' }] : undefined, here: psr.contractsImport(), register: psr.contracts(), most: sizeInWords(LIMITS.maxBytes),
    columns: (Object.keys(COLUMNS) as ColumnKey[]).map((key) => ({ title: titleOf(key), needed: 'needed' in COLUMNS[key], also: COLUMNS[key].titles.slice(1, 4).join(', ') })),
    imported: imported && { ...imported, counts: { entered: count('entered') + count('would be entered'), there: count('there already'), twice: count('twice in the file'), not: count('not entered') }, troubled: imported.rows.filter(({ outcome }) => outcome !== 'entered' && outcome !== 'would be entered') },
  });
}
