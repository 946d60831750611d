import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { asInstant, dayOf } from '../../calendar/day.js';
import { Reader } from '../../engine/read.js';
import { qpl } from '../paths.js';
import { Schemes } from '../scheme/schemes.js';
import { districts, lookedFor, therapies } from './looked-for.js';
import { PublicList } from './public-list.js';

/** Few enough to stand in a corner of another page; the rest is a link away. */
const SHOWN = 5;

/** The search of a list, to stand in a frame on a page of a council's local offer. It sets no cookie, asks nobody who they are and runs no script. */
@Controller('public/lists/:slug/widget')
export class ListWidgetPage {
  constructor(
    private readonly schemes: Schemes,
    private readonly list: PublicList,
    private readonly reader: Reader,
  ) {}

  @Get()
  async show(@Res() res: Response, @Param('slug') slug: string, @Query() query: Record<string, unknown>): Promise<void> {
    const { authority, scheme } = await this.schemes.atPublicAddress(slug);
    const filter = lookedFor(query, scheme);
    const isAsked = filter.therapy !== undefined || filter.district !== undefined;
    const providers = isAsked ? await this.list.providers(authority.authorityId, scheme.schemeId, filter) : [];
    const options = (words: string, values: readonly string[]) => [{ value: '', text: words }, ...values.map((value) => ({ value, text: value }))];
    const chosen = new URLSearchParams(Object.entries(filter).map(([name, value]): [string, string] => [name, String(value)])).toString();
    // Any website may show it in a frame: it holds what is public and nothing to press that does something.
    res.removeHeader('X-Frame-Options');
    res.set('Content-Security-Policy', "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors *");
    res.render('qpl/public/list-widget.njk', {
      scheme, authority, isAsked, count: providers.length, providers: providers.slice(0, SHOWN), asAt: dayOf(asInstant(await this.reader.now())),
      fields: [
        { name: 'therapy', label: 'Therapy', type: 'select', items: options('Any therapy', therapies(scheme)), value: filter.therapy ?? '' },
        { name: 'district', label: 'District', type: 'select', items: options('Anywhere in the area', districts(scheme)), value: filter.district ?? '' },
      ],
      paths: { here: qpl.publicListWidget(slug), list: `${qpl.publicList(slug)}${chosen ? `?${chosen}` : ''}` },
    });
  }

  /** What to paste into a page of a website. */
  @Get('how')
  async how(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string): Promise<void> {
    const { scheme } = await this.schemes.atPublicAddress(slug);
    const address = `${req.protocol}://${req.get('host') ?? ''}${qpl.publicListWidget(slug)}`;
    const code = `<iframe src="${address}" title="Find a provider: ${scheme.title.replace(/[&<>"]/g, '')}" width="100%" height="620" loading="lazy"></iframe>`;
    res.render('qpl/public/list-widget-how.njk', { scheme, code, paths: { widget: qpl.publicListWidget(slug), list: qpl.publicList(slug), json: qpl.publicListJson(slug) } });
  }
}
