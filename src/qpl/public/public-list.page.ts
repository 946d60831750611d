import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { asInstant, dayOf } from '../../calendar/day.js';
import { Reader } from '../../engine/read.js';
import { qpl } from '../paths.js';
import { schemePaths } from '../scheme/scheme.paths.js';
import { Schemes } from '../scheme/schemes.js';
import { dayAsked, districts, lookedFor, therapies } from './looked-for.js';
import { PublicList } from './public-list.js';

/** Providers on one page: a screen or three to look through on a phone. */
const PER_PAGE = 50;

/** Who can give this therapy near me? For anybody. */
@Controller('public/lists')
export class PublicListPage {
  constructor(
    private readonly schemes: Schemes,
    private readonly list: PublicList,
    private readonly reader: Reader,
  ) {}

  @Get()
  async all(@Res() res: Response): Promise<void> {
    const lists = (await this.schemes.all()).map(({ authority, scheme }) => ({ title: scheme.title, purpose: scheme.purpose, authority: authority.name, href: qpl.publicList(scheme.slug) }));
    res.render('qpl/public/public-lists.njk', { lists });
  }

  @Get(':slug')
  async show(@Res() res: Response, @Param('slug') slug: string, @Query() query: Record<string, unknown>): Promise<void> {
    const { authority, scheme } = await this.schemes.atPublicAddress(slug);
    const filter = lookedFor(query, scheme);
    const today = dayOf(asInstant(await this.reader.now()));
    const asked = dayAsked(query, 'asAt', today);
    const providers = await this.list.providers(authority.authorityId, scheme.schemeId, filter, asked.at);
    const chosen = new URLSearchParams([
      ...Object.entries(filter).map(([name, value]): [string, string] => [name, value === true ? 'yes' : String(value)]),
      ...(asked.at === undefined ? [] : [['asAt', asked.day] as [string, string]]),
    ]).toString();
    const options = (words: string, values: readonly string[]) => [{ value: '', text: words }, ...values.map((value) => ({ value, text: value }))];
    const [year, month, day] = asked.at === undefined ? ['', '', ''] : asked.day.split('-');
    const pages = Math.max(1, Math.ceil(providers.length / PER_PAGE));
    const page = Math.min(pages, Math.max(1, Math.trunc(Number(query['page'])) || 1));
    const pageAt = (number: number) => `${qpl.publicList(slug)}?${new URLSearchParams([...new URLSearchParams(chosen), ['page', String(number)]]).toString()}`;
    res.render('qpl/public/public-list.njk', {
      pages: pages === 1 ? null : { page, pages, previous: page > 1 ? pageAt(page - 1) : null, next: page < pages ? pageAt(page + 1) : null },
      scheme, authority, count: providers.length, providers: providers.slice((page - 1) * PER_PAGE, page * PER_PAGE), asAt: asked.day, isPast: asked.at !== undefined, today, filtered: Object.entries(filter).map(([name, value]) => (name === 'age' ? `age ${value}` : name === 'free' ? 'free sessions' : String(value))).join(', '),
      ageUnread: typeof query['age'] === 'string' && query['age'].trim() !== '' && filter.age === undefined,
      fields: [
        { name: 'therapy', label: 'Therapy', type: 'select', items: options('Any therapy', therapies(scheme)), value: filter.therapy ?? '' },
        { name: 'district', label: 'District', type: 'select', items: options('Anywhere in the area', districts(scheme)), value: filter.district ?? '' },
        { name: 'age', label: 'Age in years', type: 'number', value: filter.age ?? '' },
        { name: 'delivery', label: 'How it is given', type: 'select', items: options('Face to face or online', ['face to face', 'online']), value: filter.delivery ?? '' },
        { name: 'free', label: 'Free sessions', type: 'select', items: [{ value: '', text: 'With or without' }, { value: 'yes', text: 'With free sessions' }], value: filter.free ? 'yes' : '' },
        { name: 'asAt', label: 'The list as at', hint: 'Leave empty for today', type: 'date', typed: { 'asAt-day': day, 'asAt-month': month, 'asAt-year': year }, ...(asked.error && { error: asked.error }) },
      ],
      paths: { here: qpl.publicList(slug), json: `${qpl.publicListJson(slug)}${chosen ? `?${chosen}` : ''}`, csv: `${qpl.publicListCsv(slug)}${chosen ? `?${chosen}` : ''}`, apply: qpl.start(slug), applying: schemePaths.round(slug), document: schemePaths.asDocument(slug, 'html'), pdf: schemePaths.asDocument(slug, 'pdf'), docx: schemePaths.asDocument(slug, 'docx'), decisions: qpl.publicDecisions(), changes: qpl.publicListChanges(slug), widget: qpl.publicListWidget(slug) },
    });
  }
}
