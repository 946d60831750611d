import type { Browser, Locator, Page } from 'playwright-core';

/** What both can do: look, and wait for the page that an act leads to. */
declare class AtAPage {
  readonly page: Page;
  readonly pressed: string[];
  link(words: string): Locator;
  button(words: string): Locator;
  sees(words: string): Promise<void>;
  words(): Promise<string>;
  arrived(act: () => Promise<unknown>): Promise<void>;
}
export class WithAMouse extends AtAPage {
  static at(browser: Browser, address: string, pressed: string[]): Promise<WithAMouse>;
  follow(words: string): Promise<void>;
  followIn(about: string, words: string): Promise<void>;
  pressIn(about: string, words: string): Promise<void>;
  press(words: string): Promise<void>;
  open(words: string): Promise<void>;
  choose(words: string): Promise<void>;
  fill(label: string, text: string): Promise<void>;
}
export class AtTheKeyboard extends AtAPage {
  static at(browser: Browser, address: string, pressed: string[]): Promise<AtTheKeyboard>;
  reach(target: Locator): Promise<void>;
  follow(words: string): Promise<void>;
  press(words: string): Promise<void>;
  tick(words: string): Promise<void>;
  tickNth(n: number): Promise<void>;
  fill(label: string, text: string): Promise<void>;
  upload(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void>;
}
