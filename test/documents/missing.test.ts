import { guarded, MissingField } from '../../src/documents/guarded.js';
import { renderDocument } from '../../src/documents/render.js';
import { TemplateFailed } from '../../src/documents/templates.js';
import { sample } from '../../templates/decisions/officer-decision-record.data.js';

const render = (data: object) =>
  renderDocument('decisions/officer-decision-record', data, { date: '2026-04-20T09:00:00Z', reference: 'x' });

/** The sample without one field, wherever it is. */
function without(path: string): object {
  const data = structuredClone(sample()) as unknown as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop()!;
  const holder = keys.reduce<Record<string, unknown>>((inside, key) => inside[key] as Record<string, unknown>, data);
  delete holder[last];
  return data;
}

describe('data with a field left out', () => {
  test.each([
    ['conflicts', 'an #if would have said that no conflict was declared'],
    ['alternatives', 'an #if would have said that there was none'],
    ['exempt', 'an #if would have published the whole'],
    ['decisionMaker.role', 'a print would have left a blank'],
    ['dispensations.notes', 'a #with would have said that none was granted'],
    ['recommendations.0.value', 'an argument would have printed nothing'],
    ['implications.legal', 'a heading would have stood over nothing'],
  ])('throws and names data.%s: %s', async (path) => {
    const named = path.replace(/\.(\d+)/, '[$1]');
    await expect(render(without(path))).rejects.toThrow(`data.${named} is not there`);
    await expect(render(without(path))).rejects.toBeInstanceOf(TemplateFailed);
  });

  test('null is a value: the record says None, and nobody declared a conflict', async () => {
    const html = (await render({ ...sample(), exempt: null })).html.toString('utf8');
    expect(html).toContain('None: the whole record is public');
    expect(html).toContain('No executive member who was consulted declared a conflict of interest.');
  });

  test('null where something must be printed throws instead of printing nothing', async () => {
    await expect(render({ ...sample(), decisionNumber: null })).rejects.toThrow('{{decisionNumber}} is null');
  });

  test('undefined counts as left out, symbols are let through, lists keep their methods', () => {
    const data = guarded({ lots: ['a'], gone: undefined as string | undefined });
    expect(() => data.gone).toThrow(MissingField);
    expect([...data.lots]).toEqual(['a']);
    expect(data.lots.map((lot) => lot)).toEqual(['a']);
    expect(() => data.lots[1]).toThrow('data.lots[1] is not there');
  });

  test('a property that only the prototype has is not data', () => {
    expect(() => (guarded({}) as { toString: unknown }).toString).toThrow(MissingField);
  });
});
