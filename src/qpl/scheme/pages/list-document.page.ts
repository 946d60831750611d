import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { ProviderList } from '../../../../templates/qpl/provider-list.data.js';
import { asInstant, dayOf } from '../../../calendar/day.js';
import { renderDocument, toDocx, toPdf } from '../../../documents/render.js';
import { Reader } from '../../../engine/read.js';
import { SETTINGS, type Settings } from '../../../settings.js';
import { PublicList, type PublicPlace, type PublicProvider } from '../../public/public-list.js';
import { qpl } from '../../paths.js';
import type { KeptList } from '../schemes.js';
import { Schemes } from '../schemes.js';

/** The list as a paper, to print or to send: the same words as on the screen, as a page, a PDF and a Word file. For anybody. */
@Controller('public/lists')
export class ListDocumentPage {
  constructor(
    private readonly schemes: Schemes,
    private readonly list: PublicList,
    private readonly reader: Reader,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get(':slug/document.html')
  async page(@Res() res: Response, @Param('slug') slug: string): Promise<void> {
    const { html } = await this.made(slug);
    // The paper brings its own small style sheet, and nothing that runs.
    res.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'");
    res.type('html').send(html);
  }

  @Get(':slug/document.pdf')
  async pdf(@Res() res: Response, @Param('slug') slug: string): Promise<void> {
    const { html, asAt } = await this.made(slug);
    res.type('application/pdf').set('Content-Disposition', `inline; filename="${slug}-${asAt}.pdf"`).send(await toPdf(html));
  }

  @Get(':slug/document.docx')
  async word(@Res() res: Response, @Param('slug') slug: string): Promise<void> {
    const { html, asAt } = await this.made(slug);
    res.type('application/vnd.openxmlformats-officedocument.wordprocessingml.document').set('Content-Disposition', `attachment; filename="${slug}-${asAt}.docx"`).send(await toDocx(html));
  }

  private async made(slug: string): Promise<{ html: Buffer; asAt: string }> {
    const kept = await this.schemes.atPublicAddress(slug);
    const [providers, now] = await Promise.all([this.list.providers(kept.authority.authorityId, kept.scheme.schemeId, {}), this.reader.now()]);
    const asAt = dayOf(asInstant(now));
    const address = `${this.settings.publicUrl}${qpl.publicList(slug)}`;
    // Dated by its day, so that the same list on the same day gives the same bytes.
    const { html } = await renderDocument('qpl/provider-list', paperOf(kept, providers, asAt, address), { date: `${asAt}T00:00:00Z`, reference: kept.scheme.slug });
    return { html, asAt };
  }
}

/** The data of the paper: each lot with who is on it. */
export function paperOf({ authority, scheme }: KeptList, providers: readonly PublicProvider[], asAt: string, address: string): ProviderList {
  return {
    letterhead: { authority: authority.name, department: null, address: null, email: authority.email, phone: null, website: null },
    title: scheme.title, purpose: scheme.purpose, asAt, address, providers: providers.length,
    lots: scheme.lots.map(({ code, title, therapy, delivery, ageBand, isOpen, closedWhy }) => ({
      code, name: title, closedWhy: isOpen ? null : closedWhy ?? 'Closed for now.',
      places: providers.flatMap(({ name, places }) => places.filter((place) => place.lot === code || (place.lot === null && place.therapy === therapy && place.delivery === delivery && place.ageBand === ageBand))
        .map((place) => ({ provider: name, districts: [...place.districts], capacity: capacityInWords(place), toldOn: place.toldOn }))),
    })),
  };
}

function capacityInWords({ sessionsPerWeek, waitWeeksMin, waitWeeksMax, toldOn, noNewChildren }: PublicPlace): string {
  const closed = noNewChildren ? 'Takes on no new children just now' : null;
  if (toldOn === null) return closed ?? 'Not told yet: ask the provider';
  const free = sessionsPerWeek ? `${sessionsPerWeek} ${sessionsPerWeek === 1 ? 'session' : 'sessions'} a week free` : 'Full just now';
  return `${closed ?? free}, wait ${waitWeeksMin ?? 0} to ${waitWeeksMax ?? 0} weeks`;
}
