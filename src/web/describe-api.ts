import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { Shell } from './shell.js';

/** OpenAPI of what lies below /api: for people at /api/docs, for programs at /api/openapi.json. Pages are not in it. */
export function describeApi(app: INestApplication): void {
  const config = new DocumentBuilder()
    .setTitle('Clerkwell')
    .setDescription('Cases, lists and documents of an authority. Refusals and errors are RFC 9457 problems; a refusal is 409 with because, unblock and source.')
    .setVersion('1')
    .build();
  const document = () => {
    const whole = SwaggerModule.createDocument(app, config);
    for (const addition of app.get(Shell).apiAdditions) addition(whole);
    return { ...whole, paths: Object.fromEntries(Object.entries(whole.paths).filter(([path]) => path.startsWith('/api/'))) };
  };
  SwaggerModule.setup('api/docs', app, document, { jsonDocumentUrl: 'api/openapi.json', yamlDocumentUrl: 'api/openapi.yaml', customSiteTitle: 'Clerkwell API' });
}
