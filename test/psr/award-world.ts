import fs from 'node:fs';
import path from 'node:path';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Registry } from '../../src/engine/registry.js';
import { Verifier } from '../../src/engine/verify.js';
import { procedures } from '../../src/procedures.js';
import { KEY_CRITERIA } from '../../workflows/psr/notice-facts.js';
import { asOwner } from '../database.js';
import { Visitor, type TestService } from '../web/service.js';
import { day, done, Officer, type Answered, type Typed } from './officers.js';
import { words } from '../words.js';
import { until } from '../until.js';

/** Moves the engine's clock on to an hour of a day in London. */
export async function itIs(service: TestService, on: string, time = '09:30'): Promise<void> {
  await asOwner(service.database.ownerUrl, (owner) => owner.query(`update installation set clock_offset = (($1::date + $2::time) at time zone 'Europe/London') - clock_timestamp()`, [on, time]));
}

/** Takes a step by its page, through the check where it has one. The answer is a redirect, or the page that says why not. */
export async function step(officer: Officer, caseId: string, type: string, typed: Typed = {}): Promise<Answered> {
  const at = `/cases/${caseId}/steps/${type}`;
  const answer = await officer.fill(at, typed);
  return answer.status === 200 ? officer.send(at, answer.text, {}) : answer;
}
export const taken = async (officer: Officer, caseId: string, type: string, typed: Typed = {}): Promise<string> => done(await step(officer, caseId, type, typed));
/** When it happened, where that is earlier than now. */
export const earlier = (on: string, time: string): Typed => ({ ...day('occurred', on), 'occurred-time': time });

/** A contract of report 24/00008: the therapies of one trust in one part of the county, for seventeen months at its yearly value. */
export interface Therapies {
  readonly title: string;
  readonly provider: string;
  readonly address: string;
  /** Pounds, for seventeen months. */
  readonly value: string;
}
export const EAST_HOSPITALS: Therapies = { title: 'Children’s therapies, East Kent Hospitals', provider: 'East Kent Hospitals University NHS Foundation Trust', address: 'Kent and Canterbury Hospital\nEthelbert Road\nCanterbury\nCT1 3NG', value: '1,066,616' };
export const EAST_COMMUNITY: Therapies = { title: 'Children’s therapies, Kent Community Health, East', provider: 'Kent Community Health NHS Foundation Trust', address: 'The Oast, Unit D\nHermitage Lane\nBarming\nMaidstone\nME16 9NT', value: '864,220' };
export const WEST_COMMUNITY: Therapies = { ...EAST_COMMUNITY, title: 'Children’s therapies, Kent Community Health, West', value: '1,298,445' };

/** Opens the award of a contract by hand. */
export async function openAward(officer: Officer, contract: Therapies, term: { readonly start: string; readonly end: string }): Promise<string> {
  const answer = await officer.fill('/start/psr.direct-award-c', {
    title: contract.title, services: 'Speech and language therapy, occupational therapy and physiotherapy for school-aged children with special educational needs', cpv: '85142000-6', lifetimePence: contract.value,
    vat: 'no VAT is payable', valueBasis: 'Seventeen months at the yearly value, no extension', ...day('serviceStart', term.start), ...day('serviceEnd', term.end), existingContract: 'Therapies 2023/24',
    representationsTo: 'Children’s commissioning', representationsEmail: 'commissioning@council.sample.example',
    'providers.rows': '1', 'providers.0.name': contract.provider, 'providers.0.address': '', 'providers.0.addressIs': 'principal place of business', 'providers.0.email': '',
  });
  return /\/cases\/([0-9a-f-]{36})/.exec(done(answer))![1]!;
}

/** Step 1 of direct award C, and what has to be on record before the intention. */
export async function prepare(officer: Officer, decider: Officer, caseId: string, { provider, address }: Therapies): Promise<void> {
  await taken(officer, caseId, 'providers.correct', { 'providers.0.name': provider, 'providers.0.address': address, 'providers.0.addressIs': 'principal place of business' });
  await taken(officer, caseId, 'decision-makers.name', { 'people.rows': '1', 'people.0.name': 'Rachel Okafor', 'people.0.role': 'Director of commissioning' });
  await taken(officer, caseId, 'conflicts.none');
  await taken(officer, caseId, 'sub-contractors.ask', { provider, intends: 'no' });
  await taken(officer, caseId, 'exclusion.check', { about: provider, checked: 'Debarment list and the register of the Care Quality Commission', result: 'clear', nationalSecurity: 'no' });
  await taken(officer, caseId, 'criteria.assess', {
    provider, whyTheseWeights: 'Access matters most to children who wait.',
    ...Object.assign({}, ...KEY_CRITERIA.map((criterion, n) => ({ [`criteria.${n}.criterion`]: criterion, [`criteria.${n}.weight`]: String([20, 20, 20, 30, 10][n]), [`criteria.${n}.evidence`]: `Contract reviews on ${criterion}`, [`criteria.${n}.finding`]: FINDINGS[n]! }))) as Typed,
  });
  await taken(officer, caseId, 'selection.assess', {
    provider, 'items.rows': '1', 'items.0.kind': 'suitability', 'items.0.requirement': 'Registered with the Care Quality Commission', 'items.0.evidence': 'The register', 'items.0.finding': 'met',
  });
  await taken(decider, caseId, 'satisfaction.decide', { satisfiesExisting: 'yes', likelySatisfiesNew: 'yes', reasons: 'Waits for an assessment fell through 2023, and staffing is agreed for the new term.' });
}
const FINDINGS = [
  'Link therapists work in schools by the Balanced System.', 'The yearly value is static, with an uplift from April 2025.', 'The same teams hold the contracts of the NHS body.', 'Children waiting over twelve weeks for an assessment fell from 407 to 16.', 'Therapists are trained and employed in the county.',
];

/** Makes the notice of a step, reads it, submits exactly that. Gives the document's id. */
export async function submitNotice(officer: Officer, caseId: string, page: string): Promise<string> {
  const at = `/cases/${caseId}/${page}`;
  done(await officer.fill(at, {}));
  const { text } = await officer.get(at);
  const documentId = /\/documents\/([0-9a-f-]{36})\.html/.exec(text)![1]!;
  done(await officer.fill(at, {}));
  return documentId;
}

/** The link in the last message to an address. */
export async function linkTo(service: TestService, email: string): Promise<string> {
  const folder = path.join(service.settings.dataFolder, 'mail');
  return until(async () => {
    const files = fs.existsSync(folder) ? fs.readdirSync(folder).filter((file) => file.endsWith('.eml')) : [];
    const found = files.map((file) => fs.readFileSync(path.join(folder, file), 'utf8')).filter((text) => text.includes(email)).map(bodyOf).flatMap((text) => [...text.matchAll(/\/invited\/link\/([\w-]+)/g)].map(([, secret]) => secret!));
    return found.length > 0 && `/invited/link/${found.at(-1)!}`;
  });
}
/** The text of a message, whichever way it travels. */
function bodyOf(mail: string): string {
  const [head = '', ...rest] = mail.split(/\r?\n\r?\n/);
  const body = rest.join('\n\n');
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  return body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** Somebody outside who asked for the link and opened it. */
export async function representer(service: TestService, caseId: string, name: string, email: string): Promise<Visitor> {
  const visitor = new Visitor(service.address);
  const at = `/public/representations/${caseId}`;
  const page = await visitor.get(at);
  const sent = await visitor.post(at, { _csrf: Visitor.tokenOn(page.text), name, email });
  expect(words(sent.text)).toContain('Look in your mailbox');
  const link = await linkTo(service, email);
  const look = await visitor.get(link);
  const opened = await visitor.post(link, { _csrf: Visitor.tokenOn(look.text) });
  expect([opened.status, opened.headers.get('location')]).toEqual([303, `/representations/${caseId}`]);
  return visitor;
}

/** Rebuilds every case from its log: how many there are, and whether each is as it was recorded. */
export async function verified(service: TestService): Promise<{ cases: number; broken: readonly unknown[] }> {
  const verifier = new Verifier(service.app.get<DataSource>(getDataSourceToken()), new Registry(procedures));
  const verdicts = await verifier.verify({ key: 'a key', folder: '/nonexistent' });
  const cases = verdicts.flatMap((each) => each.cases);
  return { cases: cases.length, broken: cases.filter(({ verdict }) => verdict !== 'intact').map(({ reference, faults }) => ({ reference, faults })) };
}
