import { STAFF, type SamplePersonRow } from '../../src/sample/authority.js';
import { writeDirectory } from '../../src/sample/people.js';
import { Service } from '../../src/service.js';
import { asOwner } from '../database.js';
import { startService, Visitor, type TestService } from '../web/service.js';
import { words } from '../words.js';

export { STAFF };

/** The whole product with the sample authority's people and no case, its clock at an hour of a day, and its jobs running. */
export async function serviceOn(day: string, time = '10:15'): Promise<TestService> {
  const service = await startService({}, {
    fill: (database) => asOwner(database.ownerUrl, async (owner) => {
      await writeDirectory(owner);
      await owner.query(`update installation set clock_offset = (($1::date + $2::time) at time zone 'Europe/London') - clock_timestamp()`, [day, time]);
    }),
  });
  await service.app.get(Service).start();
  return service;
}
export async function stop(service: TestService): Promise<void> {
  await service.app.get(Service).stop();
  await service.close();
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}
export type Typed = Readonly<Record<string, string | readonly string[]>>;

/** Somebody at a browser: opens pages, fills in their forms as they stand, and reads words. */
export class Officer {
  private constructor(readonly visitor: Visitor) {}

  static async signIn(service: TestService, person: SamplePersonRow): Promise<Officer> {
    const visitor = new Visitor(service.address);
    const page = await visitor.get('/sign-in');
    await visitor.post('/sign-in/as', { personId: person.personId, _csrf: Visitor.tokenOn(page.text) });
    return new Officer(visitor);
  }

  async get(path: string): Promise<Answered> {
    return this.visitor.get(path);
  }
  /** The words of a page that has to be there. */
  async read(path: string): Promise<string> {
    const page = await this.visitor.get(path);
    expect({ path, status: page.status, words: page.status === 200 ? '' : words(page.text) }).toEqual({ path, status: 200, words: '' });
    return words(page.text);
  }
  /** Posts the form of a page: what it holds hidden as it stands, and what was typed. */
  async fill(path: string, typed: Typed, nth = 0): Promise<Answered> {
    const page = await this.visitor.get(path);
    expect({ path, status: page.status, words: page.status === 200 ? '' : words(page.text) }).toEqual({ path, status: 200, words: '' });
    return this.send(path, page.text, typed, nth);
  }
  async send(path: string, html: string, typed: Typed, nth = 0): Promise<Answered> {
    const form = [...html.matchAll(/<form method="post" action="(?!\/sign-out)([^"]*)"[\s\S]*?<\/form>/g)][nth]!;
    const data = new URLSearchParams();
    for (const [, name, value] of form[0].matchAll(/<input type="hidden"(?: id="[^"]*")? name="([^"]+)" value="([^"]*)"/g)) if (!(unescaped(name!) in typed)) data.append(unescaped(name!), unescaped(value!));
    for (const [name, value] of Object.entries(typed)) for (const one of [value].flat()) data.append(name, one);
    return this.visitor.send(unescaped(form[1]!).replace(/#.*$/, '') || path, { method: 'POST', body: data });
  }
}

/** Where a form led. */
export function done(answer: Answered): string {
  expect({ status: answer.status, words: answer.status === 303 ? '' : words(answer.text) }).toEqual({ status: 303, words: '' });
  return answer.headers.get('location')!;
}
const unescaped = (text: string): string => text.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

/** The boxes of a day. */
export const day = (name: string, date: string): Record<string, string> => {
  const [year, month, of] = date.split('-');
  return { [`${name}-day`]: String(Number(of)), [`${name}-month`]: String(Number(month)), [`${name}-year`]: year! };
};
