import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { HealthCheck, HealthCheckService, TypeOrmHealthIndicator } from '@nestjs/terminus';
import type { HealthCheckResult } from '@nestjs/terminus';
import type { Request, Response } from 'express';
import { collectDefaultMetrics, register } from 'prom-client';
import { SETTINGS, isLoopback } from '../settings.js';
import type { Settings } from '../settings.js';
import { Problem } from './problem.js';

/** What machines ask of the service: is it well, and how busy is it. */
@Controller()
export class HealthFeed {
  constructor(
    private readonly health: HealthCheckService,
    private readonly database: TypeOrmHealthIndicator,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics();
  }

  /** 200 when the database answers within two seconds, else 503. Says no more than that: anyone may ask. */
  @Get('health')
  @HealthCheck()
  check(): Promise<HealthCheckResult> {
    return this.health.check([() => this.database.pingCheck('database', { timeout: 2_000 })]);
  }

  /** Prometheus text, for this machine or for whoever has the token. */
  @Get('metrics')
  async metrics(@Req() request: Request, @Res() response: Response): Promise<void> {
    const token = this.settings.metricsToken;
    const direct = this.settings.trustedProxies === 0 && isLoopback((request.ip ?? '').replace(/^::ffff:/, ''));
    if (!direct && (token === null || request.headers.authorization !== `Bearer ${token}`)) {
      throw new Problem(403, { title: 'Metrics are not public', because: 'Only this machine, or a monitor with the token, may read them.', unblock: 'Set METRICS_TOKEN and send it as a bearer token.' });
    }
    response.type(register.contentType).send(await register.metrics());
  }
}
