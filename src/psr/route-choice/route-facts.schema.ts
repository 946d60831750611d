import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { SCHEDULE_1 } from '../../../workflows/psr/cpv.js';
import { RouteFactsInput } from './route-facts.inputs.js';

/** The facts as JSON schema, made from the classes that check them, so that the two cannot differ. */
export function routeFactsSchema(): object {
  const all = validationMetadatasToSchemas({
    classTransformerMetadataStorage: defaultMetadataStorage as never,
    refPointerPrefix: '#/$defs/',
    additionalConverters: {
      isRealDay: { type: 'string', format: 'date' },
      isNotBefore: {},
      isPence: { type: 'integer', description: 'Whole pence, in pounds sterling: £752,905 is 75290500.' },
      isCpvCode: { type: 'string', pattern: '^\\d{8}-\\d$', description: `A CPV code with its check digit. Of Schedule 1: ${SCHEDULE_1.map(({ code, name }) => `${code} ${name}`).join('; ')}.` },
    },
  }) as Record<string, { type?: string; properties?: Record<string, object>; required?: string[] }>;
  const wanted = reachableFrom(RouteFactsInput.name, all);
  const { [RouteFactsInput.name]: root, ...parts } = Object.fromEntries(wanted.map((name) => [name, withUnknown(all[name]!)]));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Facts for a choice of route',
    description: 'What is not known is left out or null. Not known is never “no”: the answer says what is missing and why it matters.',
    ...root,
    $defs: parts,
  };
}

/** Whatever may be left out may also be null, and nothing else is taken. */
function withUnknown(schema: { type?: string; properties?: Record<string, object>; required?: string[] }): object {
  const properties = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, property]) => [name, schema.required?.includes(name) ? property : { anyOf: [property, { type: 'null' }] }]));
  return { ...schema, properties, additionalProperties: false };
}

function reachableFrom(name: string, all: Readonly<Record<string, object>>, seen: readonly string[] = []): readonly string[] {
  if (seen.includes(name)) return seen;
  const parts = [...JSON.stringify(all[name]).matchAll(/"#\/\$defs\/(\w+)"/g)].map(([, part]) => part!);
  return parts.reduce<readonly string[]>((found, part) => reachableFrom(part, all, found), [...seen, name]);
}
