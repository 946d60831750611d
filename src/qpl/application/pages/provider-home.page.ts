import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ApplicationContext } from '../../../../workflows/qpl/application.context.js';
import type { MembershipContext } from '../../../../workflows/qpl/membership.events.js';
import type { Person } from '../../../desk/asking.js';
import { dueInWords } from '../../../desk/words.js';
import { Reader } from '../../../engine/read.js';
import { qpl } from '../../paths.js';
import { takesApplications } from '../../scheme/scheme.js';
import { Schemes } from '../../scheme/schemes.js';
import { ApplicationDrafts } from '../application-draft.js';
import { providerAsking } from './applying.js';
import { closingOf } from './task-list.page.js';

/** What waits for us, how do our applications stand, where are we listed, what can we apply to? */
@Controller('provider')
export class ProviderHomePage {
  constructor(
    private readonly reader: Reader,
    private readonly schemes: Schemes,
    private readonly drafts: ApplicationDrafts,
  ) {}

  @Get()
  async show(@Req() req: Request, @Res() res: Response): Promise<void> {
    const person = providerAsking(req);
    const [applications, places, lists, drafts, now] = await Promise.all([
      this.reader.list(person, { procedure: 'qpl.application', limit: 50 }),
      this.reader.list(person, { procedure: 'qpl.membership', limit: 100 }),
      this.schemes.of(person.authorityId),
      this.drafts.all(person),
      this.reader.now(),
    ]);
    // A list shows a provider no more than a title and a sentence; what it may see of each case the case itself says.
    const [sent, listed] = await Promise.all([this.views(person, applications.items), this.views(person, places.items)]);
    res.render('qpl/application/pages/provider-home.njk', {
      organisation: (person as { organisationName?: string }).organisationName ?? person.name,
      applications: sent.map((view) => {
        const { schemeTitle, questions, letterSent, agreementIssued, agreementSigned, agreementLapsed } = view.context as unknown as ApplicationContext;
        const mayAsk = view.steps.some(({ type, state, mine }) => type === 'review.ask' && mine && state === 'open');
        return {
          reference: view.reference, sentence: view.row.sentence, scheme: schemeTitle, href: qpl.case(view.caseId),
          answerBy: answerBy(view),
          waits: questions.some(({ status }) => status === 'open') ? qpl.step(view.caseId, 'clarification.answer') : null,
          outcome: letterSent ? qpl.outcome(view.caseId) : null,
          review: mayAsk ? qpl.step(view.caseId, 'review.ask') : null,
          sign: agreementIssued && !agreementSigned && !agreementLapsed ? qpl.underCase(view.caseId, qpl.below.sign) : null,
        };
      }),
      places: listed.map((view) => {
        const { lot, capacity } = view.context as unknown as MembershipContext;
        return { title: lot?.title ?? view.row.title, sentence: view.row.sentence, capacity, href: qpl.case(view.caseId), tell: qpl.step(view.caseId, 'capacity.tell') };
      }),
      lists: lists.map((scheme) => ({
        title: scheme.title, purpose: scheme.purpose, closing: closingOf(scheme, now), isOpen: takesApplications(scheme, now), started: drafts.some(({ schemeId }) => schemeId === scheme.schemeId),
        href: qpl.taskList(scheme.slug), list: qpl.publicList(scheme.slug),
      })),
    });
  }

  private async views(person: Person, items: readonly { readonly caseId: string }[]) {
    const views = await Promise.all(items.map(({ caseId }) => this.reader.caseView(person, caseId)));
    return views.filter((view) => view !== null);
  }
}

/** By when the open question is to be answered: the time to reply, or the last chance after it. */
function answerBy({ clocks }: { readonly clocks: readonly (Parameters<typeof dueInWords>[0] & { readonly name: string; readonly status: string })[] }): string | null {
  const clock = clocks.find(({ name, status }) => status === 'running' && (name === 'reply' || name === 'grace'));
  return clock ? dueInWords(clock) : null;
}
