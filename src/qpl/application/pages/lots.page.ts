import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { SubmitInput } from '../../../../workflows/qpl/application.events.js';
import { qpl } from '../../paths.js';
import { ApplicationDrafts } from '../application-draft.js';
import { ApplicationOpener, markOf, type Applying } from './applying.js';
import { listOf, textOf, type Typed } from '../../../web/typed.js';

interface SummaryLine {
  readonly text: string;
  readonly href: string;
}
const NUMBERS = [
  ['sessionsPerWeek', 'sessions a week', 2000],
  ['waitWeeksMin', 'the shortest wait in weeks', 260],
  ['waitWeeksMax', 'the longest wait in weeks', 260],
] as const;

/** Which lots, in which districts, with what capacity and wait. */
@Controller('apply')
export class LotsPage {
  constructor(
    private readonly applications: ApplicationOpener,
    private readonly drafts: ApplicationDrafts,
  ) {}

  @Get(':slug/lots')
  async ask(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string): Promise<void> {
    const applying = await this.applications.open(req, slug);
    render(res, applying, typedFrom(applying), []);
  }

  @Post(':slug/lots')
  async answer(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string, @Body() typed: Typed): Promise<void> {
    const applying = await this.applications.open(req, slug);
    const { lots, errors } = read(applying, typed);
    if (errors.length > 0) return render(res.status(422), applying, typed, errors);
    const seen = textOf(typed, 'was');
    if (seen !== '' && seen !== markOf(applying.draft.lots)) return render(res.status(409), applying, typed, [{ text: 'A colleague changed the lots after you opened this page. Yours are shown below; save again to put them in the place of theirs', href: '#lots' }]);
    await this.applications.saved(applying, await this.drafts.chooseLots(applying.person, applying.scheme.schemeId, lots));
    res.redirect(303, qpl.taskList(slug));
  }
}

function read({ scheme }: Applying, typed: Typed): { lots: SubmitInput['lots']; errors: SummaryLine[] } {
  const chosen = listOf(typed, 'lots');
  const errors: SummaryLine[] = [];
  const lots = scheme.lots.filter(({ lotId, isOpen }) => isOpen && chosen.includes(lotId)).map((lot) => {
    const districts = listOf(typed, `districts-${lot.lotId}`).filter((district) => lot.districts.includes(district));
    if (districts.length === 0) errors.push({ text: `${lot.code}: choose at least one district`, href: `#districts-${lot.lotId}` });
    const numbers = NUMBERS.map(([name, words, most]) => {
      const box = `${name}-${lot.lotId}`;
      const value = textOf(typed, box);
      const number = /^\d{1,4}$/.test(value) ? Number(value) : NaN;
      if (!(number <= most)) errors.push({ text: `${lot.code}: enter ${words} as a whole number from 0 to ${most}`, href: `#${box}` });
      return [name, number] as const;
    });
    const { sessionsPerWeek, waitWeeksMin, waitWeeksMax } = Object.fromEntries(numbers) as Record<'sessionsPerWeek' | 'waitWeeksMin' | 'waitWeeksMax', number>;
    if (waitWeeksMin > waitWeeksMax) errors.push({ text: `${lot.code}: the shortest wait is longer than the longest`, href: `#waitWeeksMin-${lot.lotId}` });
    return { lotId: lot.lotId, districts, sessionsPerWeek, waitWeeksMin, waitWeeksMax };
  });
  if (lots.length === 0) errors.push({ text: 'Choose at least one lot', href: '#lots' });
  return { lots, errors };
}

/** The draft in the shape of the form. */
function typedFrom({ draft }: Applying): Typed {
  return Object.assign({ lots: draft.lots.map(({ lotId }) => lotId) }, ...draft.lots.map((lot) => ({
    [`districts-${lot.lotId}`]: lot.districts, [`sessionsPerWeek-${lot.lotId}`]: String(lot.sessionsPerWeek),
    [`waitWeeksMin-${lot.lotId}`]: String(lot.waitWeeksMin), [`waitWeeksMax-${lot.lotId}`]: String(lot.waitWeeksMax),
  }))) as Typed;
}

function render(res: Response, { scheme, draft }: Applying, typed: Typed, errors: readonly SummaryLine[]): void {
  const errorAt = (box: string) => errors.find(({ href }) => href === `#${box}`)?.text;
  res.render('qpl/application/pages/lots.njk', {
    scheme, was: markOf(draft.lots), errors: errors.length > 0 ? errors : undefined, action: qpl.lots(scheme.slug), back: qpl.taskList(scheme.slug), lotsError: errorAt('lots'),
    closed: scheme.lots.filter(({ isOpen }) => !isOpen),
    lots: scheme.lots.filter(({ isOpen }) => isOpen).map((lot) => ({
      lot, chosen: listOf(typed, 'lots').includes(lot.lotId), districts: listOf(typed, `districts-${lot.lotId}`), districtsError: errorAt(`districts-${lot.lotId}`),
      numbers: NUMBERS.map(([name]) => ({ name: `${name}-${lot.lotId}`, label: { sessionsPerWeek: 'Sessions a week you can take on', waitWeeksMin: 'Shortest wait, in weeks', waitWeeksMax: 'Longest wait, in weeks' }[name],
        type: 'number', value: textOf(typed, `${name}-${lot.lotId}`), error: errorAt(`${name}-${lot.lotId}`) })),
    })),
  });
}
