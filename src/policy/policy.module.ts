import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Policies } from './policies.js';
import { EFFECT_ON, effectOnClocks, Proposals } from './proposals.js';
import { SettingsPage } from './settings.page.js';

/** The authority's own values, and changing them. `Policies` answers the engine's `POLICY` port; app.module.ts ties the two. */
@Global()
@Module({
  controllers: [SettingsPage],
  providers: [Policies, Proposals, { provide: EFFECT_ON, useFactory: effectOnClocks, inject: [DataSource] }],
  exports: [Policies],
})
export class PolicyModule {}
