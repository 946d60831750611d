import fs from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { LIST, PROVIDER, TYPED, walk, type Walked } from '../../docs/tour.mjs';
import { sampleCertificate } from '../../src/sample/answers.js';
import { seed } from '../../src/sample/sample.js';
import { Service } from '../../src/service.js';
import { expectAccessible, expectNoSidewaysScroll, openBrowser } from '../browser.js';
import { startService, type TestService } from '../web/service.js';

/** The README's tour is walked as it is written: the provider by keyboard at 320 pixels, officers at 1280. */
let service: TestService;
let browser: Browser;
let walked: Walked;
const barriers: string[] = [];

const README = fs.readFileSync(path.resolve(import.meta.dirname, '../../README.md'), 'utf8');
const tour = README.slice(README.indexOf('## A tour'), README.indexOf('## The picture'));

beforeAll(async () => {
  service = await startService({}, { fill: async (database) => void (await seed(database.ownerUrl)) });
  await service.app.get(Service).start();
  browser = await openBrowser();
  walked = await walk(browser, service.address, {
    file: { name: 'public-liability.pdf', mimeType: 'application/pdf', buffer: sampleCertificate('Sample, not evidence: public liability') },
    look: async (name, page) => {
      for (const holds of [expectAccessible, expectNoSidewaysScroll]) await holds(page).catch((fault: Error) => void barriers.push(`${name}: ${fault.message}`));
    },
  });
}, 400_000);
afterAll(async () => {
  await browser?.close();
  await service?.app.get(Service).stop();
  await service?.close();
});

test('every word that the tour prints bold was there to be pressed, and whatever was pressed the tour names', () => {
  const bold = [...tour.matchAll(/\*\*([^*]+)\*\*/g)].map(([, words]) => words!.replace(/\s+/g, ' '));
  expect([...new Set(bold)].sort()).toEqual([...new Set(walked.pressed)].sort());
});

test('the pictures that the tour shows are there', () => {
  const pictures = [...tour.matchAll(/docs\/pictures\/[\w-]+\.png/g)].map(([file]) => file);
  expect(pictures.length).toBeGreaterThan(5);
  expect(pictures.filter((file) => !fs.existsSync(path.resolve(import.meta.dirname, '../..', file)))).toEqual([]);
});

test('no page of the tour has a barrier or scrolls sideways', () => expect(barriers).toEqual([]));

test('it ends with the published record of the decision, with every field that the law wants', () => {
  for (const words of [`To admit ${PROVIDER} to Speech and language therapy, face to face, ages 5 to 25`, 'Rachel Okafor', 'Families in the villages wait long', 'The applicant met every published requirement', TYPED.alternative, TYPED.whyRejected]) {
    expect(walked.record).toContain(words);
  }
});

test('with the provider on the public list, and the outcome told to it', () => {
  expect(walked.list).toContain(LIST);
  expect(walked.list).toContain(PROVIDER);
  expect(walked.list).toContain('9 sessions a week free; wait 1 to 4 weeks');
  expect(walked.letter).toContain('Admitted');
  expect(walked.letter).toContain(TYPED.lotReason);
});
