/**
 * The README's tour, walked in a real browser by the same words. `npm run screenshots` takes its pictures on the way, and
 * test/qpl/tour.test.ts holds the README to it. The provider goes by keyboard on a screen 320 pixels wide; everybody else has a mouse and 1280.
 */
import { AtTheKeyboard, WithAMouse } from './people.mjs';

export const LIST = 'Qualified Provider List for SEN therapies (sample)';
export const PROVIDER = 'Hop Garden Therapies (sample)';
/** What is typed where the README leaves the words to the reader. */
export const TYPED = {
  continuity: 'Two of us know each child, and one steps in when the other is away.',
  lotReason: 'Every published requirement of this lot is met.',
  reasons: 'Families in the villages wait long for speech and language therapy.\n\nThe applicant met every published requirement of the lot.',
  alternative: 'Not to admit',
  whyRejected: 'Nothing that was checked stands against the applicant.',
};

/**
 * Walks all of it, on a sample that nobody has touched.
 * @param {import('playwright-core').Browser} browser
 * @param {string} address where the product answers
 * @param {{ file: { name: string, mimeType: string, buffer: Buffer }, look?: (name: string, page: import('playwright-core').Page) => Promise<void> }} more
 *   `file`: the certificate that the provider hands in; `look` is called where there is something to see
 * @returns {Promise<{ pressed: string[], record: string, list: string, letter: string, recordAddress: string }>} what was pressed or chosen, and the words of the last pages
 */
export async function walk(browser, address, { file, look = async () => undefined }) {
  const pressed = [];
  const desk = await WithAMouse.at(browser, address, pressed);
  const jo = await AtTheKeyboard.at(browser, address, pressed);

  // What anybody sees.
  await look('home', desk.page);
  await desk.follow(LIST);
  await look('public-list', desk.page);

  // The provider finishes its application and sends it.
  await jo.follow('Sign in');
  await jo.press('Sign in as Jo Hopkins');
  await jo.press('Go on with your application');
  await look('task-list-320', jo.page);
  await look('task-list', jo.page);
  await jo.follow('Lots, districts and capacity');
  await jo.tick('SLT-2: Speech and language therapy, face to face, ages 5 to 25');
  await jo.tick('Ashford');
  await jo.fill('Sessions a week', '9');
  await jo.fill('Shortest wait', '1');
  await jo.fill('Longest wait', '4');
  await jo.press('Save and continue');
  await jo.follow('Public liability insurance');
  await jo.upload(file);
  await jo.fill('Day', '30');
  await jo.fill('Month', '9');
  await jo.fill('Year', '2029');
  await jo.press('Save and continue');
  await jo.follow('How do you keep sessions going when a clinician is away or leaves?');
  await jo.fill('How do you keep sessions going', TYPED.continuity);
  await jo.press('Save and continue');
  await jo.press('Check your answers');
  for (const n of [0, 1, 2]) await jo.tickNth(n);
  await jo.press('Send the application');
  await jo.sees('Application sent');
  await look('sent-320', jo.page);

  // The officer checks and recommends.
  await desk.follow('Sign in');
  await desk.press('Sign in as Priya Nair');
  await desk.sees(PROVIDER);
  await look('my-work', desk.page);
  await desk.pressIn(PROVIDER, 'Claim');
  await desk.followIn(PROVIDER, 'Record findings');
  for (const pass of await desk.page.getByRole('radio', { name: 'Pass', exact: true }).all()) await pass.check();
  pressed.push('Pass');
  await look('record-findings', desk.page);
  await desk.press('Save findings');
  await desk.follow('Finish checking');
  await desk.press('Finish checking');
  await desk.open('How was this counted?');
  await look('case-page', desk.page);
  await desk.press('Recommend');
  await desk.choose('Admit');
  await desk.fill('Reason for this lot', TYPED.lotReason);
  await desk.press('Recommend');
  await desk.press('Sign out');

  // The decision maker decides, and signs the record.
  await desk.follow('Sign in');
  await desk.press('Sign in as Rachel Okafor');
  await desk.followIn(PROVIDER, 'Decide');
  await desk.fill('Reasons for the decision', TYPED.reasons);
  await desk.fill('Alternative 1', TYPED.alternative);
  await desk.fill('Why it was rejected', TYPED.whyRejected);
  await desk.choose('None declared');
  await desk.press('Check the decision');
  await look('check-decision', desk.page);
  await desk.press('Decide');
  await desk.follow('Make and sign the record');
  await desk.press('Make the document');
  await desk.press('Sign the record');
  await desk.press('Sign out');

  // The officer tells the provider.
  await desk.follow('Sign in');
  await desk.press('Sign in as Priya Nair');
  await desk.followIn(PROVIDER, 'Send the outcome letter');
  await desk.press('Make the document');
  await desk.press('Send the outcome letter');
  await desk.press('Sign out');

  // Somebody who did not sign publishes.
  await desk.follow('Sign in');
  await desk.press('Sign in as Gareth Pugh');
  await desk.followIn(PROVIDER, 'Publish the record');
  await desk.press('Publish the record');
  await desk.follow('Settings');
  await look('settings', desk.page);
  await desk.press('Sign out');

  // What everybody can read now.
  await desk.follow('Decisions made by officers');
  await desk.follow(`Officer decision record: ${PROVIDER}`);
  const recordAddress = desk.page.url();
  const record = await desk.words();
  await look('decision-record', desk.page);
  await desk.page.goto(address);
  await desk.follow(LIST);
  await desk.page.getByLabel('District').selectOption('Ashford');
  await desk.press('Show providers');
  const list = await desk.words();
  await jo.page.goto(`${address}/provider`);
  await jo.follow('Read the outcome of each lot');
  const letter = await jo.words();
  return { pressed, record, recordAddress, list, letter };
}
