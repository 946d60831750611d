import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { POLICY } from '../engine/tokens.js';
import { Policies } from './policies.js';
import { EFFECT_ON, effectOnClocks, Proposals } from './proposals.js';
import { SettingsPage } from './settings.page.js';

/** The authority's own values, and changing them. It answers the engine's `POLICY` port. */
@Global()
@Module({
  controllers: [SettingsPage],
  providers: [Policies, Proposals, { provide: POLICY, useExisting: Policies }, { provide: EFFECT_ON, useFactory: effectOnClocks, inject: [DataSource] }],
  exports: [Policies, POLICY],
})
export class PolicyModule {}
