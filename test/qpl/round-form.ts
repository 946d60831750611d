import { AtTheKeyboard, type WithAMouse } from '../../docs/people.mjs';
import { sampleCertificate } from '../../src/sample/answers.js';

/** The application form as somebody fills it in a browser: page after page, as the task list and the service lead; with a mouse, or by keyboard alone. */
export type Hands = WithAMouse | AtTheKeyboard;
export interface Filled {
  readonly answers: Readonly<Record<string, string>>;
  /** Codes of the lots that are chosen, and the district for each. */
  readonly lots: readonly string[];
  readonly district: string;
}
/** More pages than any form has: a task that never gets done is a failure, not an endless walk. */
const MOST_PAGES = 90;

export async function fillForm(hands: Hands, filled: Filled): Promise<number> {
  const { page } = hands;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const path = new URL(page.url()).pathname;
    if (path.endsWith('/tasks')) {
      const left = page.locator('.govuk-task-list__item').filter({ hasNotText: /Completed|Optional/ }).locator('a');
      if (await left.count() === 0) return pages;
      await go(hands, left.first());
    } else {
      const key = path.split('/').at(-1)!;
      if (path.endsWith('/lots')) await chooseLots(hands, filled);
      else if (path.includes('/evidence/')) await handIn(hands, key);
      else await answer(hands, key, filled.answers[key] ?? (key.startsWith('price-') ? '60.00' : key.startsWith('quality-') ? filled.answers['quality']! : ''));
      await hands.press('Save and continue');
    }
  }
  throw new Error(`The form is not done after ${MOST_PAGES} pages: ${page.url()}`);
}

/** Ticks every declaration and sends. Answers the case. */
export async function sendIt(hands: Hands): Promise<string> {
  await hands.press('Check your answers');
  for (const box of await hands.page.locator('input[name="declarations"]').all()) await tick(hands, box);
  await hands.press('Send the application');
  await hands.sees('Application sent');
  return /\/cases\/([0-9a-f-]{36})\//.exec(hands.page.url())![1]!;
}

type Box = ReturnType<Hands['page']['locator']>;

export async function go(hands: Hands, link: Box): Promise<void> {
  if (!(hands instanceof AtTheKeyboard)) return hands.arrived(() => link.click());
  await hands.reach(link);
  await hands.arrived(() => hands.page.keyboard.press('Enter'));
}

export async function type(hands: Hands, box: Box, text: string): Promise<void> {
  if (!(hands instanceof AtTheKeyboard)) return box.fill(text);
  await hands.reach(box);
  await hands.page.keyboard.press('Control+A');
  await hands.page.keyboard.insertText(text);
}

export async function tick(hands: Hands, box: Box): Promise<void> {
  if (!(hands instanceof AtTheKeyboard)) return box.check();
  await hands.reach(box);
  await hands.page.keyboard.press('Space');
}

/** One of a group of radios. The keyboard reaches the group, and goes through it by arrows. */
export async function choose(hands: Hands, name: string, value: string): Promise<void> {
  const group = hands.page.locator(`input[type="radio"][name="${name}"]`);
  if (!(hands instanceof AtTheKeyboard)) return hands.page.locator(`input[name="${name}"][value="${value}"]`).check();
  const values = await group.evaluateAll((all) => all.map((one) => (one as unknown as { value: string }).value));
  await hands.reach(group.first());
  await hands.page.keyboard.press('Space');
  for (let down = 0; down < values.indexOf(value); down += 1) await hands.page.keyboard.press('ArrowDown');
}

async function select(hands: Hands, box: Box, words: string): Promise<void> {
  if (!(hands instanceof AtTheKeyboard)) return void (await box.selectOption({ label: words }));
  await hands.reach(box);
  // As somebody does: the first letters of what is wanted.
  await hands.page.keyboard.type(words);
}

async function answer(hands: Hands, key: string, text: string): Promise<void> {
  const { page } = hands;
  const reason = /^Not applicable, because: (.*)$/.exec(text)?.[1];
  if (reason !== undefined) {
    await tick(hands, page.locator('input[name="notApplicable"]').first());
    return type(hands, page.locator('[name="because"]'), reason);
  }
  const boxes = page.locator(`[name="${key}"]`);
  const kind = await boxes.count() === 0 ? 'rows' : await boxes.first().getAttribute('type');
  if (kind === 'rows') return rows(hands, key, text);
  if (kind === 'radio') return choose(hands, key, text);
  if (kind === 'checkbox') {
    for (const value of text.split(',')) await tick(hands, page.locator(`[name="${key}"][value="${value}"]`));
    return;
  }
  if (text !== '') await type(hands, boxes, text);
}

async function rows(hands: Hands, key: string, text: string): Promise<void> {
  for (const [n, line] of text.split('\n').entries()) {
    const cell = (name: string) => hands.page.locator(`[name="${key}.${n}.${name}"]`);
    if (await cell('name').count() === 0) await hands.press('Add');
    const [name, profession, number] = line.split(',').map((each) => each.trim());
    await type(hands, cell('name'), name!);
    await select(hands, cell('profession'), profession!.charAt(0).toUpperCase() + profession!.slice(1));
    await type(hands, cell('number'), number!);
  }
}

async function chooseLots(hands: Hands, { lots, district }: Filled): Promise<void> {
  const { page } = hands;
  for (const code of lots) {
    const lot = page.getByRole('checkbox', { name: new RegExp(`^${code}:`) });
    const lotId = (await lot.getAttribute('value'))!;
    await tick(hands, lot);
    await tick(hands, page.locator(`[name="districts-${lotId}"][value="${district}"]`));
    for (const [label, text] of [[/^Sessions a week/, '8'], [/^Shortest wait/, '1'], [/^Longest wait/, '5']] as const) await type(hands, page.getByRole('textbox', { name: label }).nth(lots.indexOf(code)), text);
  }
}

async function handIn(hands: Hands, key: string): Promise<void> {
  const file = { name: `${key}.pdf`, mimeType: 'application/pdf', buffer: sampleCertificate(`Sample, not evidence: ${key}`) };
  if (hands instanceof AtTheKeyboard) await hands.upload(file);
  else await hands.page.locator('input[type=file]').setInputFiles(file);
  if (await hands.page.locator('[name="validUntil-day"]').count() === 0) return;
  for (const [part, text] of [['day', '30'], ['month', '9'], ['year', '2029']] as const) await type(hands, hands.page.locator(`[name="validUntil-${part}"]`), text);
}
