import { Global, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { AboutPages } from './about.page.js';
import { HealthFeed } from './health.feed.js';
import { HomePage } from './home.page.js';
import { Shell } from './shell.js';

@Global()
@Module({ imports: [TerminusModule], controllers: [HomePage, AboutPages, HealthFeed], providers: [Shell], exports: [Shell] })
export class WebModule {}
