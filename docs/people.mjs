/* global document -- what `evaluate` is given runs in the page */
/** Two ways of using a page: by keyboard on a narrow screen, and with a mouse. Each finds things by the words that a person reads. */
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 640 };
/** More keys than any page of the tour has places to stop at: a control that Tab never reaches is a failure, not an endless wait. */
const MOST_TABS = 400;

/** The accessible name begins so: rows of a list add the case to the link's words, for those who hear it. */
const begins = (words) => new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);

/** Places at which Tab stops after the focus and before an element, at the least: what is hidden or one of a group of radios counts for none or once. */
const stopsBefore = (element) => {
  const groups = new Set();
  const stops = [...document.querySelectorAll('a[href], button, input, textarea, select, summary')].filter((one) => {
    if (one.disabled || one.type === 'hidden' || one.tabIndex < 0 || one.getClientRects().length === 0) return false;
    if (one.type !== 'radio') return true;
    const isFirst = !groups.has(one.name);
    groups.add(one.name);
    return isFirst || one === element;
  });
  const from = document.activeElement === null || document.activeElement === document.body ? -1 : stops.indexOf(document.activeElement);
  // A focus that is at no such place says nothing of how far it is.
  return document.activeElement && document.activeElement !== document.body && from < 0 ? 0 : stops.indexOf(element) - from - 1;
};

class AtAPage {
  constructor(page, pressed) {
    this.page = page;
    this.pressed = pressed;
  }

  static async at(browser, address, pressed, viewport) {
    const context = await browser.newContext({ viewport, locale: 'en-GB', timezoneId: 'Europe/London', reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(address);
    return new this(page, pressed);
  }

  link(words) {
    return this.page.getByRole('link', { name: begins(words) }).first();
  }

  button(words) {
    return this.page.getByRole('button', { name: begins(words) }).first();
  }

  async sees(words) {
    await this.page.getByText(words).first().waitFor();
  }

  words() {
    return this.page.evaluate(() => document.body.innerText.replace(/\s+/g, ' '));
  }

  async arrived(act) {
    const before = this.page.url();
    // The load of the new page, not the state of the page: an answer is there before the old page has gone.
    const [answer] = await Promise.all([this.page.waitForEvent('response', (response) => response.request().isNavigationRequest() && response.status() !== 303), this.page.waitForEvent('load'), act()]);
    if (answer.status() !== 200) throw new Error(`${answer.url()} answered ${answer.status()}: ${(await this.words()).slice(0, 600)}`);
    // Counted, not waited for: the page is whole when it has loaded.
    const problems = this.page.locator('.govuk-error-summary, .cw-stopped[role=alert]');
    const problem = (await problems.count()) > 0 ? await problems.first().innerText() : null;
    if (problem) throw new Error(`${before} was answered with a problem:\n${problem}`);
  }
}

export class WithAMouse extends AtAPage {
  static at(browser, address, pressed) {
    return super.at(browser, address, pressed, WIDE);
  }

  async follow(words) {
    this.pressed.push(words);
    await this.arrived(() => this.link(words).click());
  }

  /** A link of the row or the line that is about somebody. */
  async followIn(about, words) {
    await this.actIn(about, 'link', words);
  }

  async pressIn(about, words) {
    await this.actIn(about, 'button', words);
  }

  async actIn(about, role, words) {
    this.pressed.push(words);
    const row = this.page.locator('tr, li').filter({ hasText: about }).filter({ has: this.page.getByRole(role, { name: begins(words) }) }).last();
    await this.arrived(() => row.getByRole(role, { name: begins(words) }).first().click());
  }

  async press(words) {
    this.pressed.push(words);
    await this.arrived(() => this.button(words).click());
  }

  async open(words) {
    this.pressed.push(words);
    await this.page.locator('summary').filter({ hasText: words }).first().click();
  }

  async choose(words) {
    this.pressed.push(words);
    await this.page.getByRole('radio', { name: words, exact: true }).first().check();
  }

  async fill(label, text) {
    await this.page.getByRole('textbox', { name: begins(label) }).first().fill(text);
  }
}

export class AtTheKeyboard extends AtAPage {
  static at(browser, address, pressed) {
    return super.at(browser, address, pressed, NARROW);
  }

  /** Tab, as somebody without a mouse does, until it has the focus. */
  async reach(target) {
    await target.waitFor();
    // Most of the way without looking: fewer than the stops between here and there. The rest one by one, until the focus is where it should be.
    const far = await target.evaluate(stopsBefore);
    for (let tabs = 0; tabs < far - 2; tabs += 1) await this.page.keyboard.press('Tab');
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`${this.page.url()}: the keyboard does not reach ${String(target)}`);
  }

  async follow(words) {
    this.pressed.push(words);
    await this.reach(this.link(words));
    await this.arrived(() => this.page.keyboard.press('Enter'));
  }

  async press(words) {
    this.pressed.push(words);
    await this.reach(this.button(words));
    await this.arrived(() => this.page.keyboard.press('Enter'));
  }

  async tick(words) {
    this.pressed.push(words);
    await this.reach(this.page.getByRole('checkbox', { name: begins(words) }).first());
    await this.page.keyboard.press('Space');
  }

  async tickNth(n) {
    await this.reach(this.page.getByRole('checkbox').nth(n));
    await this.page.keyboard.press('Space');
  }

  async fill(label, text) {
    await this.reach(this.page.getByRole('textbox', { name: new RegExp(label) }).first());
    await this.page.keyboard.insertText(text);
  }

  /** Opens the chooser with the space bar; what it shows is the operating system's. */
  async upload(file) {
    await this.reach(this.page.locator('input[type=file]'));
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.page.keyboard.press('Space')]);
    await chooser.setFiles(file);
  }
}
