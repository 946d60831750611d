import type { OpenAPIObject } from '@nestjs/swagger';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import type { AnyProcedure } from '../../engine/procedure.js';
import { rolesInWords } from '../../directory/roles.js';

const EVENT = '/api/v1/cases/{caseId}/events/{type}';
const OPEN = '/api/v1/procedures/{procedure}/cases';

/**
 * Says of every event its own address, fields and roles, from the one class that also checks them, so that the description cannot drift from
 * the server. What only the engine sends has no address.
 */
export function describeEvents(document: OpenAPIObject, procedures: readonly AnyProcedure[]): void {
  const schemas = validationMetadatasToSchemas({ classTransformerMetadataStorage: defaultMetadataStorage as never, refPointerPrefix: '#/components/schemas/' });
  document.components = { ...document.components, schemas: { ...document.components?.schemas, ...(schemas as Record<string, never>) } };
  const [event, open] = [document.paths[EVENT]?.post, document.paths[OPEN]?.post];
  delete document.paths[EVENT];
  delete document.paths[OPEN];
  for (const procedure of procedures) {
    for (const [type, asked] of Object.entries(procedure.events)) {
      if (asked.roles.length === 0) continue;
      const opens = [procedure.opening].flat().includes(type);
      const like = opens ? open : event;
      const path = opens ? OPEN.replace('{procedure}', procedure.name) : EVENT.replace('{type}', type);
      // Two procedures may have an event of one name; the address then serves both, and the fields are either's.
      const before = document.paths[path]?.post?.requestBody as { content: Record<string, { schema: unknown }> } | undefined;
      const schema = asked.input ? { $ref: `#/components/schemas/${asked.input.name}` } : { type: 'object', properties: {}, additionalProperties: false };
      const known = before?.content['application/json']?.schema;
      document.paths[path] = {
        post: {
          ...like!,
          operationId: `${opens ? 'open' : 'take'} ${procedure.name} ${type}`,
          summary: `${procedure.title}: ${asked.label}`,
          description: `${asked.purpose} For: ${rolesInWords(asked.roles)}. ${asked.against === 'seen' ? 'If-Match is needed.' : 'Decided on what is there now; If-Match is not needed.'}`,
          parameters: (like?.parameters ?? []).filter((each) => !('name' in each) || (each.name !== 'type' && each.name !== 'procedure')),
          requestBody: { required: true, content: { 'application/json': { schema: (known ? { oneOf: [known, schema] } : schema) as never } } },
        },
      };
    }
  }
}
